{# Accounts whose name is nearly that of a company, for names that no account has exactly. #}
with

names as (

    select similar_names.*
    from {{ ref('stg_reference__similar_names') }} as similar_names
    left join (
        select distinct matched_text from {{ ref('int_account_domains') }} where method = 'name'
    ) as exact on similar_names.normalised_name = exact.matched_text
    where exact.matched_text is null

),

nearest as (

    select
        names.normalised_name, accounts.account_key,
        max(names.similarity) as similarity, min(names.similar_name) as similar_name
    from names
    inner join {{ ref('int_account_domains') }} as accounts
        on accounts.method = 'name' and names.similar_name = accounts.matched_text
    group by names.normalised_name, accounts.account_key

),

ranked as (

    select
        nearest.*,
        rank() over (partition by normalised_name order by similarity desc) as candidate_rank
    from nearest

)

select
    normalised_name, account_key, similarity, similar_name, candidate_rank,
    count(*) over (partition by normalised_name) as candidates,
    count(*) over (partition by normalised_name, candidate_rank) > 1 and candidate_rank = 1 as is_tied
from ranked
