{# Rate of forward moves per account-day at risk, exposed against unexposed: crude, and Mantel-Haenszel
   over strata with the interval of Greenland and Robins (1985). An association after adjustment:
   intent that no source observed can still be behind it; only a randomised holdout removes that. #}
{% set z = 1.959963984540054 -%}
{% set stratum = ['segment_no', 'time_bucket', 'bin', 'others'] -%}
with

units as (

    select * from {{ ref('int_influence_units') }}

),

targets as (

    select ordinal, ordinal + 1 as to_ordinal from {{ ref('stages') }}
    union
    select distinct ordinal, moved_to from {{ ref('int_channel_cells') }} where moved_to is not null
    union
    select ordinal, -1 from {{ ref('stages') }}

),

exposed as (

    select
        cells.unit_no, cells.basis, cells.ordinal, targets.to_ordinal,
        {% for column in stratum %}cells.{{ column }}, {% endfor %}
        sum(cells.days_exposed) as days_exposed,
        sum(case when targets.to_ordinal in (-1, cells.moved_to) then cells.moves_exposed else 0 end) as moves_exposed
    from {{ ref('int_influence_cells') }} as cells
    inner join targets on cells.ordinal = targets.ordinal
    group by cells.unit_no, cells.basis, cells.ordinal, targets.to_ordinal
        {% for column in stratum %}, cells.{{ column }}{% endfor %}

),

whole_strata as (

    select
        cells.channel, cells.basis, cells.ordinal, targets.to_ordinal,
        {% for column in stratum %}cells.{{ column }}, {% endfor %}
        sum(cells.days) as days,
        sum(case when targets.to_ordinal in (-1, cells.moved_to) then cells.moves else 0 end) as moves
    from {{ ref('int_channel_cells') }} as cells
    inner join targets on cells.ordinal = targets.ordinal
    group by cells.channel, cells.basis, cells.ordinal, targets.to_ordinal
        {% for column in stratum %}, cells.{{ column }}{% endfor %}

),

{# A stratum without exposed days says nothing about the ratio; it counts in the crude one only. #}
weighed as (

    select
        exposed.unit_no, exposed.basis, exposed.ordinal, exposed.to_ordinal,
        cast(exposed.days_exposed as double) as days_exposed,
        cast(exposed.moves_exposed as double) as moves_exposed,
        cast(whole_strata.days - exposed.days_exposed as double) as days_unexposed,
        cast(whole_strata.moves - exposed.moves_exposed as double) as moves_unexposed,
        cast(whole_strata.days as double) as days,
        cast(whole_strata.moves as double) as moves
    from exposed
    inner join units on exposed.unit_no = units.unit_no
    inner join whole_strata
        on units.channel = whole_strata.channel
        {% for column in ['basis', 'ordinal', 'to_ordinal'] + stratum -%}
        and exposed.{{ column }} = whole_strata.{{ column }}
        {% endfor %}

),

strata_sums as (

    select
        unit_no, basis, ordinal, to_ordinal,
        sum(moves_exposed) as moves_exposed,
        sum(days_exposed) as days_exposed,
        sum(case when days_unexposed > 0 then moves_exposed else 0 end) as informative_exposed,
        sum(moves_unexposed) as informative_unexposed,
        sum(case when days_unexposed > 0 then days_exposed else 0 end) as comparable_days,
        sum(moves_exposed * days_unexposed / days) as r,
        sum(moves_unexposed * days_exposed / days) as s,
        sum(moves * days_exposed * days_unexposed / (days * days)) as v
    from weighed
    group by unit_no, basis, ordinal, to_ordinal

),

totals as (

    select channel, basis, ordinal, to_ordinal, cast(sum(days) as double) as days, cast(sum(moves) as double) as moves
    from whole_strata
    group by channel, basis, ordinal, to_ordinal

),

sums as (

    select
        strata_sums.*,
        totals.days - strata_sums.days_exposed as days_unexposed,
        totals.moves - strata_sums.moves_exposed as moves_unexposed
    from strata_sums
    inner join units on strata_sums.unit_no = units.unit_no
    inner join totals
        on units.channel = totals.channel
        and strata_sums.basis = totals.basis
        and strata_sums.ordinal = totals.ordinal
        and strata_sums.to_ordinal = totals.to_ordinal

),

estimates as (

    select
        *,
        case when moves_unexposed > 0 and days_exposed > 0 and moves_exposed > 0
            then (moves_exposed / days_exposed) / (moves_unexposed / days_unexposed) end as ratio_crude,
        {# Beyond a factor of a million either way there is no estimate to speak of. #}
        case when r > 0 and s > 0 and {{ z }} * sqrt(v / (r * s)) < 13.8 then r / s end as ratio,
        case when r > 0 and s > 0 then sqrt(v / (r * s)) end as log_error,
        case when v > 0 then abs(r - s) / sqrt(v) end as z_score,
        case when days_exposed > 0 then comparable_days / days_exposed end as overlap
    from sums

),

judged as (

    select
        estimates.*,
        ratio * exp(-{{ z }} * log_error) as ratio_low,
        ratio * exp({{ z }} * log_error) as ratio_high,
        case when ratio is not null then least(2 * {{ normal_tail('z_score') }}, 1) end as p_value,
        coalesce(
            informative_exposed >= 10 and informative_unexposed >= 10
            and overlap >= 0.5 and 2 * {{ z }} * log_error <= ln(4),
            false
        ) as has_enough_data
    from estimates

),

{# Benjamini and Hochberg over all rows that claim anything. #}
ranked as (

    select
        *,
        row_number() over (partition by basis, has_enough_data order by p_value, unit_no, ordinal, to_ordinal) as p_rank,
        count(*) over (partition by basis, has_enough_data) as claims
    from judged

),

corrected as (

    select
        *,
        case when has_enough_data then least(min(p_value * claims / p_rank) over (
            partition by basis, has_enough_data order by p_rank
            rows between current row and unbounded following
        ), 1) end as q_value
    from ranked

),

verdicts as (

    select
        *,
        case
            when not has_enough_data then 'not_enough_data'
            when ratio_low > 1 and q_value <= 0.1 then 'faster'
            when ratio_high < 1 and q_value <= 0.1 then 'slower'
            else 'no_clear_difference'
        end as verdict
    from corrected

),

accounts_exposed as (

    select units.unit_no, count(distinct exposures.account_key) as accounts
    from {{ ref('int_exposure_spells') }} as exposures
    inner join units
        on exposures.level = units.level and exposures.name = units.name and exposures.channel = units.channel
    group by units.unit_no

)

select
    units.level,
    units.name,
    coalesce(campaigns.name, units.channel) as label,
    units.channel,
    'all' as population,
    from_stages.stage as from_stage,
    coalesce(to_stages.stage, 'any') as to_stage,
    cast(accounts_exposed.accounts as integer) as accounts_exposed,
    cast(verdicts.moves_exposed as integer) as moves_exposed,
    cast(verdicts.moves_unexposed as integer) as moves_unexposed,
    cast(verdicts.days_exposed as bigint) as days_exposed,
    cast(verdicts.days_unexposed as bigint) as days_unexposed,
    cast(verdicts.ratio_crude as decimal(18, 4)) as rate_ratio_crude,
    cast(verdicts.ratio as decimal(18, 4)) as rate_ratio,
    cast(verdicts.ratio_low as decimal(18, 4)) as ratio_low,
    cast(verdicts.ratio_high as decimal(18, 4)) as ratio_high,
    cast(case when verdicts.has_enough_data then verdicts.p_value end as decimal(9, 6)) as p_value,
    cast(verdicts.q_value as decimal(9, 6)) as q_value,
    cast(verdicts.overlap as decimal(9, 6)) as overlap,
    cast(null as decimal(18, 2)) as extra_moves,
    cast(null as decimal(18, 2)) as extra_moves_low,
    cast(null as decimal(18, 2)) as cost_per_extra_move,
    cast(null as decimal(9, 6)) as chance_30d_exposed,
    cast(null as decimal(9, 6)) as chance_30d_unexposed,
    cast(null as decimal(18, 4)) as speed_vs_average,
    cast(null as decimal(18, 4)) as min_detectable_ratio,
    cast(null as decimal(18, 4)) as rate_ratio_shrunken,
    cast(null as decimal(9, 6)) as prob_best,
    cast(operational.ratio as decimal(18, 4)) as rate_ratio_operational,
    case when verdicts.has_enough_data then 'C' else 'D' end as evidence,
    verdicts.verdict,
    case
        when verdicts.has_enough_data then
            'Accounts reached by ' || coalesce(campaigns.name, units.channel) || ' moved '
            || case when to_stages.stage is null then 'forward from ' || from_stages.stage
                else 'from ' || from_stages.stage || ' to ' || to_stages.stage end
            || ' ' || cast(cast(verdicts.ratio as decimal(9, 2)) as varchar)
            || ' times as often per day at risk (' || cast(cast(verdicts.ratio_low as decimal(9, 2)) as varchar)
            || ' to ' || cast(cast(verdicts.ratio_high as decimal(9, 2)) as varchar) || '), other things equal.'
        else 'Too few comparable moves to tell.'
    end as sentence,
    {{ run_columns() }}
from verdicts
inner join units on verdicts.unit_no = units.unit_no
inner join {{ ref('stages') }} as from_stages on verdicts.ordinal = from_stages.ordinal
left join {{ ref('stages') }} as to_stages on verdicts.to_ordinal = to_stages.ordinal
left join {{ ref('int_campaigns') }} as campaigns on units.level = 'campaign' and units.name = campaigns.campaign_id
left join accounts_exposed on verdicts.unit_no = accounts_exposed.unit_no
left join verdicts as operational
    on operational.basis = 'operational'
    and verdicts.unit_no = operational.unit_no
    and verdicts.ordinal = operational.ordinal
    and verdicts.to_ordinal = operational.to_ordinal
{{ run_join() }}
where verdicts.basis = 'replayed'
