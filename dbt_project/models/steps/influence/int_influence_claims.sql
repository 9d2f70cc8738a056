{# Rows of the table of influence: everything of all accounts, of other populations what has enough data;
   with q by Benjamini and Hochberg over all that claim anything. #}
with

claims as (

    select
        estimates.*,
        estimates.level = 'channel' and own_channels.channel is not null as is_own_behaviour,
        row_number() over (
            partition by has_enough_data order by round(p_value, 12), unit_no, population, ordinal, to_ordinal
        ) as p_rank,
        count(*) over (partition by has_enough_data) as tested
    from {{ ref('int_influence_estimates') }} as estimates
    left join {{ ref('int_own_channels') }} as own_channels on estimates.channel = own_channels.channel
    where basis = 'replayed' and level <> 'lag'
        and (population = 'all' or (has_enough_data and level <> 'holdout'))

),

corrected as (

    select
        *,
        case when has_enough_data then least(min(p_value * tested / p_rank) over (
            partition by has_enough_data order by p_rank
            rows between current row and unbounded following
        ), 1) end as q_value
    from claims

)

select
    cast(row_number() over (order by unit_no, population, ordinal, to_ordinal) as integer) as claim_no,
    unit_no, level, channel, is_own_behaviour, population, ordinal, to_ordinal,
    moves_exposed, moves_unexposed, days_exposed, days_unexposed, ratio_crude, overlap,
    log_ratio, log_error, log_low, log_high, p_value, q_value, lacking, has_enough_data,
    case
        when not has_enough_data then 'not_enough_data'
        when log_low > 0 and q_value <= 0.1 then 'faster'
        when log_high < 0 and q_value <= 0.1 then 'slower'
        else 'no_clear_difference'
    end as verdict
from corrected
