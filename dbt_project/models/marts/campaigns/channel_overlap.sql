{# How many accounts each month touched by inbound, outbound or both, online, offline or both, and how they went
   on. Who was touched differs in more than the touches: it is what happened beside them, no effect. #}
with

grouped as (

    {% for grouped_by, first, second in [('direction', 'inbound', 'outbound'), ('setting', 'online', 'offline')] -%}
    select
        month_day, '{{ grouped_by }}' as grouped_by,
        case
            when is_{{ first }} and is_{{ second }} then 'both'
            when is_{{ first }} then '{{ first }}_only'
            when is_{{ second }} then '{{ second }}_only'
            else 'neither'
        end as group_name,
        count(*) as accounts,
        sum(case when can_move then 1 else 0 end) as accounts_at_risk,
        case when min(case when is_followed then 1 else 0 end) = 1 then sum(case when can_move then 1 else 0 end) end
            as cohort,
        case when min(case when is_followed then 1 else 0 end) = 1
            then sum(case when can_move and has_moved then 1 else 0 end) end as moved_forward
    from {{ ref('int_account_months') }}
    group by 1, 2, 3
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    {{ day_date('grouped.month_day') }} as month,
    grouped.grouped_by,
    grouped.group_name,
    cast(grouped.accounts as integer) as accounts,
    {{ share_of('grouped.accounts', 'sum(grouped.accounts) over (partition by grouped.month_day, grouped.grouped_by)') }}
        as share_of_accounts,
    cast(grouped.accounts_at_risk as integer) as accounts_at_risk,
    cast(grouped.moved_forward as integer) as moved_forward,
    {{ share_of('grouped.moved_forward', 'grouped.cohort') }} as forward_rate,
    {{ wilson_bound('grouped.moved_forward', 'grouped.cohort', '-') }} as forward_rate_low,
    {{ wilson_bound('grouped.moved_forward', 'grouped.cohort', '+') }} as forward_rate_high,
    {{ run_columns() }}
from grouped
{{ run_join() }}
