{# Rate of forward moves per account-day at risk, exposed against unexposed. An association after adjustment:
   intent that no source observed can still be behind it; only a randomised holdout removes that. #}
with

contamination as (

    select arms.holdout_id, count(*) as held_out, count(touches.account_key) as touched
    from {{ ref('int_holdout_arms') }} as arms
    left join {{ ref('int_holdout_touches') }} as touches
        on arms.holdout_id = touches.holdout_id and arms.account_key = touches.account_key
    where arms.is_held_out
    group by arms.holdout_id

),

named as (

    select
        figures.*,
        coalesce(holdouts.campaign_id, holdouts.held_channel, units.name) as name,
        case when units.level <> 'holdout' then units.level
            when holdouts.campaign_id is not null then 'campaign' else 'channel' end as published_level,
        case when units.level = 'holdout' then 'holdout ' || holdouts.holdout_id else figures.population end
            as published_population,
        contamination.held_out, contamination.touched,
        figures.evidence = 'A' and 10 * contamination.touched >= contamination.held_out as is_contaminated,
        {# A campaign without a name is told by its id. #}
        coalesce(
            campaigns.name, holdouts.campaign_id, holdouts.held_channel,
            case when units.level = 'campaign' then units.name else units.channel end
        ) as label,
        from_stages.stage as from_stage,
        coalesce(to_stages.stage, 'any') as to_stage,
        from_stages.stage || case figures.population
            when 'all' then ' accounts'
            when 'target_accounts' then ' target accounts'
            else ' accounts of segment ' || figures.population
        end || ' moved ' || coalesce('to ' || to_stages.stage, 'forward') as subject,
        case figures.population
            when 'all' then '' when 'target_accounts' then '目标' else figures.population || ' 细分的'
        end || from_stages.label_zh || '阶段客户' as subject_zh,
        coalesce('进入' || to_stages.label_zh || '阶段', '向前推进') as move_zh
    from {{ ref('int_influence_figures') }} as figures
    inner join {{ ref('int_influence_units') }} as units on figures.unit_no = units.unit_no
    inner join {{ ref('stages') }} as from_stages on figures.ordinal = from_stages.ordinal
    left join {{ ref('stages') }} as to_stages on figures.to_ordinal = to_stages.ordinal
    left join {{ ref('int_holdouts') }} as holdouts on units.level = 'holdout' and units.name = holdouts.holdout_id
    left join contamination on holdouts.holdout_id = contamination.holdout_id
    left join {{ ref('int_campaigns') }} as campaigns
        on coalesce(holdouts.campaign_id, case when units.level = 'campaign' then units.name end) = campaigns.campaign_id

)

select
    named.published_level as level,
    named.name,
    named.label,
    named.channel,
    named.is_own_behaviour,
    named.published_population as population,
    named.from_stage,
    named.to_stage,
    cast(coalesce(named.accounts_exposed, 0) as integer) as accounts_exposed,
    {% for name, type in [
        ('moves_exposed', 'integer'), ('moves_unexposed', 'integer'),
        ('days_exposed', 'bigint'), ('days_unexposed', 'bigint'),
    ] -%}
    cast(named.{{ name }} as {{ type }}) as {{ name }},
    {% endfor -%}
    cast(named.ratio_crude as decimal(18, 4)) as rate_ratio_crude,
    cast(named.ratio as decimal(18, 4)) as rate_ratio,
    cast(named.ratio_low as decimal(18, 4)) as ratio_low,
    cast(named.ratio_high as decimal(18, 4)) as ratio_high,
    cast(case when named.has_enough_data then named.p_value end as decimal(9, 6)) as p_value,
    cast(named.q_value as decimal(9, 6)) as q_value,
    cast(named.overlap as decimal(9, 6)) as overlap,
    {% for name in ['extra_moves', 'extra_moves_low', 'extra_moves_high'] -%}
    cast(named.{{ name }} as decimal(18, 2)) as {{ name }},
    {% endfor -%}
    cast(named.spend as decimal(18, 2)) as spend,
    {% for name, moves in [
        ('cost_per_extra_move', 'extra_moves'), ('cost_per_extra_move_low', 'extra_moves_high'),
        ('cost_per_extra_move_high', 'extra_moves_low'),
    ] -%}
    cast(case when cast(named.extra_moves_low as decimal(18, 2)) > 0
        then cast(named.spend as double) / named.{{ moves }} end as decimal(18, 2)) as {{ name }},
    {% endfor -%}
    cast(named.chance_30d_exposed as decimal(9, 6)) as chance_30d_exposed,
    cast(named.chance_30d_unexposed as decimal(9, 6)) as chance_30d_unexposed,
    cast(named.speed_vs_average as decimal(18, 4)) as speed_vs_average,
    cast(named.min_detectable_ratio as decimal(18, 4)) as min_detectable_ratio,
    cast(named.ratio_shrunken as decimal(18, 4)) as rate_ratio_shrunken,
    cast(named.prob_best as decimal(9, 6)) as prob_best,
    cast(named.ratio_operational as decimal(18, 4)) as rate_ratio_operational,
    cast(named.ratio_campaign_free as decimal(18, 4)) as rate_ratio_campaign_free,
    {% for name in ['ratio_poisson', 'ratio_full_engagement', 'placebo_ratio', 'placebo_low', 'placebo_high', 'e_value'] -%}
    cast(named.{{ name }} as decimal(18, 4)) as {{ name }},
    {% endfor -%}
    case when named.is_contaminated then 'contaminated' else named.failed_diagnostics end as failed_diagnostics,
    named.evidence,
    named.verdict,
    named.lacking,
    {{ day_date('(select complete_day from ' ~ ref('int_complete_until') ~ ')') }} as complete_until,
    {{ influence_sentence('named') }} as sentence,
    {{ influence_sentence_zh('named') }} as sentence_zh,
    {{ run_columns() }}
from named
{{ run_join() }}
