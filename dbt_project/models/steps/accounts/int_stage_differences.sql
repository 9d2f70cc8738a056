{# What today's history says otherwise than was published: of the day both know, the earlier of the two
   dates, or the account's first day if that is later. #}
with

spells as (

    select
        labels.account_key,
        labels.account_id,
        stages.stage,
        spells.ordinal,
        spells.entered_day,
        greatest(
            least(baseline.baseline_day, {{ as_of_day() }}),
            min(spells.entered_day) over (partition by spells.account_key)
        ) as compared_day
    from {{ ref('int_stage_spells') }} as spells
    inner join {{ ref('int_account_labels') }} as labels on spells.account_key = labels.account_key
    inner join {{ ref('stages') }} as stages on spells.ordinal = stages.ordinal
    cross join {{ ref('stg_reported__baseline') }} as baseline
    where spells.replay_id = 0 and spells.entered_day <= {{ as_of_day() }}

),

ranked as (

    select
        *,
        row_number() over (partition by account_key order by entered_day desc) as place_from_last
    from spells
    where entered_day <= compared_day

),

known_then as (

    select * from ranked where place_from_last = 1

)

select
    coalesce(known_then.account_id, published.account_id) as account_id,
    known_then.account_key,
    segments.segment,
    published.stage as from_stage,
    published.stage_ordinal as from_ordinal,
    known_then.stage as to_stage,
    known_then.ordinal as to_ordinal,
    known_then.entered_day,
    known_then.compared_day,
    case
        when published.account_id is null then 'new'
        when known_then.account_id is null then 'left'
        else 'restated'
    end as kind
from known_then
left join {{ ref('int_account_segments') }} as segments
    on known_then.account_key = segments.account_key
    and known_then.compared_day >= segments.valid_from_day
    and known_then.compared_day < segments.valid_to_day
full outer join {{ ref('stg_reported__account_stages') }} as published
    on known_then.account_id = published.account_id
where coalesce(known_then.stage, '') <> coalesce(published.stage, '')
