{# What followed the surges of each feed: forward moves within 30 days of those of the last year that have
   been followed for so long, and how long before a move a surge that then lasted had been known. #}
with

spells as (

    select
        account_key, ordinal, entered_day, exited_day,
        lead(ordinal) over (partition by account_key order by entered_day) as next_ordinal
    from {{ ref('int_feed_free_spells') }}

),

moves as (

    select account_key, exited_day as moved_day
    from spells
    where next_ordinal > ordinal and exited_day <= {{ as_of_day() }}

),

surges as (

    select
        surges.provider, surges.account_key, surges.from_day,
        max(case when moves.moved_day <= surges.from_day + {{ look_days() }} then 1 else 0 end) as is_hit
    from {{ ref('int_feed_surges') }} as surges
    inner join spells
        on surges.account_key = spells.account_key
        and surges.from_day >= spells.entered_day
        and surges.from_day < spells.exited_day
        and spells.ordinal < (select max(ordinal) from {{ ref('stages') }})
    left join moves on surges.account_key = moves.account_key and moves.moved_day > surges.from_day
    where surges.from_day <= {{ as_of_day() }} - {{ look_days() }}
        and surges.from_day > {{ as_of_day() }} - {{ look_days() }} - 365
    group by surges.provider, surges.account_key, surges.from_day

),

leads as (

    select
        surges.provider, moves.moved_day - surges.from_day as lead_days,
        row_number() over (
            partition by surges.provider order by moves.moved_day - surges.from_day
        ) as lead_rank,
        count(*) over (partition by surges.provider) as leads
    from {{ ref('int_feed_surges') }} as surges
    inner join moves
        on surges.account_key = moves.account_key
        and moves.moved_day > surges.from_day
        and moves.moved_day <= surges.to_day

),

lead_medians as (

    select provider, leads as moves_foreseen, lead_days
    from leads
    where lead_rank = {{ whole_quotient('leads + 1', '2') }}

),

counted as (

    select
        provider, count(*) as surges, sum(is_hit) as hits, min(from_day) as first_day
    from surges
    group by provider

)

select
    feeds.provider,
    cast(coalesce(counted.surges, 0) as integer) as surges,
    cast(coalesce(counted.hits, 0) as integer) as hits,
    {# A feed that is younger than a year is paid for the days since its first surge. #}
    cast({{ as_of_day() }} - {{ look_days() }} - counted.first_day + 1 as integer) as paid_days,
    cast(coalesce(lead_medians.moves_foreseen, 0) as integer) as moves_foreseen,
    cast(lead_medians.lead_days as integer) as lead_days
from (select distinct provider from {{ ref('int_feed_surges') }}) as feeds
left join counted on feeds.provider = counted.provider
left join lead_medians on feeds.provider = lead_medians.provider
