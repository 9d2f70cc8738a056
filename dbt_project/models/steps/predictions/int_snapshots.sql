{# Days as of which the models learn: every so many days back from as_of, as long as touches reach back a
   full look-back of 90 days. Number 0 is as_of itself, which is predicted. #}
with

numbers as (

    {% for number in range(60) -%}
    select {{ number }} as snapshot_no
    {{ 'union all' if not loop.last }}
    {% endfor %}

),

days as (

    select
        cast(snapshot_no as integer) as snapshot_no,
        cast({{ as_of_day() }} - snapshot_no * {{ model_setting('snapshot_days') }} as integer) as day
    from numbers
    where snapshot_no <= {{ model_setting('snapshots') }}

)

select
    snapshot_no,
    day,
    day + {{ model_setting('horizon_days') }} <= {{ as_of_day() }} as is_labelled
from days
where snapshot_no = 0
    or day - 90 >= (select min(day) from {{ ref('int_engagement_days') }})
