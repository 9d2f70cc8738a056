{# Which channels came first, last and in which order before accounts moved, beside those who stayed. #}
select
    coalesce(from_stages.stage, 'any') as from_stage,
    coalesce(to_stages.stage, 'any') as to_stage,
    groups.segment,
    shares.part,
    shares.channels,
    shares.rank,
    shares.paths,
    shares.moves,
    cast(round(cast(shares.paths as double) / shares.moves, 6) as decimal(9, 6)) as share,
    {{ wilson_bound('shares.paths', 'shares.moves', '-') }} as share_low,
    {{ wilson_bound('shares.paths', 'shares.moves', '+') }} as share_high,
    cast(round(shares.stayer_share, 6) as decimal(9, 6)) as stayer_share,
    {{ wilson_bound('shares.stayer_share * shares.stayer_size', 'shares.stayer_size', '-') }} as stayer_share_low,
    {{ wilson_bound('shares.stayer_share * shares.stayer_size', 'shares.stayer_size', '+') }} as stayer_share_high,
    {{ run_columns() }}
from {{ ref('int_sequence_shares') }} as shares
inner join {{ ref('int_path_groups') }} as groups on shares.group_no = groups.group_no
left join {{ ref('stages') }} as from_stages on groups.from_ordinal = from_stages.ordinal
left join {{ ref('stages') }} as to_stages on groups.to_ordinal = to_stages.ordinal
{{ run_join() }}
