{# The features of each model and how they read, for the model as for the reader. #}
{% for subject in ['person', 'account'] -%}
{% for feature, words in prediction_features(subject).items() -%}
select '{{ subject }}' as subject, cast({{ loop.index }} as integer) as feature_no, '{{ feature }}' as feature, '{{ words }}' as words
{{ 'union all' if not loop.last }}
{% endfor -%}
{{ 'union all' if not loop.last }}
{% endfor %}
