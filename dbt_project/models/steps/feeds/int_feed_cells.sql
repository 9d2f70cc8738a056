{# Looks and moves of each feed in comparable cells: surging by it or not, and whether another feed that is
   no duplicate surges. Only looks between its first signal and its last count; the later two fifths of
   them are kept for testing. #}
with

sightings as (

    select * from {{ ref('int_feed_sightings') }}

),

feeds as (

    select
        provider,
        min(look_no) as last_look,
        max(look_no) as first_look
    from sightings
    group by provider

),

{# How many feeds that are no duplicates surge, and whether this one is among them. #}
worthwhile as (

    select sightings.account_key, sightings.look_no, count(*) as feeds
    from sightings
    inner join {{ ref('int_feed_overlaps') }} as widths on sightings.provider = widths.provider
    where not widths.is_duplicate
    group by sightings.account_key, sightings.look_no

),

described as (

    select
        feeds.provider, accounts.account_group,
        looks.look_no - feeds.last_look < 0.4 * (feeds.first_look - feeds.last_look + 1) as is_later,
        looks.ordinal, looks.segment, looks.time_bucket, looks.bin,
        coalesce(worthwhile.feeds, 0)
            - case when sightings.provider is not null and not widths.is_duplicate then 1 else 0 end > 0 as is_seen_elsewhere,
        sightings.provider is not null as is_surging,
        looks.days, looks.moves
    from {{ ref('int_feed_looks') }} as looks
    inner join feeds on looks.look_no between feeds.last_look and feeds.first_look
    inner join {{ ref('int_feed_overlaps') }} as widths on feeds.provider = widths.provider
    inner join {{ ref('int_feed_accounts') }} as accounts on looks.account_key = accounts.account_key
    left join sightings
        on feeds.provider = sightings.provider
        and looks.account_key = sightings.account_key
        and looks.look_no = sightings.look_no
    left join worthwhile on looks.account_key = worthwhile.account_key and looks.look_no = worthwhile.look_no

)

{% set cell = ['provider', 'account_group', 'is_later', 'ordinal', 'segment', 'time_bucket', 'bin',
               'is_seen_elsewhere', 'is_surging'] -%}
select
    {{ cell | join(', ') }},
    cast(count(*) as bigint) as looks,
    cast(sum(days) as bigint) as days,
    cast(sum(moves) as bigint) as moves
from described
group by {{ cell | join(', ') }}
