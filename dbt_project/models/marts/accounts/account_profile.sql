{# One row says what is known of an account. Stage, score and next action are those of account_stages. #}
{% set fields = ['industry', 'employee_count', 'annual_revenue', 'country', 'city', 'technologies'] -%}
select
    {{ account_labels() }},
    labels.owner_name,
    accounts.domain,
    accounts.registration_id,
    {% for field in fields -%}
    firmographics.{{ field }},
    firmographics.{{ field }}_source,
    {% endfor -%}
    firmographics.currency,
    parents.account_id as parent_account_id,
    parents.name as parent_account_name,
    coalesce(words.number_of_subsidiaries, 0) as number_of_subsidiaries,
    words.subsidiaries,
    targets.tier,
    targets.is_target,
    accounts.is_target as crm_is_target,
    stages.stage,
    stages.stage_ordinal,
    stages.entered_on,
    stages.days_in_stage,
    stages.icp_score,
    stages.icp_status,
    stages.account_score,
    stages.known_people,
    stages.engaged_people,
    people.committee_size,
    words.roles as people_by_role,
    stages.decision_makers_known,
    stages.decision_maker_reached,
    stages.buying_group_coverage,
    {{ day_date('activity.last_touch_day') }} as last_touch_on,
    activity.last_touch_kind,
    last_people.person_id as last_touch_person_id,
    last_people.full_name as last_touch_person_name,
    coalesce(activity.touches, 0) as touches_90d,
    coalesce(activity.engagements, 0) as engagements_90d,
    {{ day_date('activity.last_sales_day') }} as last_sales_activity_on,
    coalesce(deals.open_opportunities, 0) as open_opportunities,
    deals.open_amount,
    deals.open_currency,
    deals.furthest_open_stage,
    deals.open_opportunity_names,
    coalesce(deals.won_opportunities, 0) as won_opportunities,
    deals.won_amount,
    deals.won_currency,
    words.topics as intent_topics,
    words.competitor_topics,
    words.competitors,
    words.pains,
    stages.next_stage,
    stages.missing_for_next,
    stages.next_action,
    stages.next_action_zh,
    stages.next_action_team,
    {{ run_columns() }}
from {{ ref('account_stages') }} as stages
inner join {{ ref('int_account_labels') }} as labels on stages.account_id = labels.account_id
inner join {{ ref('int_accounts') }} as accounts on labels.account_key = accounts.account_key
inner join {{ ref('int_target_accounts') }} as targets on labels.account_key = targets.account_key
inner join {{ ref('int_account_people') }} as people on labels.account_key = people.account_key
inner join {{ ref('int_account_firmographics') }} as firmographics
    on labels.account_key = firmographics.account_key
left join {{ ref('int_accounts') }} as parents
    on accounts.parent_account_id = parents.account_id and parents.exclusion_reason is null
left join {{ ref('int_account_words') }} as words on labels.account_key = words.account_key
left join {{ ref('int_account_activity') }} as activity on labels.account_key = activity.account_key
left join {{ ref('int_people') }} as last_people
    on activity.last_touch_person_key = last_people.person_key
left join {{ ref('int_account_deals') }} as deals on labels.account_key = deals.account_key
{{ run_join() }}
