{# What holds for a whole path that came with a touch: how many steps, which are first, last and nearest
   to the entry of the stage, and the sum of their freshness. #}
with

bounds as (

    select
        steps.path_no,
        count(*) as steps,
        min(steps.place) as first_place,
        max(steps.place) as last_place,
        coalesce(max(case when steps.is_before_entry then steps.place end), min(steps.place)) as entry_place,
        sum(steps.freshness) as freshness
    from {{ ref('int_path_steps') }} as steps
    group by steps.path_no

)

select
    bounds.path_no,
    cast(bounds.steps as bigint) as steps,
    bounds.first_place,
    bounds.last_place,
    bounds.entry_place,
    cast(
        1
        + case when bounds.last_place <> bounds.first_place then 1 else 0 end
        + case when bounds.entry_place not in (bounds.first_place, bounds.last_place) then 1 else 0 end as bigint
    ) as milestones,
    cast(bounds.freshness as double) as freshness,
    cast(round(100 * coalesce(paths.amount, 0)) as bigint) as amount_cents
from bounds
inner join {{ ref('int_paths') }} as paths on bounds.path_no = paths.path_no
where paths.path_kind in ('move', 'created', 'won')
