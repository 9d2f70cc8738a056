{# To whom touches, costs and successes are booked: each campaign; for touches without one each channel; and
   `untouched`. #}
with

{# Where a seed does not tell the direction of a channel, most of its touches do. #}
touched as (

    select
        channel,
        {% for attribute in ['direction', 'setting'] -%}
        max(case when {{ attribute }}_place = 1 then {{ attribute }} end) as {{ attribute }}{{ ',' if not loop.last }}
        {% endfor %}
    from (
        select
            channel, direction, setting,
            {% for attribute in ['direction', 'setting'] -%}
            dense_rank() over (partition by channel order by {{ attribute }}_touches desc, {{ attribute }}) as {{ attribute }}_place{{ ',' if not loop.last }}
            {% endfor %}
        from (
            select
                channel, direction, setting,
                sum(sum(touches)) over (partition by channel, direction) as direction_touches,
                sum(sum(touches)) over (partition by channel, setting) as setting_touches
            from {{ ref('int_campaign_days') }}
            where campaign_id is null
            group by channel, direction, setting
        ) as summed
    ) as ranked
    group by channel

),

channel_kinds as (

    select channel, min(direction) as direction, min(setting) as setting
    from {{ ref('channels') }}
    group by channel

),

named as (

    select
        'campaign' as level, campaign_id as name, campaign_name, channel, direction, setting
    from {{ ref('int_booked_channels') }}
    union all
    select
        'no_campaign', touched.channel, null, touched.channel,
        coalesce(channel_kinds.direction, touched.direction), coalesce(channel_kinds.setting, touched.setting)
    from touched
    left join channel_kinds on touched.channel = channel_kinds.channel
    union all
    select 'untouched', 'untouched', null, null, null, null

)

select
    cast(row_number() over (order by level, name) as integer) as unit_key,
    level,
    name,
    case when level = 'campaign' then name end as campaign_id,
    campaign_name,
    channel,
    case when level <> 'untouched' then coalesce(direction, 'unknown') end as direction,
    case when level <> 'untouched' then coalesce(setting, 'unknown') end as setting
from named
