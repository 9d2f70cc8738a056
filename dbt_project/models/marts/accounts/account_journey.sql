{# Which campaigns met an account in each of its stages. Touches without a campaign are no part of it;
   timeline has them. #}
with

touches as (

    select account_key, campaign_id, actor_key, touch_day, quantity, occurred_at, channel
    from {{ ref('int_touches') }}
    where is_counted and account_key is not null and campaign_id is not null and quantity > 0

),

daily as (

    select
        account_key, campaign_id, actor_key, touch_day,
        sum(quantity) as touches, min(occurred_at) as first_at, min(channel) as channel
    from touches
    group by account_key, campaign_id, actor_key, touch_day

),

journeys as (

    select
        daily.account_key, spells.entered_day, spells.ordinal, daily.campaign_id,
        sum(daily.touches) as touches,
        count(distinct daily.actor_key) as people,
        min(daily.touch_day) as first_day,
        max(daily.touch_day) as last_day,
        min(daily.first_at) as first_at,
        min(daily.channel) as channel
    from daily
    inner join {{ ref('int_stage_spells') }} as spells
        on spells.replay_id = 0
        and daily.account_key = spells.account_key
        and daily.touch_day >= spells.entered_day
        and daily.touch_day < spells.exited_day
    group by daily.account_key, spells.entered_day, spells.ordinal, daily.campaign_id

)

select
    {{ account_labels() }},
    stages.stage,
    {{ day_date('journeys.entered_day') }} as entered_on,
    journeys.campaign_id,
    campaigns.name as campaign_name,
    coalesce(campaigns.channel, journeys.channel) as channel,
    cast(journeys.touches as bigint) as touches,
    cast(journeys.people as integer) as people,
    {{ day_date('journeys.first_day') }} as first_on,
    {{ day_date('journeys.last_day') }} as last_on,
    cast(row_number() over (
        partition by journeys.account_key, journeys.entered_day
        order by journeys.first_at, journeys.campaign_id
    ) as integer) as position,
    {{ run_columns() }}
from journeys
inner join {{ ref('int_account_labels') }} as labels on journeys.account_key = labels.account_key
inner join {{ ref('stages') }} as stages on journeys.ordinal = stages.ordinal
left join {{ ref('int_campaigns') }} as campaigns on journeys.campaign_id = campaigns.campaign_id
{{ run_join() }}
