{# Whose account each published person is, how that was found, and what speaks against it. #}
select
    {{ person_labels() }},
    coalesce(matches.method, 'none') as method,
    cast(coalesce(matches.confidence, 0) as decimal(5, 4)) as confidence,
    cast(coalesce(matches.candidates, 0) as integer) as candidates,
    matches.second_best_account_id,
    matches.second_best_method,
    matches.matched_on,
    matches.conflicts,
    {{ run_columns() }}
from {{ ref('int_people') }} as people
left join {{ ref('int_person_matches') }} as matches on people.person_id = matches.person_id
left join {{ ref('int_account_labels') }} as labels on people.account_key = labels.account_key
{{ run_join() }}
where people.exclusion_reason is null
