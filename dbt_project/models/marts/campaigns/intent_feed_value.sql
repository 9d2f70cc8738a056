{# Renew or cancel: what each bought intent feed adds to our own signals and to the other feeds. On stages
   as they would be without any feed, and by what it had delivered on the day. #}
{% set cost_name = 'intent_feed_cost ' -%}
{% set enough_moves = 10 -%}
with

costs as (

    select
        lower(trim(substr(trim(name), {{ cost_name | length + 1 }}))) as provider,
        max(cast(value as decimal(18, 2))) as yearly_cost
    from {{ ref('finance') }}
    where lower(substr(trim(name), 1, {{ cost_name | length }})) = '{{ cost_name }}'
    group by lower(trim(substr(trim(name), {{ cost_name | length + 1 }})))

),

measured as (

    select
        hits.*,
        coalesce({{ model_setting('worthwhile_feed_percent') }}, 200) / 100e0 as worthwhile_ratio,
        costs.yearly_cost,
        costs.yearly_cost * least(hits.paid_days, 365) / 365.0 as paid,
        coalesce(widths.accounts, 0) as accounts,
        coalesce(widths.sightings, 0) as sightings,
        cast(widths.shown_by_others as double) / widths.sightings as shown_by_other_feeds,
        cast(widths.engaged_sightings as double) / widths.sightings as shown_by_first_party,
        widths.most_alike,
        cast(widths.shown_by_most_alike as double) / widths.sightings as shown_by_most_alike,
        coalesce(widths.is_duplicate, false) as is_duplicate,
        measures.days_surging, measures.days_quiet, measures.moves_surging, measures.moves_quiet,
        measures.comparable_share, measures.ratio_alone, measures.ratio_alone_low, measures.ratio_alone_high,
        measures.ratio, measures.ratio_low, measures.ratio_high,
        measures.auc_first_party, measures.auc_with_feed,
        measures.auc_gain, measures.auc_gain_low, measures.auc_gain_high,
        coalesce(
            measures.moves_surging >= {{ enough_moves }} and measures.moves_quiet >= {{ enough_moves }}
            and measures.comparable_share >= 0.5 and measures.ratio_high <= 4 * measures.ratio_low
            and measures.auc_gain is not null,
            false
        ) as has_enough_data
    from {{ ref('int_feed_hits') }} as hits
    left join {{ ref('int_feed_overlaps') }} as widths on hits.provider = widths.provider
    left join {{ ref('int_feed_measures') }} as measures on hits.provider = measures.provider
    left join costs on hits.provider = costs.provider

),

judged as (

    select
        *,
        case
            when is_duplicate then 'duplicates'
            when not has_enough_data then 'not_enough_data'
            when ratio_low > 1 and auc_gain > 0 then 'adds'
            {# A wide interval proves nothing either way. #}
            when ratio_low <= 1 and ratio_high < worthwhile_ratio then 'adds_nothing'
            else 'not_enough_data'
        end as verdict
    from measured

)

select
    judged.provider,
    cast(judged.accounts as integer) as surging_accounts,
    cast(judged.sightings as integer) as sightings,
    cast(coalesce(judged.days_surging, 0) as bigint) as days_surging,
    cast(coalesce(judged.days_quiet, 0) as bigint) as days_quiet,
    cast(coalesce(judged.moves_surging, 0) as integer) as moves_surging,
    cast(coalesce(judged.moves_quiet, 0) as integer) as moves_quiet,
    {% for name in ['ratio', 'ratio_low', 'ratio_high', 'ratio_alone', 'ratio_alone_low', 'ratio_alone_high'] -%}
    cast(judged.{{ name }} as decimal(18, 4)) as {{ 'rate_ratio' if name == 'ratio' else 'rate_ratio_alone' if name == 'ratio_alone' else name }},
    {% endfor -%}
    {% for name in ['comparable_share', 'auc_first_party', 'auc_with_feed', 'auc_gain', 'auc_gain_low', 'auc_gain_high',
        'shown_by_first_party', 'shown_by_other_feeds'] -%}
    cast(round(judged.{{ name }}, 6) as decimal(9, 6)) as {{ name }},
    {% endfor -%}
    judged.most_alike,
    cast(round(judged.shown_by_most_alike, 6) as decimal(9, 6)) as shown_by_most_alike,
    judged.moves_foreseen,
    judged.lead_days,
    judged.surges,
    judged.hits,
    cast(round(case when judged.surges > 0 then cast(judged.hits as double) / judged.surges end, 6) as decimal(9, 6))
        as hit_rate,
    {{ wilson_bound('judged.hits', 'judged.surges', '-') }} as hit_rate_low,
    {{ wilson_bound('judged.hits', 'judged.surges', '+') }} as hit_rate_high,
    cast(judged.worthwhile_ratio as decimal(9, 2)) as worthwhile_ratio,
    judged.yearly_cost,
    cast(case when judged.surges > 0 then round(judged.paid / judged.surges, 2) end as decimal(18, 2)) as cost_per_surge,
    cast(case when judged.hits > 0 then round(judged.paid / judged.hits, 2) end as decimal(18, 2)) as cost_per_hit,
    judged.verdict,
    case judged.verdict
        when 'duplicates' then
            'Can be given up: most of what ' || judged.provider || ' shows is shown by wider feeds, '
            || cast(cast(round(100 * judged.shown_by_most_alike) as integer) as string) || ' % by '
            || judged.most_alike || ' alone.'
        when 'adds' then
            'Worth renewing: accounts that surge in ' || judged.provider || ' moved forward '
            || cast(cast(judged.ratio as decimal(9, 2)) as string) || ' times as often ('
            || cast(cast(judged.ratio_low as decimal(9, 2)) as string) || ' to '
            || cast(cast(judged.ratio_high as decimal(9, 2)) as string)
            || ') as comparable ones with the same engagement of their own.'
        when 'adds_nothing' then
            'Not shown to be worth renewing: accounts that surge in ' || judged.provider
            || ' moved forward ' || {{ interval_words('times as often (', ' to ') }}
            || ') as comparable ones, below the ' || {{ number_text('judged.worthwhile_ratio') }}
            || ' times at which a feed is worth its price.'
        else 'Not enough comparable data to tell what ' || judged.provider || ' adds'
            || coalesce(': ' || case when judged.has_enough_data then {{ interval_words('times as often, ', ' to ') }} end, '') || '.'
    end as sentence,
    case judged.verdict
        when 'duplicates' then
            '可以停用：' || judged.provider || ' 显示的内容大多也由覆盖更广的数据源显示，仅 ' || judged.most_alike || ' 就显示其中 '
            || cast(cast(round(100 * judged.shown_by_most_alike) as integer) as string) || ' %。'
        when 'adds' then
            '值得续订：' || judged.provider || ' 显示意向上升的客户向前推进的频率是自有互动相当的可比客户的 '
            || {{ interval_words('倍（', ' 至 ') }} || '）。'
        when 'adds_nothing' then
            '未见续订价值：' || judged.provider || ' 显示意向上升的客户向前推进的频率是可比客户的 '
            || {{ interval_words('倍（', ' 至 ') }} || '），低于值得续订的 ' || {{ number_text('judged.worthwhile_ratio') }} || ' 倍。'
        else '可比数据不足，无法判断 ' || judged.provider || ' 的价值'
            || coalesce('：' || case when judged.has_enough_data then {{ interval_words('倍，', ' 至 ') }} end, '') || '。'
    end as sentence_zh,
    {{ run_columns() }}
from judged
{{ run_join() }}
