{# Credit of each channel and campaign at each transition by the models that share out every path on its
   own, in millionths (of an amount: cents) of share_units(). #}
{% set models = path_models().split() -%}
with

weighed as (

    select
        parts.transition_no, parts.part, steps.channel, steps.campaign_id, paths.amount_cents,
        {% for model in models -%}
        cast({{ step_share(model) }} as bigint) as {{ model }}{{ ',' if not loop.last }}
        {% endfor %}
    from {{ ref('int_path_steps') }} as steps
    inner join {{ ref('int_credited_paths') }} as paths on steps.path_no = paths.path_no
    inner join {{ ref('int_path_parts') }} as parts on paths.path_no = parts.path_no

),

{# Paths that pay alike are added up before anything is multiplied. #}
alike as (

    select
        transition_no, part, amount_cents, channel, campaign_id
        {%- for model in models %},
        sum({{ wide(model) }}) as {{ model }}
        {%- endfor %}
    from weighed
    group by transition_no, part, amount_cents, channel, campaign_id

)

select
    alike.transition_no,
    {{ chain_state('channel_bits.channel') }} as state,
    alike.channel,
    alike.campaign_id
    {%- for model in models %},
    sum(alike.{{ model }} * alike.part) as {{ model }}_credit,
    sum(alike.{{ model }} * alike.amount_cents) as {{ model }}_amount
    {%- endfor %}
from alike
left join {{ ref('int_channel_bits') }} as channel_bits on alike.channel = channel_bits.channel
group by alike.transition_no, {{ chain_state('channel_bits.channel') }}, alike.channel, alike.campaign_id
