{# Credit as it is published: to a millionth of a conversion and to the cent, rounded down, and what is
   left over given to the largest remainders, so that it adds up to what there was to share out. #}
{% set unit = share_units() -%}
with

named as (

    {% for level, name in [
        ('channel', told_apart('channel', 'channel')),
        ('campaign', 'coalesce(' ~ told_apart('campaign_id', 'campaign') ~ ", '" ~ without_campaign() ~ "')")
    ] -%}
    select
        transition_no, model, '{{ level }}' as level, {{ name }} as name,
        sum(credit) as credit, sum(amount) as amount
    from {{ ref('int_credit_rows') }}
    group by transition_no, model, {{ name }}
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

floored as (

    select
        named.*,
        totals.touched_credit,
        totals.touched_amount,
        {% for measure in ['credit', 'amount'] -%}
        {{ whole_floor('named.' ~ measure, unit) }} as {{ measure }}_floor,
        {{ whole_remainder('named.' ~ measure, unit) }} as {{ measure }}_remainder{{ ',' if not loop.last }}
        {% endfor %}
    from named
    inner join {{ ref('int_credit_totals') }} as totals on named.transition_no = totals.transition_no

),

ranked as (

    select
        *,
        count(*) over (partition by transition_no, model, level) as names,
        {% for measure in ['credit', 'amount'] -%}
        touched_{{ measure }} - sum({{ measure }}_floor) over (partition by transition_no, model, level)
            as {{ measure }}_left,
        row_number() over (
            partition by transition_no, model, level order by {{ measure }}_remainder desc, name
        ) as {{ measure }}_rank{{ ',' if not loop.last }}
        {% endfor %}
    from floored

)

select
    transition_no, model, level, name,
    {% for measure in ['credit', 'amount'] -%}
    cast(
        {{ measure }}_floor + {{ whole_floor(measure ~ '_left', 'names') }}
        + case when {{ measure }}_rank <= {{ whole_remainder(measure ~ '_left', 'names') }} then 1 else 0 end as bigint
    ) as {{ measure }}{{ ',' if not loop.last }}
    {% endfor %}
from ranked
