{# Accounts that moved forward in the 30 days after a touch of a campaign. The move followed the touch; that
   says nothing of what caused it. A touch on the day of the move came too late to count. #}
with

moves as (

    select spells.account_key, spells.ordinal, next_spells.ordinal as to_ordinal, next_spells.entered_day as moved_day
    from {{ ref('int_stage_spells') }} as spells
    inner join {{ ref('int_stage_spells') }} as next_spells
        on spells.replay_id = next_spells.replay_id
        and spells.account_key = next_spells.account_key
        and spells.exited_day = next_spells.entered_day
    where spells.replay_id = 0 and next_spells.ordinal > spells.ordinal and next_spells.entered_day <= {{ as_of_day() }}

),

followed as (

    select
        touches.campaign_id, moves.account_key, moves.ordinal, moves.to_ordinal, moves.moved_day,
        max(touches.touch_day) as exposed_day,
        sum(touches.quantity) as touches,
        count(distinct touches.actor_key) as people
    from moves
    inner join {{ ref('int_touches') }} as touches
        on moves.account_key = touches.account_key
        and touches.touch_day >= moves.moved_day - 30
        and touches.touch_day < moves.moved_day
    where touches.is_counted and touches.is_exposure and touches.campaign_id is not null and touches.quantity > 0
    group by touches.campaign_id, moves.account_key, moves.ordinal, moves.to_ordinal, moves.moved_day

)

select
    followed.campaign_id,
    campaigns.name as campaign_name,
    campaigns.channel,
    {{ account_labels() }},
    from_stages.stage as from_stage,
    to_stages.stage as to_stage,
    {{ day_date('followed.exposed_day') }} as exposed_on,
    {{ day_date('followed.moved_day') }} as moved_on,
    cast(followed.moved_day - followed.exposed_day as integer) as days_between,
    cast(followed.touches as bigint) as touches,
    cast(followed.people as integer) as people,
    {{ run_columns() }}
from followed
inner join {{ ref('int_account_labels') }} as labels on followed.account_key = labels.account_key
inner join {{ ref('stages') }} as from_stages on followed.ordinal = from_stages.ordinal
inner join {{ ref('stages') }} as to_stages on followed.to_ordinal = to_stages.ordinal
left join {{ ref('int_campaigns') }} as campaigns on followed.campaign_id = campaigns.campaign_id
{{ run_join() }}
