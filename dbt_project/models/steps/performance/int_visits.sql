{# A visit: all that one visitor or person did on our pages on a day. Where they came from is that of the first
   page: its utm_source, else the host that linked to it, else direct. #}
with

pages as (

    select
        actor_key, account_key, touch_day as day, channel, utm_source, referrer,
        min(occurred_at) as first_at,
        sum(quantity) as touches,
        sum(case when kind like '%page_viewed' then quantity else 0 end) as page_views,
        sum(case when is_engagement then quantity else 0 end) as engagements,
        sum(case when is_call_to_action then quantity else 0 end) as answers,
        sum(cast(coalesce(seconds, 0) as decimal(18, 0)) * quantity) as seconds
    from {{ ref('int_touches') }}
    where is_counted and quantity > 0 and actor_key is not null and (url is not null or kind like '%page_viewed')
    group by actor_key, account_key, touch_day, channel, utm_source, referrer

),

referrers as (

    select
        referrer,
        nullif({{ dbt.split_part(dbt.split_part("replace(replace(lower(trim(referrer)), 'https://', ''), 'http://', '')", "'/'", 1), "'?'", 1) }}, '')
            as host
    from (select distinct referrer from pages where referrer is not null) as distinct_referrers

),

landings as (

    select
        pages.*,
        coalesce(
            nullif(lower(trim(pages.utm_source)), ''),
            case when own_domains.domain is null then {{ without_www('referrers.host') }} end,
            'direct'
        ) as source
    from pages
    left join referrers on pages.referrer = referrers.referrer
    left join {{ ref('own_domains') }} as own_domains
        on {{ without_www('referrers.host') }} = lower(trim(own_domains.domain))

),

ranked as (

    select
        *,
        row_number() over (partition by actor_key, day order by first_at, channel, source, account_key) as landing_rank
    from landings

)

select
    actor_key,
    day,
    max(case when landing_rank = 1 then account_key end) as account_key,
    max(case when landing_rank = 1 then channel end) as channel,
    max(case when landing_rank = 1 then source end) as source,
    sum(touches) as touches,
    sum(page_views) as page_views,
    sum(seconds) as seconds,
    sum(engagements) > 0 and (sum(engagements) >= 2 or sum(answers) > 0 or sum(seconds) >= 30) as is_engaged,
    sum(page_views) = 1 and sum(touches) = 1 and sum(answers) = 0 as is_single_page
from ranked
group by actor_key, day
