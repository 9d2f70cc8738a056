{# The sums of points that a score is made of: of each category what its rules of a dimension give
   together. The score takes all dimensions, engagement those of engagement and intent; where a
   category's rules make two of these the same sum, it is summed once and feeds both. #}
{% set dimensions = {'score': ['fit', 'engagement', 'intent'], 'fit': ['fit'],
                     'engagement': ['engagement', 'intent'], 'intent': ['intent']} -%}
{% set bits = {'fit': 1, 'engagement': 2, 'intent': 4} -%}
with

rule_measures as (

    {% for measure, names in dimensions.items() -%}
    select rule_no, category_no, dimension, '{{ measure }}' as measure
    from {{ ref('int_scoring_rules') }}
    where dimension in ('{{ names | join("', '") }}')
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

sums as (

    select
        category_no, measure
        {%- for dimension, bit in bits.items() %}
        {{ '+' if not loop.first else ',' }} max(case when dimension = '{{ dimension }}' then {{ bit }} else 0 end)
        {%- endfor %} as dimension_set
    from rule_measures
    group by category_no, measure

),

series as (

    select
        category_no, dimension_set,
        cast(row_number() over (order by category_no, dimension_set) as integer) as series_no
        {%- for measure in dimensions %},
        max(case when measure = '{{ measure }}' then 1 else 0 end) as in_{{ measure }}
        {%- endfor %}
    from sums
    group by category_no, dimension_set

)

select distinct
    rule_measures.rule_no,
    series.series_no,
    series.category_no
    {%- for measure in dimensions %},
    series.in_{{ measure }}
    {%- endfor %}
from rule_measures
inner join sums on rule_measures.category_no = sums.category_no and rule_measures.measure = sums.measure
inner join series on sums.category_no = series.category_no and sums.dimension_set = series.dimension_set
