select
    {{ person_labels() }},
    scores.score_name,
    ledger.category,
    ledger.rule_id,
    coalesce(
        rules.description,
        case ledger.rule_id
            when 'cap' then 'Points above the cap or below the floor of the category'
            when 'clip' then 'Points outside 0 to 100'
        end
    ) as description,
    ledger.events,
    {{ points('ledger.points_cents') }} as points,
    {{ day_date('ledger.last_event_day') }} as last_event_on,
    {{ day_date('ledger.next_decay_day') }} as next_decay_on,
    {{ run_columns() }}
from {{ ref('int_score_ledger') }} as ledger
inner join {{ ref('int_scored_people') }} as people on ledger.person_key = people.person_key
inner join {{ ref('int_scores') }} as scores on ledger.score_no = scores.score_no
left join {{ ref('int_account_labels') }} as labels on people.account_key = labels.account_key
left join {{ ref('int_scoring_rules') }} as rules on ledger.rule_id = rules.rule_id
{{ run_join() }}
