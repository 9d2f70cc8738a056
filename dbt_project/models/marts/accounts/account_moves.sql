{# What moved since the last publication. First what today's history says otherwise than was published:
   of the day both know, the earlier of the two dates, or the account's first day if that is later.
   Then the moves of the days after. From stage to stage they lead from what was published to today. #}
with

spells as (

    select
        account_id, stage, previous_stage, direction, entry_reason,
        {{ day_number('entered_on') }} as entered_day
    from {{ ref('account_stage_history') }}

),

compared as (

    select
        spells.*,
        baseline.baseline_day,
        spells.entered_day > greatest(
            least(baseline.baseline_day, {{ as_of_day() }}),
            min(spells.entered_day) over (partition by spells.account_id)
        ) as is_after
    from spells
    cross join {{ ref('stg_reported__baseline') }} as baseline

),

numbered as (

    select
        *,
        row_number() over (partition by account_id, is_after order by entered_day desc) as place_from_last
    from compared

),

known_then as (

    select * from numbered where not is_after and place_from_last = 1

),

differences as (

    select
        coalesce(known_then.account_id, published.account_id) as account_id,
        0 as is_after,
        published.stage as from_stage,
        known_then.stage as to_stage,
        coalesce(known_then.entered_day, {{ as_of_day() }}) as moved_day,
        case
            when published.account_id is null then 'new'
            when known_then.account_id is null then 'left'
            else 'restated'
        end as kind,
        known_then.entry_reason
    from known_then
    full outer join {{ ref('stg_reported__account_stages') }} as published
        on known_then.account_id = published.account_id
    where coalesce(known_then.stage, '') <> coalesce(published.stage, '')

),

moves as (

    select account_id, is_after, from_stage, to_stage, moved_day, kind, entry_reason from differences
    union all
    select account_id, 1, previous_stage, stage, entered_day, direction, entry_reason
    from compared
    where is_after

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
            then case
                when baseline.rules_version <> runs.rules_version
                    then 'rules changed from ' || baseline.rules_version || ' to ' || runs.rules_version
                when baseline.baseline_day > {{ as_of_day() }} then 'published as of a later day'
                else 'facts arrived late or identity changed'
            end || ': ' || moves.entry_reason
        when moves.kind = 'new' then 'not listed before: ' || moves.entry_reason
        when moves.kind = 'left' then coalesce(unlisted.reason, 'no longer among the accounts of the source')
        else moves.entry_reason
    end as reason,
    baseline.as_of as baseline_as_of,
    {{ run_columns() }}
from moves
cross join {{ ref('stg_reported__baseline') }} as baseline
left join {{ ref('int_account_labels') }} as labels on moves.account_id = labels.account_id
left join {{ ref('stg_reported__account_stages') }} as published on moves.account_id = published.account_id
left join {{ ref('int_unlisted_accounts') }} as unlisted on moves.account_id = unlisted.account_id
{{ run_join() }}
