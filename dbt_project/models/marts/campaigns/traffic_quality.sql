{# Visits by where they came from; `all` sums over channels or sources. A visit belongs to its first page. #}
with

paid_channels as (

    select channel from {{ ref('channels') }} where is_paid group by channel

),

visits as (

    select
        visits.actor_key, visits.account_key, visits.page_views, visits.seconds, visits.is_engaged,
        visits.is_single_page,
        {# Anybody can follow a link with utm_source=all: it must not look like the sum of sources. #}
        case when visits.channel = 'all' then '(all)' else visits.channel end as channel,
        case when visits.source = 'all' then '(all)' else visits.source end as source,
        {{ day_number(month_of('visits.day')) }} as month_day,
        case when paid_channels.channel is null then 1 else 0 end as is_organic
    from {{ ref('int_visits') }} as visits
    left join paid_channels on visits.channel = paid_channels.channel

),

grouped as (

    {% for channel, source in [('channel', 'source'), ('channel', "'all'"), ("'all'", "'all'")] -%}
    select
        month_day, {{ channel }} as channel, {{ source }} as source,
        count(*) as visits,
        sum(is_organic) as organic_visits,
        count(distinct case when actor_key > 0 then actor_key end) as people,
        count(distinct case when actor_key < 0 then actor_key end) as visitors,
        count(distinct account_key) as accounts,
        sum(page_views) as page_views,
        sum(seconds) as seconds,
        sum(case when is_engaged then 1 else 0 end) as engaged_visits,
        sum(case when is_single_page then 1 else 0 end) as single_page_visits
    from visits
    group by 1, 2, 3
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    {{ day_date('grouped.month_day') }} as month,
    grouped.channel,
    grouped.source,
    cast(grouped.visits as bigint) as visits,
    {{ share_of('grouped.visits', 'totals.visits') }} as share_of_visits,
    cast(grouped.organic_visits as bigint) as organic_visits,
    {{ share_of('grouped.organic_visits', 'grouped.visits') }} as organic_share,
    cast(grouped.people as bigint) as people,
    cast(grouped.visitors as bigint) as visitors,
    cast(grouped.accounts as bigint) as accounts,
    cast(grouped.page_views as bigint) as page_views,
    {{ exact_quotient('grouped.seconds', 'grouped.visits') }} as seconds_per_visit,
    cast(grouped.engaged_visits as bigint) as engaged_visits,
    {{ share_of('grouped.engaged_visits', 'grouped.visits') }} as engaged_share,
    cast(grouped.single_page_visits as bigint) as single_page_visits,
    {{ share_of('grouped.single_page_visits', 'grouped.visits') }} as single_page_share,
    {{ run_columns() }}
from grouped
inner join grouped as totals
    on grouped.month_day = totals.month_day and totals.channel = 'all' and totals.source = 'all'
{{ run_join() }}
