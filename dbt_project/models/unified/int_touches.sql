{# One row per touch up to as_of, with the person, account and campaign it belongs to and what it
   counts as. Touches of people who withdrew consent are left out altogether. #}
with

touches as (

    select *, {{ business_day('occurred_at') }} as touch_day
    from {{ ref('stg_automation__touches') }}
    where {{ business_day('occurred_at') }} <= {{ as_of_day() }}

),

visitors as (

    select visitor_id, cast(-row_number() over (order by visitor_id) as integer) as visitor_key
    from (
        select distinct visitor_id
        from {{ source('automation', 'touches') }}
        where visitor_id is not null
    ) as distinct_visitors

),

{# A record both withdrawn and deleted is nobody known, yet its touches stay left out. #}
deleted_withdrawals as (

    select person_id
    from {{ ref('stg_crm__people') }}
    where is_deleted and consent_status = 'withdrawn'
        and coalesce({{ business_day('consent_at') }} <= {{ as_of_day() }}, true)

),

resolved as (

    select
        touches.*,
        people.person_key,
        coalesce(people.account_key, named_accounts.account_key) as account_key,
        coalesce(people.person_key, visitors.visitor_key) as actor_key,
        people.exclusion_reason as person_exclusion,
        campaigns.name as campaign_name,
        pages.page_type,
        coalesce(pages.is_engagement, true) as page_engages,
        coalesce(pages.is_high_value, false) as is_high_value_page,
        content.name as known_content_name,
        content.format as content_format,
        content.topic as content_topic,
        coalesce(touch_channels.channel, lower(trim(touches.channel)), campaigns.channel) as known_channel,
        coalesce(
            {{ one_of('touches.direction', ['inbound', 'outbound']) }}, campaigns.direction, touch_channels.direction
        ) as known_direction,
        coalesce(campaigns.setting, touch_channels.setting) as known_setting,
        case
            when touches.kind = 'page_viewed' and page_kinds.kind is not null then page_kinds.kind
            else touches.kind
        end as effective_kind
    from touches
    left join {{ ref('int_person_identities') }} as identities on touches.person_id = identities.person_id
    left join {{ ref('int_people') }} as people on identities.survivor_id = people.person_id
    left join {{ ref('int_account_records') }} as named_accounts on touches.account_id = named_accounts.account_id
    left join visitors on touches.visitor_id = visitors.visitor_id
    left join {{ ref('int_campaigns') }} as campaigns on touches.campaign_id = campaigns.campaign_id
    left join {{ ref('channels') }} as touch_channels
        on lower(trim(touches.channel)) = lower(trim(touch_channels.source_value))
    left join {{ ref('int_pages') }} as pages on touches.url = pages.url
    left join {{ ref('touch_kinds') }} as page_kinds on pages.page_type || '_page_viewed' = page_kinds.kind
    left join {{ ref('stg_web__content') }} as content on touches.content_id = content.content_id
    left join deleted_withdrawals on touches.person_id = deleted_withdrawals.person_id
    where coalesce(people.exclusion_reason, '') <> 'consent_withdrawn' and deleted_withdrawals.person_id is null

),

judged as (

    select
        resolved.*,
        case
            when kinds.kind is null then 'unknown_kind'
            when resolved.outcome = 'machine' then 'machine'
            when resolved.person_exclusion is not null then resolved.person_exclusion
            when accounts.exclusion_reason is not null then 'account_excluded'
        end as excluded_reason,
        kinds.channel as kind_channel,
        kinds.direction as kind_direction,
        kinds.setting as kind_setting,
        kinds.is_exposure,
        kinds.is_engagement and resolved.page_engages as is_engagement,
        (kinds.is_buying_signal or (kinds.is_engagement and resolved.is_high_value_page)) and resolved.page_engages
            as is_buying_signal,
        kinds.is_explicit_intent,
        kinds.is_sales_activity,
        kinds.is_call_to_action
    from resolved
    left join {{ ref('touch_kinds') }} as kinds on resolved.effective_kind = kinds.kind
    left join {{ ref('int_accounts') }} as accounts on resolved.account_key = accounts.account_key

)

select
    touch_id,
    person_key,
    account_key,
    actor_key,
    touch_day,
    occurred_at,
    effective_kind as kind,
    campaign_id,
    campaign_name,
    coalesce(known_channel, kind_channel, 'unknown') as channel,
    coalesce(known_direction, kind_direction) as direction,
    coalesce(known_setting, kind_setting) as setting,
    visitor_id,
    content_id,
    coalesce(content_name, known_content_name) as content_name,
    content_format,
    content_topic,
    variant,
    url,
    page_type,
    referrer,
    utm_source,
    utm_medium,
    utm_campaign,
    utm_term,
    utm_content,
    search_term,
    device,
    ip_country,
    seconds,
    {# A number that no source counts is a slip; it must not outgrow every sum. #}
    least(coalesce(quantity, 1), 1000000) as quantity,
    owner_id,
    opportunity_id,
    excluded_reason is null as is_counted,
    excluded_reason,
    coalesce(is_exposure, false) as is_exposure,
    coalesce(is_engagement, false) as is_engagement,
    coalesce(is_buying_signal, false) as is_buying_signal,
    coalesce(is_explicit_intent, false) as is_explicit_intent,
    coalesce(is_sales_activity, false) as is_sales_activity,
    coalesce(is_call_to_action, false) as is_call_to_action
from judged
