{# Entries of accounts into stages that go to sales: forward, more than the quiet days after the last one,
   not where a person of the account was handed over in these days (one story, one hand-off), and not while an
   opportunity is open: sales work on the account already. #}
with recursive

entries as (

    select spells.account_key, spells.entered_day as day, rules.crossing, rules.quiet_days
    from {{ ref('int_stage_spells') }} as spells
    inner join {{ ref('int_account_labels') }} as labels on spells.account_key = labels.account_key
    inner join {{ ref('stages') }} as stages on spells.ordinal = stages.ordinal
    inner join {{ ref('int_handoff_rules') }} as rules
        on rules.subject = 'account' and stages.stage = rules.crossing
    where spells.replay_id = 0
        and spells.entered_day <= {{ as_of_day() }}
        and spells.ordinal > spells.previous_ordinal

),

people_told_of as (

    select people.account_key, handoffs.created_day as day
    from {{ ref('int_person_handoffs') }} as handoffs
    inner join {{ ref('int_scored_people') }} as people on handoffs.person_key = people.person_key

),

crossings as (

    select entries.*
    from entries
    where not exists (
        select 1 from people_told_of
        where people_told_of.account_key = entries.account_key
            and people_told_of.day <= entries.day
            and people_told_of.day >= entries.day - entries.quiet_days
    )
    and not exists (
        select 1 from {{ ref('int_opportunities') }} as opportunities
        where opportunities.account_key = entries.account_key
            and opportunities.type in ('new', 'expansion')
            and opportunities.created_day <= entries.day
            and coalesce(opportunities.closed_day, {{ last_day() }}) > entries.day
    )

),

{{ keep_apart('crossings', 'crossings', 'account_key') }}

select crossings.account_key, crossings.day as created_day, crossings.crossing, crossings.quiet_days
from crossings_kept
inner join crossings on crossings_kept.account_key = crossings.account_key and crossings_kept.day = crossings.day
