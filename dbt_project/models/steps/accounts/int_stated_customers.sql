{# Spells in which an account is a customer by the CRM's word alone, without a win that counts: they
   stand for one win, since a deal and the date it set are one. #}
with

edges as (

    {% for edge, sign in [('from_day', ''), ('to_day', '-')] -%}
    select account_key, {{ edge }} as day, {{ sign }}is_win as win_change, {{ sign }}(1 - is_win) as word_change
    from {{ ref('int_customer_facts') }}
    where from_day < to_day
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

daily as (

    select account_key, day, sum(win_change) as win_change, sum(word_change) as word_change
    from edges
    group by account_key, day

),

counted as (

    select
        account_key, day,
        case
            when sum(word_change) over (
                partition by account_key order by day rows between unbounded preceding and current row
            ) > 0
            and sum(win_change) over (
                partition by account_key order by day rows between unbounded preceding and current row
            ) = 0 then 1 else 0
        end as is_stated
    from daily

),

flips as (

    select *, coalesce(lag(is_stated) over (partition by account_key order by day), 0) as was_stated
    from counted

),

spells as (

    select
        account_key, is_stated, day as from_day,
        coalesce(lead(day) over (partition by account_key order by day), {{ last_day() }}) as to_day
    from flips
    where is_stated <> was_stated

)

select account_key, from_day, to_day from spells where is_stated = 1
