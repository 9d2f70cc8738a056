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
        coalesce(campaigns.name, units.channel) as label,
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
    {% for name in ['ratio_poisson', 'ratio_full_engagement', 'placebo_ratio', 'placebo_low', 'placebo_high', 'e_value'] -%}
    cast(named.{{ name }} as decimal(18, 4)) as {{ name }},
    {% endfor -%}
    named.failed_diagnostics,
    named.evidence,
    named.verdict,
    case
        when named.has_enough_data and named.level = 'holdout' then
            named.subject || ' at ' || {{ number_text('named.ratio') }} || ' times the rate of those held out of '
            || named.label || ' at random (95 % interval ' || {{ number_text('named.ratio_low') }} || ' to '
            || {{ number_text('named.ratio_high') }} || '; ' || cast(cast(named.moves_exposed as integer) as varchar)
            || ' moves against ' || cast(cast(named.moves_unexposed as integer) as varchar)
            || '). Evidence A: an experiment, by intention to treat; ' || cast(named.touched as varchar) || ' of '
            || cast(named.held_out as varchar) || ' accounts held out were touched all the same.'
        when not named.has_enough_data then
            'Too few comparable moves to tell: ' || cast(cast(named.moves_exposed as integer) as varchar)
            || case when named.level = 'holdout' then ' where ' || named.label || ' was allowed, '
                else ' in the 30 days after a touch by ' || named.label || ', ' end
            || cast(cast(named.moves_unexposed as integer) as varchar)
            || case when named.level = 'holdout' then ' held out.' else ' without one.' end
        else
            named.subject || ' at ' || {{ number_text('named.ratio') }} || ' times the rate in the 30 days after a touch by '
            || named.label || ' (95 % interval ' || {{ number_text('named.ratio_low') }} || ' to '
            || {{ number_text('named.ratio_high') }} || '; ' || cast(cast(named.moves_exposed as integer) as varchar)
            || ' moves after a touch; compared with similar account-days without one). 30-day chance '
            || {{ percent_text('named.chance_30d_exposed') }} || ' against ' || {{ percent_text('named.chance_30d_unexposed') }}
            || '. Evidence ' || named.evidence || ': association after adjustment, not an experiment'
            || coalesce('; not passed: ' || replace(named.failed_diagnostics, '_', ' '), '') || '.'
    end as sentence,
    case
        when named.has_enough_data and named.level = 'holdout' then
            named.subject_zh || named.move_zh || '的速度是随机对照组（不接受 ' || named.label || '）的 '
            || {{ number_text('named.ratio') }} || ' 倍（95% 区间 ' || {{ number_text('named.ratio_low') }} || ' 至 '
            || {{ number_text('named.ratio_high') }} || '）。证据等级 A：随机实验；对照组 '
            || cast(named.held_out as varchar) || ' 个客户中有 ' || cast(named.touched as varchar) || ' 个仍被触达。'
        when not named.has_enough_data then
            '可比的推进太少，无法判断：' || named.label
            || case when named.level = 'holdout' then ' 对照组以外 ' else ' 触达后 30 天内 ' end
            || cast(cast(named.moves_exposed as integer) as varchar) || case when named.level = 'holdout' then ' 次，对照组 ' else ' 次，无触达 ' end
            || cast(cast(named.moves_unexposed as integer) as varchar) || ' 次。'
        else
            named.subject_zh || '在 ' || named.label || ' 触达后 30 天内' || named.move_zh || '的速度是无触达时的 '
            || {{ number_text('named.ratio') }} || ' 倍（95% 区间 ' || {{ number_text('named.ratio_low') }} || ' 至 '
            || {{ number_text('named.ratio_high') }} || '；触达后推进 ' || cast(cast(named.moves_exposed as integer) as varchar)
            || ' 次）。30 天推进概率 ' || {{ percent_text('named.chance_30d_exposed') }} || '，无触达 '
            || {{ percent_text('named.chance_30d_unexposed') }} || '。证据等级 ' || named.evidence || '：调整后的相关，不是实验。'
    end as sentence_zh,
    {{ run_columns() }}
from named
{{ run_join() }}
