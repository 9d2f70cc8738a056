{# The first account offered is a person's, the next other one is the second best. Accounts that are
   equally near by name are none's: they stay as candidates. #}
with

offers as (

    select
        offers.*,
        accounts.account_id,
        row_number() over (
            partition by offers.person_id, offers.account_key order by offers.method_order, offers.place
        ) as repetition
    from {{ ref('int_match_offers') }} as offers
    inner join {{ ref('int_accounts') }} as accounts on offers.account_key = accounts.account_key

),

ranked as (

    select
        offers.*,
        count(*) over (partition by person_id) as accounts_offered,
        row_number() over (partition by person_id order by method_order, place, account_id) as offer_rank
    from offers
    where repetition = 1

),

chosen as (

    select * from ranked where offer_rank = 1 and not is_tied

),

{# What later steps would have chosen instead. #}
objections as (

    select
        offers.person_id,
        {% for method in ['given', 'domain', 'name', 'fuzzy_name'] -%}
        max(case when offers.method = '{{ method }}' then offers.account_id end) as {{ method }}_account_id
        {{- ',' if not loop.last }}
        {% endfor %}
    from offers
    inner join chosen
        on offers.person_id = chosen.person_id
        and offers.method_order > chosen.method_order
        and offers.account_key <> chosen.account_key
    where offers.place = 1 and not offers.is_tied
    group by offers.person_id

),

doubted as (

    select
        firsts.person_id,
        chosen.account_key,
        chosen.method,
        chosen.matched_on,
        chosen.similarity,
        chosen.candidates > 1 as is_shared,
        firsts.accounts_offered as candidates,
        seconds.account_id as second_best_account_id,
        seconds.method as second_best_method,
        nullif(trim(
            {% for method in ['given', 'domain', 'name', 'fuzzy_name'] -%}
            coalesce('{{ method }} says ' || objections.{{ method }}_account_id || ' ', '') {{- ' || ' if not loop.last }}
            {% endfor %}
        ), '') as conflicts
    from ranked as firsts
    left join chosen on firsts.person_id = chosen.person_id
    left join objections on firsts.person_id = objections.person_id
    left join ranked as seconds
        on firsts.person_id = seconds.person_id
        and seconds.offer_rank = case when chosen.person_id is null then 1 else 2 end
    where firsts.offer_rank = 1

)

select
    doubted.person_id,
    doubted.account_key,
    doubted.method,
    cast(
        doubted.similarity * case
            when doubted.is_shared or doubted.conflicts is not null then methods.confidence_in_doubt
            else methods.confidence
        end as decimal(9, 4)
    ) as confidence,
    doubted.candidates,
    doubted.second_best_account_id,
    doubted.second_best_method,
    doubted.matched_on,
    doubted.conflicts
from doubted
left join {{ ref('match_methods') }} as methods on doubted.method = methods.method
