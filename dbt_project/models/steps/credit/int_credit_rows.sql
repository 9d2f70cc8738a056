{# Credit of all models, by transition, channel and campaign, in millionths (of an amount: cents) of
   share_units(). The Markov chain knows channels only: within one, credit follows the linear model. #}
with

step_credits as (

    select * from {{ ref('int_step_credits') }}

),

states as (

    select transition_no, state, cast(sum(linear_credit) as double) as linear_credit
    from step_credits
    group by transition_no, state

)

{% for model in path_models().split() -%}
select
    transition_no, '{{ model }}' as model, channel, campaign_id,
    {{ model }}_credit as credit, {{ model }}_amount as amount
from step_credits
union all
{% endfor -%}
select
    step_credits.transition_no, 'markov', step_credits.channel, step_credits.campaign_id,
    {% for measure in ['credit', 'amount'] -%}
    {{ wide_floor('cast(totals.touched_' ~ measure ~ ' as double) * shares.share
        * (cast(step_credits.linear_credit as double) / states.linear_credit)') }}{{ ',' if not loop.last }}
    {% endfor %}
from step_credits
inner join states on step_credits.transition_no = states.transition_no and step_credits.state = states.state
inner join {{ ref('int_markov_shares') }} as shares
    on step_credits.transition_no = shares.transition_no and step_credits.state = shares.state
inner join {{ ref('int_credit_totals') }} as totals on step_credits.transition_no = totals.transition_no
