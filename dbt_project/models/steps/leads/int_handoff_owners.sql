{# Whom each hand-off goes to: the first row of seed routing that fits, else the person's owner, else the
   account's. An owner who left, or whom nobody knows, is passed over and counted. #}
{% set attributes = ['segment', 'region', 'language', 'tier'] -%}
with

handoffs as (

    select
        handoffs.handoff_id, people.owner_id as person_owner_id, labels.owner_id as account_owner_id,
        labels.segment, labels.region, people.preferred_language as language, targets.tier
    from {{ ref('int_handoffs') }} as handoffs
    left join {{ ref('int_people') }} as people on handoffs.person_key = people.person_key
    left join {{ ref('int_account_labels') }} as labels on handoffs.account_key = labels.account_key
    left join {{ ref('int_target_accounts') }} as targets on handoffs.account_key = targets.account_key

),

offers as (

    select handoffs.handoff_id, 'routing' as routed_by, 1 as source_rank, routing.priority as row_rank, routing.owner_id
    from handoffs
    inner join {{ ref('routing') }} as routing
        on {% for name in attributes -%}
        (trim(coalesce(routing.{{ name }}, '')) = '' or lower(trim(routing.{{ name }})) = lower(trim(handoffs.{{ name }})))
        {{ 'and' if not loop.last }} {% endfor %}
    union all
    select handoff_id, 'person', 2, 0, person_owner_id from handoffs where person_owner_id is not null
    union all
    select handoff_id, 'account', 3, 0, account_owner_id from handoffs where account_owner_id is not null

),

judged as (

    select
        offers.handoff_id, offers.routed_by, trim(offers.owner_id) as owner_id,
        coalesce(owners.is_active, owners.owner_id is not null) as can_take,
        row_number() over (
            partition by offers.handoff_id order by offers.source_rank, offers.row_rank, offers.owner_id
        ) as place
    from offers
    left join {{ ref('stg_crm__owners') }} as owners on trim(offers.owner_id) = owners.owner_id

),

chosen as (

    select handoff_id, min(case when can_take then place end) as place, count(*) as offers
    from judged
    group by handoff_id

)

select
    handoffs.handoff_id,
    judged.owner_id,
    coalesce(judged.routed_by, 'nobody') as routed_by,
    cast(coalesce(chosen.place - 1, chosen.offers, 0) as integer) as owners_passed_over
from handoffs
left join chosen on handoffs.handoff_id = chosen.handoff_id
left join judged on chosen.handoff_id = judged.handoff_id and chosen.place = judged.place
