{# Diagnostics of a claim in a reader's words. #}
{% macro diagnostic_words(failures, language) -%}
    {% set words = {
        'poisson': ['regression', '回归模型'],
        'full_engagement': ['adjustment for all engagement', '按全部互动调整'],
        'placebo': ['days 61 to 90 as a placebo', '61 至 90 天安慰剂期'],
        'e_value': ['robustness to unobserved causes', '对未观测因素的稳健性'],
        'overlap': ['overlap', '可比天数'],
        'chance': ['significance', '显著性'],
        'self_selected': ['touches not self-selected', '触达非客户自发'],
        'engagement_seen': ['adjustment for engagement (next to none is on record)', '按互动调整（几乎没有互动记录）'],
    } -%}
    {% set ns = namespace(text=failures) -%}
    {% for name, told in words.items() -%}
        {% set ns.text = "replace(" ~ ns.text ~ ", '" ~ name ~ "', '" ~ told[0 if language == 'en' else 1] ~ "')" -%}
    {% endfor -%}
    {{ ns.text if language == 'en' else "replace(" ~ ns.text ~ ", ', ', '、')" }}
{%- endmacro %}

{# A claim of `named` (see campaign_influence) in one sentence. It never says that a touch made a move,
   unless lots were drawn. #}
{% macro influence_sentence(named) -%}
    {% set ratio -%}
        {{ number_text(named ~ '.ratio') }} || ' times the rate'
    {%- endset -%}
    {% set interval -%}
        '95 % interval ' || {{ number_text(named ~ '.ratio_low') }} || ' to ' || {{ number_text(named ~ '.ratio_high') }}
        || case when {{ named }}.verdict = 'no_clear_difference' then ': no clear difference' else '' end
    {%- endset -%}
    {% set moves = counted_text(named ~ '.moves_exposed', 'move', 'moves') -%}
    case
        when not {{ named }}.has_enough_data then
            'Not enough comparable data to tell: ' || {{ moves }}
            || case when {{ named }}.level = 'holdout' then ' where ' || {{ named }}.label || ' was allowed, '
                else ' in the 30 days after a touch by ' || {{ named }}.label || ', ' end
            || {{ whole_text(named ~ '.moves_unexposed') }}
            || case when {{ named }}.level = 'holdout' then ' held out' else ' without one' end
            || '; ' || case {{ named }}.lacking
                when 'moves' then 'fewer than 10 of either on comparable days.'
                when 'overlap' then 'over half of the former days have no comparable one.'
                else 'the interval would be wider than a factor of 4.' end
        when {{ named }}.level = 'holdout' then
            {{ named }}.subject || ' at ' || {{ ratio }} || ' of those held out of ' || {{ named }}.label
            || ' at random (' || {{ interval }} || '; ' || {{ moves }} || ' against '
            || {{ whole_text(named ~ '.moves_unexposed') }} || '). Evidence A: an experiment, by intention to treat; '
            || {{ whole_text(named ~ '.touched') }} || ' of ' || {{ whole_text(named ~ '.held_out') }}
            || case when {{ named }}.held_out = 1 then ' account' else ' accounts' end || ' held out '
            || case when {{ named }}.touched = 1 then 'was' else 'were' end || ' touched all the same'
            || case when {{ named }}.is_contaminated then ', which draws the ratio to 1.' else '.' end
        when {{ named }}.is_own_behaviour then
            'A sign of interest, not an influence: ' || {{ named }}.subject || ' at ' || {{ ratio }}
            || ' in the 30 days after they came by ' || {{ named }}.label || ' of their own accord (' || {{ interval }}
            || '; ' || {{ moves }} || '). Evidence C: who comes of their own accord is interested already.'
        else
            {{ named }}.subject || ' at ' || {{ ratio }} || ' in the 30 days after a touch by '
            || {{ named }}.label || ' (' || {{ interval }} || '; ' || {{ moves }}
            || ' after a touch; compared with similar account-days without one). 30-day chance '
            || {{ percent_text(named ~ '.chance_30d_exposed') }} || ' against '
            || {{ percent_text(named ~ '.chance_30d_unexposed') }}
            || '. Evidence ' || {{ named }}.evidence || ': association after adjustment, not an experiment'
            || coalesce('; not confirmed by: ' || {{ diagnostic_words(named ~ '.failed_diagnostics', 'en') }}, '') || '.'
    end
{%- endmacro %}

{% macro influence_sentence_zh(named) -%}
    {% set ratio -%}
        {{ number_text(named ~ '.ratio') }} || ' 倍（95% 区间 ' || {{ number_text(named ~ '.ratio_low') }} || ' 至 '
        || {{ number_text(named ~ '.ratio_high') }}
        || case when {{ named }}.verdict = 'no_clear_difference' then '，无明显差异' else '' end
    {%- endset -%}
    case
        when not {{ named }}.has_enough_data then
            '可比数据不足，无法判断：' || {{ named }}.label
            || case when {{ named }}.level = 'holdout' then ' 对照组以外推进 ' else ' 触达后 30 天内推进 ' end
            || {{ whole_text(named ~ '.moves_exposed') }}
            || case when {{ named }}.level = 'holdout' then ' 次，对照组 ' else ' 次，无触达 ' end
            || {{ whole_text(named ~ '.moves_unexposed') }} || ' 次；'
            || case {{ named }}.lacking
                when 'moves' then '可比日子里有一方不足 10 次。'
                when 'overlap' then '前者过半日子没有可比的日子。'
                else '区间宽于 4 倍。' end
        when {{ named }}.level = 'holdout' then
            {{ named }}.subject_zh || {{ named }}.move_zh || '的频率是随机对照组（不接受 ' || {{ named }}.label || '）的 '
            || {{ ratio }} || '）。证据等级 A：随机实验；对照组 '
            || {{ whole_text(named ~ '.held_out') }} || ' 个客户中有 ' || {{ whole_text(named ~ '.touched') }} || ' 个仍被触达'
            || case when {{ named }}.is_contaminated then '，使倍数偏向 1。' else '。' end
        when {{ named }}.is_own_behaviour then
            '这是兴趣信号，不是影响：' || {{ named }}.subject_zh || '自发访问 ' || {{ named }}.label || ' 后 30 天内'
            || {{ named }}.move_zh || '的频率是其他可比日子的 ' || {{ ratio }} || '；推进 '
            || {{ whole_text(named ~ '.moves_exposed') }} || ' 次）。证据等级 C：自发访问的客户本来就有兴趣。'
        else
            {{ named }}.subject_zh || '在 ' || {{ named }}.label || ' 触达后 30 天内' || {{ named }}.move_zh
            || '的频率是可比的无触达日子的 ' || {{ ratio }} || '；触达后推进 ' || {{ whole_text(named ~ '.moves_exposed') }}
            || ' 次）。30 天推进概率 ' || {{ percent_text(named ~ '.chance_30d_exposed') }} || '，无触达 '
            || {{ percent_text(named ~ '.chance_30d_unexposed') }} || '。证据等级 ' || {{ named }}.evidence
            || '：调整后的相关，不是实验'
            || coalesce('；未通过：' || {{ diagnostic_words(named ~ '.failed_diagnostics', 'zh') }}, '') || '。'
    end
{%- endmacro %}
