{# How much each feed shows that others show, too. A feed is a duplicate if wider ones (more sightings, then
   the smaller name) show nearly all of it: of two that are alike, one is worth its money. #}
with

widths as (

    select
        provider,
        count(*) as sightings,
        count(distinct account_key) as accounts,
        sum(case when is_engaged then 1 else 0 end) as engaged_sightings,
        row_number() over (order by count(*) desc, provider) as width_rank
    from {{ ref('int_feed_sightings') }}
    group by provider

),

pairs as (

    select
        sightings.provider, others.provider as other_provider,
        sightings.account_key, sightings.look_no,
        other_widths.width_rank < widths.width_rank as is_wider
    from {{ ref('int_feed_sightings') }} as sightings
    inner join {{ ref('int_feed_sightings') }} as others
        on sightings.account_key = others.account_key
        and sightings.look_no = others.look_no
        and sightings.provider <> others.provider
    inner join widths on sightings.provider = widths.provider
    inner join widths as other_widths on others.provider = other_widths.provider

),

shown_elsewhere as (

    select provider, count(*) as shown, sum(is_shown_wider) as shown_wider
    from (
        select provider, account_key, look_no, max(case when is_wider then 1 else 0 end) as is_shown_wider
        from pairs
        group by provider, account_key, look_no
    ) as sightings
    group by provider

),

flagged as (

    select
        widths.*,
        coalesce(shown_elsewhere.shown, 0) as shown_by_others,
        widths.sightings >= {{ least_sightings() }}
            and coalesce(cast(shown_elsewhere.shown_wider as double), 0) / widths.sightings >= {{ duplicate_share() }}
            as is_duplicate
    from widths
    left join shown_elsewhere on widths.provider = shown_elsewhere.provider

),

{# Beside a duplicate stands a wider feed, for which it can be given up. #}
alike as (

    select counted.*, row_number() over (
        partition by counted.provider
        order by flagged.is_duplicate and counted.is_wider desc, counted.shown desc, counted.other_provider
    ) as alike_rank
    from (
        select provider, other_provider, is_wider, count(*) as shown
        from pairs
        group by provider, other_provider, is_wider
    ) as counted
    inner join flagged on counted.provider = flagged.provider

)

select
    flagged.provider,
    flagged.accounts,
    flagged.sightings,
    flagged.engaged_sightings,
    flagged.shown_by_others,
    alike.other_provider as most_alike,
    coalesce(alike.shown, 0) as shown_by_most_alike,
    flagged.is_duplicate
from flagged
left join alike on flagged.provider = alike.provider and alike.alike_rank = 1
