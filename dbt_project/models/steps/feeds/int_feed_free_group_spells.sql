{{ config(materialized='view') }}
{# Spells of the rule groups into which no bought intent enters. A feed that makes a stage would seem to
   foretell it. #}
with

coupled_groups as (

    select stages.ordinal, rules.rule_group
    from {{ ref('stage_rules') }} as rules
    inner join {{ ref('stages') }} as stages on rules.stage = stages.stage
    where rules.metric = 'intent_topics'
        or (
            rules.metric = 'account_score'
            and exists (select 1 from {{ ref('account_score_rules') }} as scores where scores.metric = 'intent_topics')
        )

)

select group_spells.*
from {{ ref('int_group_spells') }} as group_spells
left join (select distinct ordinal, rule_group from coupled_groups) as coupled
    on group_spells.ordinal = coupled.ordinal and group_spells.rule_group = coupled.rule_group
where group_spells.replay_id = 0 and coupled.rule_group is null
