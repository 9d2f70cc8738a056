{# Rates are of people who were no MQL (SQL) before, within 90 days from the first use in the month; null
   until everybody of the month has been watched so long. #}
with

used as (

    select
        content_key, month_day,
        min(content_id) as content_id,
        min(content_name) as content_name,
        sum(views) as views,
        sum(downloads) as downloads,
        sum(seconds) as seconds,
        count(distinct account_key) as accounts
    from {{ ref('int_content_days') }}
    group by content_key, month_day

),

counted as (

    select
        used.*,
        coalesce(cohorts.people, 0) as people,
        {{ is_followed('months') }} as is_followed,
        {% for stage in ['mql', 'sql'] -%}
        coalesce(cohorts.{{ stage }}_candidates, 0) as {{ stage }}_candidates,
        coalesce(cohorts.{{ stage }}s, 0) as {{ stage }}s,
        case when {{ is_followed('months') }} then cohorts.{{ stage }}_candidates end as {{ stage }}_cohort,
        {% endfor -%}
        row_number() over (
            partition by used.month_day
            order by coalesce(cohorts.people, 0) desc, used.accounts desc, used.views + used.downloads desc, used.content_key
        ) as content_rank
    from used
    inner join {{ ref('int_months') }} as months on used.month_day = months.month_day
    left join {{ ref('int_content_cohorts') }} as cohorts
        on used.content_key = cohorts.content_key and used.month_day = cohorts.month_day

)

select
    {{ day_date('counted.month_day') }} as month,
    counted.content_key,
    counted.content_id,
    coalesce(content.name, counted.content_name) as content_name,
    content.format,
    content.topic,
    content.funnel_stage,
    cast(counted.views as bigint) as views,
    cast(counted.seconds as bigint) as seconds,
    cast(counted.downloads as bigint) as downloads,
    cast(counted.people as bigint) as people,
    cast(counted.accounts as bigint) as accounts,
    {% for stage in ['mql', 'sql'] -%}
    cast(counted.{{ stage }}_candidates as bigint) as {{ stage }}_candidates,
    cast(counted.{{ stage }}s as bigint) as {{ stage }}s,
    {{ share_of('counted.' ~ stage ~ 's', 'counted.' ~ stage ~ '_cohort') }} as {{ stage }}_rate,
    {{ wilson_bound('counted.' ~ stage ~ 's', 'counted.' ~ stage ~ '_cohort', '-') }} as {{ stage }}_rate_low,
    {{ wilson_bound('counted.' ~ stage ~ 's', 'counted.' ~ stage ~ '_cohort', '+') }} as {{ stage }}_rate_high,
    {% endfor -%}
    counted.is_followed,
    cast(counted.content_rank as integer) as rank,
    counted.content_rank <= 10 as is_top_ten,
    {{ run_columns() }}
from counted
left join {{ ref('stg_web__content') }} as content on counted.content_id = content.content_id
{{ run_join() }}
