{# Kinds of touches that a metric of the lead rules in force counts. #}
with

asked as (

    select distinct metric from {{ ref('int_qualification_rows') }}

),

metric_kinds as (

    {% for metric, kind in lead_metric_kinds().items() -%}
    select '{{ metric }}' as metric, '{{ kind }}' as kind
    union all
    {% endfor -%}
    select 'explicit_requests', kind from {{ ref('touch_kinds') }} where is_explicit_intent
    union all
    select 'distinct_calls_to_action', kind from {{ ref('touch_kinds') }} where is_call_to_action

)

select metric_kinds.metric, metric_kinds.kind
from metric_kinds
inner join asked on metric_kinds.metric = asked.metric
