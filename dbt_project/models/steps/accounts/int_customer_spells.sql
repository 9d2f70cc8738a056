{# Spells in which an account has at least one win: what makes it a customer, for its parent too. #}
with

changes as (

    select account_key, day, sum(change) as change
    from (
        select account_key, from_day as day, 1 as change
        from {{ ref('int_crm_spells') }} where metric = 'won_opportunities'
        union all
        select account_key, to_day, -1
        from {{ ref('int_crm_spells') }} where metric = 'won_opportunities'
    ) as edges
    group by account_key, day

),

counted as (

    select
        account_key, day,
        sum(change) over (
            partition by account_key order by day rows between unbounded preceding and current row
        ) as wins
    from changes

),

flips as (

    select
        account_key, day, wins > 0 as is_customer,
        coalesce(lag(wins > 0) over (partition by account_key order by day), false) as was_customer
    from counted

),

spells as (

    select
        account_key,
        day as from_day,
        coalesce(lead(day) over (partition by account_key order by day), {{ last_day() }}) as to_day,
        is_customer
    from flips
    where is_customer <> was_customer

)

select account_key, from_day, to_day from spells where is_customer
