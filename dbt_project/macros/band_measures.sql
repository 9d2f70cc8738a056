{# The value of a band requirement's measure in hundredths, from the columns of int_band_steps. #}
{% macro measure_cents() -%}
    case requirements.measure
        when 'fit' then current_steps.fit_cents
        when 'engagement' then current_steps.engagement_cents
        when 'intent' then current_steps.intent_cents
        when 'name_known' then current_steps.name_known * 100
        when 'contact_known' then current_steps.contact_known * 100
        when 'company_known' then current_steps.company_known * 100
    end
{%- endmacro %}


{# A metric in words, after a number: 1 more engaged person. #}
{% macro metric_words(metric, number) -%}
    case
        {%- for name, one, many in [
            ('exposed_people', 'exposed person', 'exposed people'),
            ('engaged_people', 'engaged person', 'engaged people'),
            ('signal_people', 'person with a buying signal', 'people with a buying signal'),
            ('event_people', 'person at an event', 'people at an event'),
            ('impressions', 'impression', 'impressions'),
            ('engagements', 'engagement', 'engagements'),
            ('signals', 'buying signal', 'buying signals'),
            ('explicit_intents', 'explicit request', 'explicit requests'),
            ('sales_activities', 'sales activity', 'sales activities'),
            ('impression_days', 'day with an impression', 'days with an impression'),
            ('engaged_days', 'day with engagement', 'days with engagement'),
            ('content_formats', 'content format', 'content formats'),
            ('engaged_roles', 'engaged role', 'engaged roles'),
            ('intent_topics', 'intent topic', 'intent topics'),
            ('open_opportunities', 'open opportunity', 'open opportunities'),
            ('won_opportunities', 'won opportunity', 'won opportunities'),
            ('sales_accepted_people', 'person accepted by sales', 'people accepted by sales'),
            ('customer_subsidiaries', 'subsidiary that is a customer', 'subsidiaries that are customers')
        ] %}
        when {{ metric }} = '{{ name }}' then case when {{ number }} = 1 then '{{ one }}' else '{{ many }}' end
        {%- endfor %}
        else {{ metric }}
    end
{%- endmacro %}


{# A metric's value beside the least value that a rule asks for: 2 engaged people in 90 days (needed 3).
   Both count as in int_metric_windows. #}
{% macro metric_reading(metric, value, least_value, window_days) -%}
    case
        {% for name, score in score_texts(metric, value).items() -%}
        when {{ metric }} = '{{ name }}'
            then '{{ score.words }} ' || {{ score.text }} || ' (needed ' || {{ score_texts(metric, least_value)[name].text }} || ')'
        {% endfor -%}
        else cast({{ value }} as string) || ' ' || {{ metric_words(metric, value) }} || {{ window_words(window_days) }}
            || ' (needed ' || cast({{ least_value }} as string) || ')'
    end
{%- endmacro %}


{# What a metric lacks: 1 more engaged person in 90 days. #}
{% macro metric_gap(metric, value, least_value, window_days) -%}
    case
        {% for name, score in score_texts(metric, value).items() -%}
        when {{ metric }} = '{{ name }}'
            then '{{ score.words }} ' || {{ score.text }} || case when {{ score.text }} = 'unknown' then ', ' else ' of ' end
                || {{ score_texts(metric, least_value)[name].text }}
                || case when {{ score.text }} = 'unknown' then ' needed' else '' end
        {% endfor -%}
        else cast({{ least_value }} - {{ value }} as string) || ' more '
            || {{ metric_words(metric, least_value ~ ' - ' ~ value) }} || {{ window_words(window_days) }}
    end
{%- endmacro %}


{# Metrics that are scores: icp_score counts in hundredths plus one, 0 while it is unknown. #}
{% macro score_texts(metric, value) -%}
    {{ return({
        'icp_score': {
            'words': 'ICP score',
            'text': "case when " ~ value ~ " > 0 then cast(" ~ points('(' ~ value ~ ' - 1)') ~ " as string) else 'unknown' end",
        },
        'account_score': {'words': 'account score', 'text': 'cast(' ~ points(value) ~ ' as string)'},
    }) }}
{%- endmacro %}


{% macro window_words(window_days) -%}
    case
        when {{ window_days }} = 1 then ' in 1 day'
        when {{ window_days }} > 1 then ' in ' || cast({{ window_days }} as string) || ' days'
        else ''
    end
{%- endmacro %}
