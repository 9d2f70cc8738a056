{# How often paths of a group begin with a channel, end with one, or go through the same channels in the
   same order; the five most common among movers
   (what one mover did is no pattern). Weights of stayers count as so many rows as carry the
   same information (Kish's effective size). #}
{% set most_common = 5 -%}
with

told as (

    {% for part, column in [('first_channel', 'first_channel'), ('last_channel', 'last_channel'), ('sequence', 'channels')] -%}
    select
        paths.group_no, paths.path_group, '{{ part }}' as part,
        coalesce(sequences.{{ column }}, '{{ untouched() }}') as channels,
        count(*) as paths, sum(paths.weight) as weight
    from {{ ref('int_group_paths') }} as paths
    left join {{ ref('int_path_sequences') }} as sequences on paths.path_no = sequences.path_no
    group by paths.group_no, paths.path_group, coalesce(sequences.{{ column }}, '{{ untouched() }}')
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

sizes as (

    select
        group_no,
        count(case when path_group = 'mover' then 1 end) as moves,
        cast(sum(case when path_group = 'stayer' then weight end) as double) as stayer_weight,
        cast(sum(case when path_group = 'stayer' then {{ wide('weight') }} * weight end) as double) as stayer_squares
    from {{ ref('int_group_paths') }}
    group by group_no

),

ranked as (

    select
        *,
        row_number() over (partition by group_no, part order by paths desc, channels) as rank
    from told
    where path_group = 'mover'

)

select
    ranked.group_no,
    ranked.part,
    ranked.channels,
    cast(ranked.rank as integer) as rank,
    cast(ranked.paths as integer) as paths,
    cast(sizes.moves as integer) as moves,
    case when sizes.stayer_weight > 0 then coalesce(cast(stayers.weight as double), 0) / sizes.stayer_weight end
        as stayer_share,
    sizes.stayer_weight * sizes.stayer_weight / sizes.stayer_squares as stayer_size
from ranked
inner join sizes on ranked.group_no = sizes.group_no
left join told as stayers
    on stayers.path_group = 'stayer'
    and ranked.group_no = stayers.group_no
    and ranked.part = stayers.part
    and ranked.channels = stayers.channels
where ranked.rank <= {{ most_common }} and ranked.paths > 1
