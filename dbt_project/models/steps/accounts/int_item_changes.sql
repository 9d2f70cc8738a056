{# Counts of different things as step functions. The windows of one thing on one channel are merged;
   a mask says which channels hold the thing in its window. It counts while the mask is not empty,
   and only channel c holds it while the mask is c alone: that is what a history without c lacks, and one
   without all campaigns what none but their channels hold. #}
{% set no_channel = 4398046511104 -%}
with

neighbours as (

    select
        item_days.*,
        lag(day) over (partition by account_key, metric, item_no, channel order by day) as previous_day,
        lead(day) over (partition by account_key, metric, item_no, channel order by day) as next_day
    from {{ ref('int_item_days') }} as item_days

),

edges as (

    {% for neighbour, gap, day, sign in [
        ('previous_day', 'neighbours.day - neighbours.previous_day', 'neighbours.day', ''),
        ('next_day', 'neighbours.next_day - neighbours.day', 'neighbours.day + metrics.window_days', '-')
    ] -%}
    select
        neighbours.account_key, metrics.metric_no, metrics.in_replays, neighbours.item_no,
        greatest({{ day }}, metrics.start_day) as day,
        {{ sign }}coalesce(channel_bits.channel_bit, {{ no_channel }}) as mask_change
    from neighbours
    inner join {{ ref('int_account_metrics') }} as metrics
        on neighbours.account_key = metrics.account_key and neighbours.metric = metrics.metric
    left join {{ ref('int_channel_bits') }} as channel_bits on neighbours.channel = channel_bits.channel
    where neighbours.{{ neighbour }} is null or {{ gap }} >= metrics.window_days
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

summed as (

    select account_key, metric_no, in_replays, item_no, day, cast(sum(mask_change) as bigint) as mask_change
    from edges
    group by account_key, metric_no, in_replays, item_no, day

),

masks as (

    select
        account_key, metric_no, in_replays, item_no, day,
        cast(sum(mask_change) over (
            partition by account_key, metric_no, item_no order by day
            rows between unbounded preceding and current row
        ) as bigint) as mask
    from summed
    where mask_change <> 0

),

campaigns as (

    select cast(sum(channel_bit) as bigint) as mask from {{ ref('int_campaign_channels') }}

),

flips as (

    select
        account_key, metric_no, in_replays, day, mask,
        coalesce(lag(mask) over (partition by account_key, metric_no, item_no order by day), 0) as previous_mask
    from masks

)

select account_key, 0 as replay_id, metric_no, day, case when mask <> 0 then 1 else -1 end as change
from flips
where (mask <> 0) <> (previous_mask <> 0)
union all
select flips.account_key, channel_bits.replay_id, flips.metric_no, flips.day, -1
from flips
inner join {{ ref('int_channel_bits') }} as channel_bits on flips.mask = channel_bits.channel_bit
where flips.in_replays
union all
select flips.account_key, channel_bits.replay_id, flips.metric_no, flips.day, 1
from flips
inner join {{ ref('int_channel_bits') }} as channel_bits on flips.previous_mask = channel_bits.channel_bit
where flips.in_replays
{% set is_of_campaigns = 'flips.mask <> 0 and (flips.mask & campaigns.mask) = flips.mask' -%}
{% set was_of_campaigns = is_of_campaigns | replace('flips.mask', 'flips.previous_mask') -%}
union all
select flips.account_key, {{ campaign_free() }}, flips.metric_no, flips.day, case when {{ is_of_campaigns }} then -1 else 1 end
from flips
cross join campaigns
where flips.in_replays and campaigns.mask is not null and ({{ is_of_campaigns }}) <> ({{ was_of_campaigns }})
