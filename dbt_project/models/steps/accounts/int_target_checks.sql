{# Every condition of a target account, held against every account. Unknown meets nothing. #}
with

measures as (

    select account_key, measure, value from {{ ref('int_target_measures') }}
    union all
    select account_key, 'potential_score', cast({{ points('potential_cents') }} as decimal(18, 2))
    from {{ ref('int_potential_scores') }}

)

select
    measures.account_key,
    conditions.condition,
    conditions.measure,
    conditions.minimum,
    measures.value,
    coalesce(measures.value >= conditions.minimum, false) as is_met,
    case
        when conditions.measure = 'decision_makers_reachable' and ceil(conditions.minimum - measures.value) = 1
            then case when measures.value > 0 then 'one more ' else '' end || 'decision maker with contact missing'
        when conditions.measure = 'decision_makers_reachable'
            then cast(cast(ceil(conditions.minimum - measures.value) as integer) as string) || ' decision makers with contact missing'
        when measures.value is null
            then replace(replace(conditions.measure, 'icp', 'ICP'), '_', ' ') || ' unknown, '
                || cast(conditions.minimum as string) || ' needed'
        else replace(replace(conditions.measure, 'icp', 'ICP'), '_', ' ') || ' '
            || cast(measures.value as string) || ' of ' || cast(conditions.minimum as string)
    end as words
from measures
inner join {{ ref('target_conditions') }} as conditions on measures.measure = conditions.measure
