{# Why a person is in a stage on the day of entering it: the bases and rule groups that held, the reason
   that the CRM gives for a rejection. #}
{% set bases = ['request', 'bant', 'product', 'service', 'sales', 'score'] -%}
with

entries as (

    select person_key, stage, entered_day
    from {{ ref('int_lead_stage_spells') }}
    where entered_day <= {{ as_of_day() }}

),

groups as (

    select distinct
        entries.person_key, entries.entered_day, qualifying.rule_group,
        case qualifying.basis
            {% for basis in bases -%}
            when '{{ basis }}' then {{ loop.index }}
            {% endfor -%}
        end as basis_rank
    from entries
    inner join {{ ref('int_lead_qualifying_spells') }} as qualifying
        on entries.person_key = qualifying.person_key
        and entries.stage = qualifying.stage
        and entries.entered_day >= qualifying.from_day
        and entries.entered_day < qualifying.to_day

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
        {% for basis in bases -%}
        when named.basis_rank = {{ loop.index }} then '{{ basis }}'
        {% endfor -%}
    end as basis,
    case
        when entries.stage in ('recycled', 'rejected') then refusals.reason
        else named.reason
    end as reason
from entries
left join named on entries.person_key = named.person_key and entries.entered_day = named.entered_day
left join refusals on entries.person_key = refusals.person_key and entries.entered_day = refusals.entered_day
