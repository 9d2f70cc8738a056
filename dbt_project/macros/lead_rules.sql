{# Metrics of lead rules that count touches of one kind. #}
{% macro lead_metric_kinds() -%}
    {{ return({
        'product_page_views': 'product_page_viewed',
        'pricing_page_views': 'pricing_page_viewed',
        'demos_attended': 'demo_attended',
        'trials_started': 'trial_started',
        'upgrade_requests': 'upgrade_requested',
        'customer_upgrade_requests': 'upgrade_requested',
        'content_downloads': 'content_downloaded',
        'webinars_attended': 'webinar_attended',
    }) }}
{%- endmacro %}


{# All that count touches, and so look back over a window. #}
{% macro windowed_lead_metrics() -%}
    {{ return((lead_metric_kinds().keys() | list) + [
        'explicit_requests', 'distinct_calls_to_action', 'engagements', 'engaged_days', 'signals', 'exposures'
    ]) }}
{%- endmacro %}
