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


{# The greatest whole number that is not above a quotient: below zero, too, towards minus infinity. #}
{% macro whole_floor(dividend, divisor) -%}
    {{ whole_quotient('(' ~ dividend ~ ') - ' ~ whole_remainder(dividend, divisor), divisor) }}
{%- endmacro %}

{% macro whole_remainder(dividend, divisor) -%}
    (((({{ dividend }}) % {{ divisor }}) + {{ divisor }}) % {{ divisor }})
{%- endmacro %}


{# How attribution weighs the steps of a path: whole shares out of share_units() for a row of
   int_path_steps joined with what holds for the path (`paths`). They may fall short of the whole by
   less than a unit a step; what is published is made to add up. W has three milestones, of which one
   step may be several: the first step, the last one up to the day on which the stage was entered (else
   the first), and the last; without other steps the milestones share all. #}
{% macro step_shares() -%}
{% set unit = share_units() -%}
    {{ return({
        'first_touch': 'case when steps.place = paths.first_place then ' ~ unit ~ ' else 0 end',
        'last_touch': 'case when steps.place = paths.last_place then ' ~ unit ~ ' else 0 end',
        'linear': whole_quotient(unit, 'paths.steps'),
        'u_shaped': 'case
            when paths.steps = 1 then ' ~ unit ~ '
            when paths.steps = 2 then ' ~ whole_quotient(unit, '2') ~ '
            when steps.place in (paths.first_place, paths.last_place) then ' ~ whole_quotient(2 * unit | int, '5') ~ '
            else ' ~ whole_quotient(unit, '(5 * (paths.steps - 2))') ~ '
        end',
        'w_shaped': 'case
            when paths.milestones = paths.steps then ' ~ whole_quotient(unit ~ ' * ' ~ milestones_here(), '3') ~ '
            when ' ~ milestones_here() ~ ' > 0 then ' ~ whole_quotient(3 * unit | int, '10') ~ ' * ' ~ milestones_here() ~ '
            else ' ~ whole_quotient(unit, '(10 * (paths.steps - paths.milestones))') ~ '
        end',
        'time_decay': 'floor(cast(' ~ unit ~ ' as double) * steps.freshness / paths.freshness)',
    }) }}
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

{% macro credit_models() -%} {{ return((step_shares().keys() | list) + ['markov']) }} {%- endmacro %}
