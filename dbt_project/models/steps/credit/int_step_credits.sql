{# Credit of each channel and campaign at each transition by the models that share out every path on its
   own, in millionths (of an amount: cents) of share_units(). #}
{% set models = path_models().split() -%}
with

weighed as (

    select
        steps.path_no, steps.state, steps.channel, steps.campaign_id, paths.amount_cents,
        {% for model in models -%}
        cast({{ step_share(model) }} as bigint) as {{ model }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_path_steps') }} as steps
    inner join {{ ref('int_credited_paths') }} as paths on steps.path_no = paths.path_no

),

{# One row a path, channel and campaign: each pays once for all its steps. #}
grouped as (

    select
        path_no, state, channel, campaign_id, amount_cents,
        {% for model in models -%}
        cast(sum({{ model }}) as bigint) as {{ model }}{{ ',' if not loop.last }}
        {% endfor %}
    from weighed
    group by path_no, state, channel, campaign_id, amount_cents

)

select
    parts.transition_no,
    grouped.state,
    grouped.channel,
    grouped.campaign_id,
    count(*) as conversions
    {%- for model in models %},
    sum({{ wide('grouped.' ~ model) }} * parts.part) as {{ model }}_credit,
    sum({{ wide('grouped.' ~ model) }} * grouped.amount_cents) as {{ model }}_amount
    {%- endfor %}
from grouped
inner join {{ ref('int_path_parts') }} as parts on grouped.path_no = parts.path_no
group by parts.transition_no, grouped.state, grouped.channel, grouped.campaign_id
