{# Why a person is in a stage on the day of entering it: the bases and rule groups that held, the open
   opportunities, the reason that the CRM gives for a rejection; of who falls back to inquiry or lead what
   held on the day before and no longer does. #}
{% set bases = ['request', 'bant', 'product', 'service', 'sales', 'score'] -%}
with

entries as (

    select
        person_key, stage, previous_stage, entered_day,
        case when stage in ('inquiry', 'lead') and previous_stage not in ('inquiry', 'lead')
            then 1 else 0 end as is_fallen_back
    from {{ ref('int_lead_stage_spells') }}
    where entered_day <= {{ as_of_day() }}

),

{# Each entry beside the stage and the day that explain it. #}
explained as (

    select
        person_key, entered_day, is_fallen_back,
        case when is_fallen_back = 1 then previous_stage else stage end as stage,
        entered_day - is_fallen_back as day
    from entries

),

groups as (

    select distinct
        explained.person_key, explained.entered_day, qualifying.rule_group,
        case qualifying.basis
            {% for basis in bases -%}
            when '{{ basis }}' then {{ loop.index }}
            {% endfor -%}
        end as basis_rank
    from explained
    inner join {{ ref('int_lead_qualifying_spells') }} as qualifying
        on explained.person_key = qualifying.person_key
        and explained.stage = qualifying.stage
        and explained.day >= qualifying.from_day
        and explained.day < qualifying.to_day

),

named as (

    select
        person_key, entered_day,
        min(basis_rank) as basis_rank,
        {{ joined_text('rule_group', ', ', 'rule_group') }} as reason
    from (
        select person_key, entered_day, rule_group, min(basis_rank) as basis_rank
        from groups
        group by person_key, entered_day, rule_group
    ) as distinct_groups
    group by person_key, entered_day

),

deals as (

    select
        explained.person_key, explained.entered_day,
        {{ joined_text('opportunities.opportunity_id', ', ', 'opportunities.opportunity_id') }} as opportunities
    from explained
    inner join {{ ref('int_person_opportunities') }} as opportunities
        on explained.person_key = opportunities.person_key
        and opportunities.created_day <= explained.day
        and coalesce(opportunities.closed_day > explained.day, true)
    where explained.stage = 'opportunity'
    group by explained.person_key, explained.entered_day

),

refusals as (

    select entries.person_key, entries.entered_day, nullif(trim(versions.rejected_reason), '') as reason
    from entries
    inner join {{ ref('int_person_versions') }} as versions
        on entries.person_key = versions.person_key
        and entries.entered_day >= versions.valid_from_day
        and entries.entered_day < versions.valid_to_day
    where entries.stage in ('recycled', 'rejected')

)

select
    entries.person_key,
    entries.entered_day,
    case
        when entries.stage in ('opportunity', 'customer', 'recycled', 'rejected') then 'sales'
        when entries.stage in ('inquiry', 'lead') then cast(null as string)
        {% for basis in bases -%}
        when named.basis_rank = {{ loop.index }} then '{{ basis }}'
        {% endfor -%}
    end as basis,
    case
        when entries.stage in ('recycled', 'rejected') then refusals.reason
        when entries.stage = 'opportunity' then 'opportunity ' || deals.opportunities
        when entries.stage = 'customer' then 'account is a customer'
        when entries.stage in ('mql', 'sql') then named.reason
        when entries.previous_stage = 'opportunity' then 'opportunity closed: ' || deals.opportunities
        when entries.previous_stage = 'customer' then 'account no longer a customer'
        when entries.previous_stage in ('mql', 'sql') then 'no longer ' || named.reason
        when entries.is_fallen_back = 1 then 'no longer ' || entries.previous_stage
        when entries.stage = 'inquiry' and entries.previous_stage = 'lead'
            then 'name, company or a way of contact no longer known'
    end as reason
from entries
left join named on entries.person_key = named.person_key and entries.entered_day = named.entered_day
left join deals on entries.person_key = deals.person_key and entries.entered_day = deals.entered_day
left join refusals on entries.person_key = refusals.person_key and entries.entered_day = refusals.entered_day
