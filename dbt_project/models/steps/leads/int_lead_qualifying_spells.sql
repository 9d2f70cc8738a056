{# What makes a person mql or sql, by rule group, as spells. While a person is recycled only what began
   after the day of recycling counts: the rest of an older spell is cut out. #}
with

qualified as (

    select person_key, 'sql' as stage, basis, rule_group, target, from_day, to_day
    from {{ ref('int_sales_ready_spells') }}
    union all
    select person_key, 'mql', basis, rule_group, target, from_day, to_day
    from {{ ref('int_qualification_spells') }}
    where target = 'mql'
    union all
    select person_key, 'mql', 'score', 'band mql', 'mql', from_day, to_day
    from {{ ref('int_band_spells') }}
    where band = 'mql'
    union all
    select person_key, 'sql', 'sales', 'accepted by sales', 'sql', from_day, to_day
    from {{ ref('int_lead_status_spells') }}
    where status = 'accepted'

),

cuts as (

    select qualified.*, recycled.from_day as cut_day, recycled.to_day as resumed_day
    from qualified
    inner join {{ ref('int_lead_status_spells') }} as recycled
        on recycled.status = 'recycled'
        and qualified.person_key = recycled.person_key
        and qualified.from_day <= recycled.decided_day
        and qualified.from_day < recycled.to_day
        and qualified.to_day > recycled.from_day

),

starts as (

    select
        person_key, stage, basis, rule_group, target, from_day as spell_day, to_day,
        from_day as start_day, cast(null as integer) as cut_day
    from qualified
    union all
    select person_key, stage, basis, rule_group, target, from_day, to_day, resumed_day, cut_day
    from cuts

),

pieces as (

    select
        person_key, stage, basis, rule_group, target, spell_day, start_day,
        coalesce(
            lead(cut_day) over (
                partition by person_key, stage, rule_group, target, spell_day order by start_day
            ),
            to_day
        ) as end_day
    from starts

)

select
    person_key,
    stage,
    basis,
    rule_group,
    target,
    spell_day,
    start_day as from_day,
    end_day as to_day
from pieces
where start_day < end_day
