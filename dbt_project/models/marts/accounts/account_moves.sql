{# What moved since the last publication. First what today's history says otherwise than was published
   (int_stage_differences), then the moves of the days after. From stage to stage they lead from what was
   published to today. #}
with

moves as (

    select
        differences.account_id,
        0 as is_after,
        differences.from_stage,
        differences.to_stage,
        coalesce(differences.entered_day, {{ as_of_day() }}) as moved_day,
        differences.kind,
        {# How the spell began says nothing of why it was told otherwise: what the stage lacks or meets does. #}
        case
            when differences.kind = 'new' then entries.entry_reason
            when differences.to_ordinal > differences.from_ordinal then reached.reached_by
            else lost.lacking
        end as why
    from {{ ref('int_stage_differences') }} as differences
    left join {{ ref('account_stage_history') }} as entries
        on differences.account_id = entries.account_id
        and differences.entered_day = {{ day_number('entries.entered_on') }}
    left join {{ ref('int_difference_standings') }} as reached
        on differences.account_id = reached.account_id and differences.to_ordinal = reached.ordinal
    left join {{ ref('int_difference_standings') }} as lost
        on differences.account_id = lost.account_id and differences.from_ordinal = lost.ordinal
    union all
    select
        history.account_id,
        1,
        history.previous_stage,
        history.stage,
        {{ day_number('history.entered_on') }},
        history.direction,
        history.entry_reason
    from {{ ref('account_stage_history') }} as history
    cross join {{ ref('stg_reported__baseline') }} as baseline
    where history.direction <> 'start'
        and {{ day_number('history.entered_on') }} > least(baseline.baseline_day, {{ as_of_day() }})

),

{# A run may go back and change rules at once; only without either did facts change. #}
changes as (

    select
        case
            when baseline.baseline_day > {{ as_of_day() }}
                then 'published as of an earlier day than ' || cast(baseline.as_of as string)
        end as of_date,
        case
            when baseline.rules_version <> runs.rules_version
                then 'rules changed from ' || baseline.rules_version || ' to ' || runs.rules_version
        end as of_rules
    from {{ ref('stg_reported__baseline') }} as baseline
    {{ run_join() }}

),

causes as (

    select
        coalesce(
            of_date || ' and ' || of_rules, of_date, of_rules, 'facts arrived late or identity changed'
        ) as cause
    from changes

)

select
    moves.account_id,
    coalesce(labels.account_name, published.account_name) as account_name,
    coalesce(labels.segment, published.segment) as segment,
    coalesce(labels.region, published.region) as region,
    coalesce(labels.owner_id, published.owner_id) as owner_id,
    cast(row_number() over (
        partition by moves.account_id order by moves.is_after, moves.moved_day
    ) as integer) as move_no,
    moves.from_stage,
    moves.to_stage,
    {{ day_date('moves.moved_day') }} as moved_on,
    moves.kind,
    case
        when moves.kind = 'restated'
            then causes.cause || coalesce(': ' || moves.why, '')
        when moves.kind = 'new' then 'not listed before: ' || moves.why
        when moves.kind = 'left' then coalesce(unlisted.reason, 'no longer among the accounts of the source')
        else moves.why
    end as reason,
    baseline.as_of as baseline_as_of,
    {{ run_columns() }}
from moves
cross join {{ ref('stg_reported__baseline') }} as baseline
cross join causes
left join {{ ref('int_account_labels') }} as labels on moves.account_id = labels.account_id
left join {{ ref('stg_reported__account_stages') }} as published on moves.account_id = published.account_id
left join {{ ref('int_unlisted_accounts') }} as unlisted on moves.account_id = unlisted.account_id
{{ run_join() }}
