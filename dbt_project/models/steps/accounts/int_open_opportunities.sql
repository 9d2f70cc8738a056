{# Stretches of days in which an opportunity counts as open: new or expansion, created, not closed, at a
   stage that seed opportunity_stages counts; a stage that is not listed counts. #}
with

open_opportunities as (

    select
        opportunities.opportunity_id,
        opportunities.account_key,
        versions.stage,
        greatest(opportunities.created_day, versions.starts_day) as from_day,
        least(
            coalesce(opportunities.closed_day, {{ last_day() }}),
            coalesce(
                lead(versions.starts_day) over (partition by versions.opportunity_id order by versions.starts_day),
                {{ last_day() }}
            )
        ) as to_day,
        {# A version written at the close says nothing of the stages before it. #}
        coalesce(stages.counts_as_intent, true)
            or (
                versions.starts_day = {{ first_day() }}
                and coalesce(versions.version_day >= opportunities.raw_closed_day, false)
            )
            as counts
    from {{ ref('int_opportunities') }} as opportunities
    inner join {{ ref('stg_crm__opportunity_versions') }} as versions
        on opportunities.opportunity_id = versions.opportunity_id
    left join {{ ref('opportunity_stages') }} as stages
        on lower(trim(versions.stage)) = lower(trim(stages.stage))
    where opportunities.type in ('new', 'expansion')

)

select opportunity_id, account_key, stage, from_day, to_day
from open_opportunities
where counts and from_day < to_day
