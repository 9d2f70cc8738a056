{# The account of one conversion, or of one that did not come, looks back no further than this. #}
{% macro path_days() -%} 90 {%- endmacro %}

{# ... and no further than so many days before its spell began. #}
{% macro days_before_entry() -%} 30 {%- endmacro %}

{# Shares of one conversion are whole numbers of this part of it, so that sums of them are exact. #}
{% macro share_units() -%} 1000000000000 {%- endmacro %}

{# A conversion is a million, so that a third of one can be told to six places. #}
{% macro conversion_units() -%} 1000000 {%- endmacro %}


{# A whole number of up to 38 digits: sums of shares outgrow 64 bits. #}
{% macro wide(expression) -%}
    {{ return(adapter.dispatch('wide')(expression)) }}
{%- endmacro %}

{% macro default__wide(expression) -%}
    cast({{ expression }} as hugeint)
{%- endmacro %}

{% macro spark__wide(expression) -%}
    cast({{ expression }} as decimal(38, 0))
{%- endmacro %}


{# The greatest such number that is not above a double. #}
{% macro wide_floor(expression) -%}
    {{ return(adapter.dispatch('wide_floor')(expression)) }}
{%- endmacro %}

{% macro default__wide_floor(expression) -%}
    cast(floor({{ expression }}) as hugeint)
{%- endmacro %}

{# Of a double, Spark's floor has 64 bits. #}
{% macro spark__wide_floor(expression) -%}
    cast(floor(cast({{ expression }} as decimal(38, 12))) as decimal(38, 0))
{%- endmacro %}


{# The greatest whole number that is not above a quotient: below zero, too, towards minus infinity. #}
{% macro whole_floor(dividend, divisor) -%}
    {{ whole_quotient('(' ~ dividend ~ ') - ' ~ whole_remainder(dividend, divisor), divisor) }}
{%- endmacro %}

{% macro whole_remainder(dividend, divisor) -%}
    (((({{ dividend }}) % {{ divisor }}) + {{ divisor }}) % {{ divisor }})
{%- endmacro %}


{# The models that share out every path on its own, and all of them. #}
{% macro path_models() -%} first_touch last_touch linear u_shaped w_shaped time_decay {%- endmacro %}
{% macro credit_models() -%} {{ path_models() }} markov {%- endmacro %}


{# How one of path_models() weighs a step: a whole share out of share_units() for a row of int_path_steps
   joined with what holds for its path (`paths`). The shares of a path may fall short of the whole by less
   than a unit a step; what is published is made to add up. W has three milestones, of which one step may
   be several: the first step, the last one up to the day on which the stage was entered (else the first),
   and the last; without other steps the milestones share all. #}
{% macro step_share(model) -%}
    {%- if model == 'first_touch' -%}
    case when steps.place = paths.first_place then {{ share_units() }} else 0 end
    {%- elif model == 'last_touch' -%}
    case when steps.place = paths.last_place then {{ share_units() }} else 0 end
    {%- elif model == 'linear' -%}
    {{ whole_quotient(share_units(), 'paths.steps') }}
    {%- elif model == 'u_shaped' -%}
    case
        when paths.steps <= 2 then {{ whole_quotient(share_units(), 'paths.steps') }}
        when steps.place in (paths.first_place, paths.last_place) then {{ whole_quotient(2 * share_units() | int, '5') }}
        else {{ whole_quotient(share_units(), '5 * (paths.steps - 2)') }}
    end
    {%- elif model == 'w_shaped' -%}
    case
        when paths.milestones = paths.steps then {{ whole_quotient(share_units() ~ ' * ' ~ milestones_here(), '3') }}
        when {{ milestones_here() }} > 0 then {{ whole_quotient(3 * share_units() | int, '10') }} * {{ milestones_here() }}
        else {{ whole_quotient(share_units(), '10 * (paths.steps - paths.milestones)') }}
    end
    {%- elif model == 'time_decay' -%}
    floor(cast({{ share_units() }} as double) * steps.freshness / paths.freshness)
    {%- endif -%}
{%- endmacro %}

{% macro milestones_here() -%}
    (
        case when steps.place = paths.first_place then 1 else 0 end
        + case when steps.place = paths.entry_place then 1 else 0 end
        + case when steps.place = paths.last_place then 1 else 0 end
    )
{%- endmacro %}


{# Transitions that are none of stages have numbers below theirs. #}
{% macro opportunity_created() -%} -1 {%- endmacro %}
{% macro opportunity_won() -%} -2 {%- endmacro %}


{# Names of what no campaign, and what no touch at all, has credit for. #}
{% macro without_campaign() -%} without_campaign {%- endmacro %}
{% macro untouched() -%} untouched {%- endmacro %}

{# A channel or campaign that is itself called so is told apart from them. Nothing else is changed, and no
   two names become one. #}
{% macro told_apart(name, kind) -%}
    case
        when replace({{ name }}, ' ({{ kind }})', '') in ('{{ untouched() }}', '{{ without_campaign() }}')
            then {{ name }} || ' ({{ kind }})'
        else {{ name }}
    end
{%- endmacro %}

{# A channel as a state of the chain: never one of the chain's own, whatever it is called. #}
{% macro chain_state(channel) -%}
    coalesce('at ' || {{ channel }}, {{ other_channels() }})
{%- endmacro %}

{# What the chain calls channels beyond the most used ones (see int_channel_bits). #}
{% macro other_channels() -%} '(other)' {%- endmacro %}
