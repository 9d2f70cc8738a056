{# Several accounts on one domain, or of one name, go to the top of their hierarchy, else the oldest. #}
{% set kinds = [('domain', 'domain'), ('name', 'normalised_name')] -%}
with

candidates as (

    {% for method, column in kinds -%}
    select
        '{{ method }}' as method, {{ column }} as matched_text,
        account_id, account_key, parent_account_id, created_at
    from {{ ref('int_accounts') }}
    where {{ column }} is not null and {{ column }} <> ''
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

ranked as (

    select
        candidates.method,
        candidates.matched_text,
        candidates.account_key,
        count(*) over (partition by candidates.method, candidates.matched_text) as candidates,
        row_number() over (
            partition by candidates.method, candidates.matched_text
            order by
                case when parents.account_id is null then 0 else 1 end,
                candidates.created_at,
                candidates.account_id
        ) as candidate_rank
    from candidates
    left join candidates as parents
        on candidates.parent_account_id = parents.account_id
        and candidates.method = parents.method
        and candidates.matched_text = parents.matched_text
        and candidates.account_id <> parents.account_id

)

select method, matched_text, account_key, candidates
from ranked
where candidate_rank = 1
