{# A number below 2 ** 28 that belongs to a text for ever, the same on every engine. #}
{% macro stable_number(text) -%}
    {{ return(adapter.dispatch('stable_number')(text)) }}
{%- endmacro %}

{% macro default__stable_number(text) -%}
    cast('0x' || substr(md5({{ text }}), 1, 7) as bigint)
{%- endmacro %}

{% macro spark__stable_number(text) -%}
    cast(conv(substr(md5({{ text }}), 1, 7), 16, 10) as bigint)
{%- endmacro %}


{# A figure in a sentence. #}
{% macro number_text(expression, digits=2) -%}
    cast(cast({{ expression }} as decimal(18, {{ digits }})) as string)
{%- endmacro %}

{% macro percent_text(expression) -%}
    {{ number_text('100 * ' ~ expression, 1) }} || ' %'
{%- endmacro %}

{# Upper tail of the standard normal distribution; Abramowitz and Stegun 26.2.17, error below 7.5e-8. #}
{% macro normal_tail(z) -%}
    (
        exp(-({{ z }}) * ({{ z }}) / 2) / 2.5066282746310002
        * {{ horner('(1 / (1 + 0.2316419 * (' ~ z ~ ')))',
            [0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429]) }}
    )
{%- endmacro %}

{% macro horner(x, coefficients) -%}
    {{ x }} * ({{ coefficients[0] }}{% if coefficients | length > 1 %} + {{ horner(x, coefficients[1:]) }}{% endif %})
{%- endmacro %}


{# Number of the history without any campaign: those without one channel have the numbers 1 to 40. #}
{% macro campaign_free() -%}
    41
{%- endmacro %}


{# All that is known of an account-day at risk, as digits of one number: name, place, and how many values it
   may have. One running sum then follows everything, and one number is the key of alike days. Groups of
   accounts and segments are digits too; the segment, of which there may be any number, is the last. #}
{% macro state_digits() -%}
    {{ return({
        'stage': (1, 8), 'time': (8, 8), 'lag': (64, 8), 'bin': (512, 16), 'full_bin': (8192, 16),
        'moved_to': (131072, 8), 'active': (1048576, 128), 'jackknife_group': (134217728, 32),
        'target': (4294967296, 2), 'segment': (8589934592, 131072),
    }) }}
{%- endmacro %}

{# What a digit of a given value adds to the number. #}
{% macro in_state(name, value='1') -%}
    cast({{ state_digits()[name][0] }} as bigint) * ({{ value }})
{%- endmacro %}

{# The bits of some digits. #}
{% macro state_bits(names) -%}
    {%- set bits = namespace(sum=0) -%}
    {%- for name in names -%}
    {%- set bits.sum = bits.sum + state_digits()[name][0] * (state_digits()[name][1] - 1) -%}
    {%- endfor -%}
    {{ return(bits.sum) }}
{%- endmacro %}

{# The value of a digit. #}
{% macro state_digit(name, state) -%}
    cast({{ whole_quotient('(' ~ state ~ ') & ' ~ state_bits([name]), state_digits()[name][0]) }} as integer)
{%- endmacro %}

{# The number without some of its digits. #}
{% macro state_without(names, state) -%}
    (({{ state }}) & {{ state_bits(state_digits().keys()) - state_bits(names) }})
{%- endmacro %}

{# A state as days are compared; moves and targets are counted beside it. #}
{% macro comparable_state(state) -%}
    {{ state_without(['moved_to', 'full_bin', 'target'], state) }}
{%- endmacro %}

{# The same beside all engagement instead of the organic, not divided for the jackknife. #}
{% macro fully_engaged_state(state) -%}
    {{ state_without(['moved_to', 'full_bin', 'bin', 'jackknife_group', 'target'], state) }} + {{ in_state('bin', state_digit('full_bin', state)) }}
{%- endmacro %}

{# The columns of a stratum that are digits. #}
{% macro stratum_columns(stratum) -%}
    {{ state_digit('segment', stratum) }} as segment_no,
    {{ state_digit('stage', stratum) }} - 1 as ordinal,
    {{ state_digit('time', stratum) }} as time_bucket,
    {{ state_digit('bin', stratum) }} as bin,
    cast({{ state_digit('active', stratum) }} as bigint) as others
{%- endmacro %}

{# What is counted in a cell: days at risk and moves forward by stage, of all accounts and of targets. #}
{% macro cell_counts() -%}
    {{ return(['days', 'moves_1', 'moves_2', 'moves_3', 'moves_4', 'moves_5',
               'target_days', 'target_moves_1', 'target_moves_2', 'target_moves_3', 'target_moves_4', 'target_moves_5']) }}
{%- endmacro %}

{# Of such columns, the moves to the stage that `ordinal` names. #}
{% macro moves_to(ordinal, prefix) -%}
    case {{ ordinal }}{% for target in range(1, 6) %} when {{ target }} then {{ prefix }}moves_{{ target }}{% endfor %} end
{%- endmacro %}

{# Sums of them. #}
{% macro sum_counts(prefix='', type='integer') -%}
    {% for name in cell_counts() %}{{ integer_sum(prefix ~ name, type=type) }} as {{ name }}{{ ', ' if not loop.last }}{% endfor %}
{%- endmacro %}

{# Such columns as they are. #}
{% macro counts_of(relation) -%}
    {% for name in cell_counts() %}{{ relation }}.{{ name }}{{ ', ' if not loop.last }}{% endfor %}
{%- endmacro %}

{# Cells of stretches of days, by `key` and by what `state` keeps of theirs. The day of a move is a stretch of its
   own and few days are one, so moves are counted apart: to sum their columns over all stretches would cost
   several times as much. #}
{% macro cells_of_states(stretches, key, state) %}
    select
        cells.*
        {%- for name in cell_counts() if 'moves' in name %},
        coalesce(moves.{{ name }}, 0) as {{ name }}
        {%- endfor %}
    from (
        select
            {{ key | join(', ') }}, {{ state }} as state,
            {{ integer_sum('days', type='integer') }} as days,
            {{ integer_sum('case when ' ~ state_digit('target', 'state') ~ ' = 1 then days else 0 end', type='integer') }} as target_days
        from {{ stretches }}
        group by {{ key | join(', ') }}, {{ state }}
    ) as cells
    left join (
        select
            {{ key | join(', ') }}, {{ state }} as state
            {%- for prefix, condition in [('', ''), ('target_', ' and ' ~ state_digit('target', 'state') ~ ' = 1')] -%}
            {%- for target in range(1, 6) %},
            {{ integer_sum('case when ' ~ state_digit('moved_to', 'state') ~ ' = ' ~ target ~ condition ~ ' then days else 0 end', type='integer') }} as {{ prefix }}moves_{{ target }}
            {%- endfor -%}
            {%- endfor %}
        from {{ stretches }}
        where {{ state_digit('moved_to', 'state') }} > 0
        group by {{ key | join(', ') }}, {{ state }}
    ) as moves
        on {% for column in key %}cells.{{ column }} = moves.{{ column }} and {% endfor %}cells.state = moves.state
{% endmacro %}

{# What an active channel adds to the digit of active channels: its bit, or 1 where there are more than seven
   channels, of which only the number counts. #}
{% macro active_weight(channel_bits) -%}
    case when {{ channel_bits }}.channels <= 7 then {{ channel_bits }}.channel_bit else 1 end
{%- endmacro %}


{# Days at risk cut wherever anything changes, of the histories that `replays` tells by their numbers. Those without
   one channel have days since its last touch and, where it engaged anybody, an engagement of their own; with
   `mask` a second running sum tells instead which channels are active. Several changes of a day leave
   stretches without days, which fall away: cheaper than to add them up first. #}
{% macro risk_states(replays, mask=false) %}
{% set time_bounds = [14, 30, 60, 90, 180] -%}
with

histories as (

    {% if mask -%}
    select replay_id, account_key, false as has_own_bins from {{ ref('int_replays') }} where {{ replays }}
    {%- else -%}
    select replays.replay_id, replays.account_key, own_bins.replay_id is not null as has_own_bins
    from (select * from {{ ref('int_replays') }} where {{ replays }}) as replays
    left join (select distinct replay_id, account_key from {{ ref('int_engagement_bins') }} where replay_id > 0) as own_bins
        on replays.replay_id = own_bins.replay_id and replays.account_key = own_bins.account_key
    {%- endif %}

),

spells as (

    select
        *,
        {% for bound in time_bounds -%}
        case when entered_day + {{ bound }} <= last_risk_day then 1 else 0 end{{ ' + ' if not loop.last }}
        {%- endfor %} as bounds_passed
    from {{ ref('int_risk_spells') }}
    where {{ replays }}

),

changes as (

    select replay_id, account_key, first_risk_day as day, {{ in_state('stage', 'ordinal + 1') }} as change, cast(0 as bigint) as mask_change
    from spells
    union all
    {% for bound in time_bounds -%}
    select replay_id, account_key, entered_day + {{ bound }}, {{ in_state('time') }}, 0
    from spells
    where entered_day + {{ bound }} <= last_risk_day
    union all
    {% endfor -%}
    {# The day of a move is a stretch of its own. #}
    select replay_id, account_key, last_risk_day, {{ in_state('moved_to', 'next_ordinal') }}, 0
    from spells
    where next_ordinal > ordinal
    union all
    {# The end of a spell takes back all that it brought. #}
    select
        replay_id, account_key, last_risk_day + 1,
        -{{ in_state('stage', 'ordinal + 1') }} - {{ in_state('time', 'bounds_passed') }}
            - {{ in_state('moved_to', 'case when next_ordinal > ordinal then next_ordinal else 0 end') }},
        0
    from spells
    union all
    select histories.replay_id, context.account_key, context.day,
        context.change + case when histories.has_own_bins then 0 else context.bin_change end,
        context.mask_change
    from {{ ref('int_context_changes') }} as context
    inner join histories on context.account_key = histories.account_key
    {% if not mask -%}
    where context.change <> 0 or (not histories.has_own_bins and context.bin_change <> 0)
    union all
    select replay_id, account_key, day, {{ in_state('lag', 'lag_change') }}, 0
    from {{ ref('int_lag_changes') }}
    union all
    select replay_id, account_key, from_day, {{ in_state('bin', 'bin_change') }}, 0
    from {{ ref('int_engagement_bins') }}
    where replay_id > 0
    {%- endif %}

),

states as (

    select
        replay_id, account_key, day as from_day,
        lead(day) over (partition by replay_id, account_key order by day) as to_day,
        {{ integer_sum('change', 'history') }} as state
        {%- if mask %},
        cast(sum(mask_change) over history as bigint) as mask
        {%- endif %}
    from changes
    window history as (
        partition by replay_id, account_key order by day range between unbounded preceding and current row
    )

)

select replay_id, account_key, from_day, to_day, state{{ ', mask' if mask }}
from states
where to_day > from_day and {{ state_digit('stage', 'state') }} > 0
{% endmacro %}


{# Number of the days that those of a unit are compared with: days without a touch of its channel in 30 days, for
   a step of days since the last touch in 90; of a campaign among others of its channel the days of those; of a
   holdout those of the other arm. #}
{% macro compared_with(number, level) -%}
    4 * {{ number }} + {{ {'channel': 0, 'lag': 1, 'holdout': 2, 'siblings': 3}[level] }}
{%- endmacro %}

{# Whether an estimate tells a reader anything: one whose interval spans more than a factor of a hundred would
   be drawn in a chart, and says only that nobody knows. #}
{% macro tells_something(log_low, log_high) -%}
    {{ log_high }} - {{ log_low }} <= ln(100)
{%- endmacro %}
