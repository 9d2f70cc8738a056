{# Spells of days on which an attribute of a person, or of the person's account, matches a rule. #}
with

subject_values as (

    select people.person_key, 'person' as subject, person_values.field, person_values.value,
        person_values.valid_from_day, person_values.valid_to_day
    from {{ ref('int_person_values') }} as person_values
    inner join {{ ref('int_scored_people') }} as people on person_values.person_key = people.person_key
    union all
    select people.person_key, 'account', account_values.field, account_values.value,
        account_values.valid_from_day, account_values.valid_to_day
    from {{ ref('int_account_values') }} as account_values
    inner join {{ ref('int_scored_people') }} as people on account_values.account_key = people.account_key
    where account_values.field in (
        select field from {{ ref('int_rule_items') }} where rule_set = 'scoring' and subject = 'account'
    )
    {% for subject in ['person', 'account'] -%}
    union all
    select people.person_key, '{{ subject }}', 'segment', segments.segment,
        segments.valid_from_day, segments.valid_to_day
    from {{ ref('int_account_segments') }} as segments
    inner join {{ ref('int_scored_people') }} as people on segments.account_key = people.account_key
    where exists (
        select 1 from {{ ref('int_rule_items') }}
        where rule_set = 'scoring' and subject = '{{ subject }}' and field = 'segment'
    )
    {% endfor %}

),

{# Each different value is compared with each rule once, not once per person. #}
distinct_values as (

    select distinct subject, field, value from subject_values

),

item_matches as (

    select distinct
        distinct_values.subject, distinct_values.field, distinct_values.value, items.rule_id, items.part
    from distinct_values
    inner join {{ ref('int_rule_items') }} as items
        on items.rule_set = 'scoring'
        and distinct_values.subject = items.subject
        and distinct_values.field = items.field
        and {{ rule_item_matches('distinct_values.value', 'items') }}

),

{# A word of `unless` takes a match back; of rules that name one group in best_of the value gives the
   points of one. #}
matches as (

    select
        item_matches.*,
        case
            when rules.best_of is not null then row_number() over (
                partition by item_matches.subject, item_matches.field, item_matches.value, rules.score_no, rules.best_of
                order by rules.points_cents desc, rules.rule_id
            )
            else 1
        end as place
    from item_matches
    inner join {{ ref('int_scoring_rules') }} as rules on item_matches.rule_id = rules.rule_id
    left join item_matches as objections
        on item_matches.rule_id = objections.rule_id
        and item_matches.field = objections.field
        and item_matches.value = objections.value
        and objections.part = 'unless'
    where item_matches.part = 'main' and objections.rule_id is null
    union all
    select *, 1 from item_matches where part = 'only_if'

),

matched_spells as (

    select subject_values.person_key, matches.rule_id, matches.part,
        subject_values.valid_from_day, subject_values.valid_to_day
    from subject_values
    inner join matches
        on subject_values.subject = matches.subject
        and subject_values.field = matches.field
        and subject_values.value = matches.value
    where matches.place = 1

)

select
    main.person_key,
    rules.rule_no,
    main.valid_from_day as from_day,
    main.valid_to_day as to_day
from matched_spells as main
inner join {{ ref('int_scoring_rules') }} as rules on main.rule_id = rules.rule_id
where main.part = 'main' and not rules.has_condition
union all
select
    main.person_key,
    rules.rule_no,
    greatest(main.valid_from_day, conditions.valid_from_day),
    least(main.valid_to_day, conditions.valid_to_day)
from matched_spells as main
inner join {{ ref('int_scoring_rules') }} as rules on main.rule_id = rules.rule_id
inner join matched_spells as conditions
    on main.person_key = conditions.person_key
    and main.rule_id = conditions.rule_id
    and conditions.part = 'only_if'
where main.part = 'main' and rules.has_condition
    and greatest(main.valid_from_day, conditions.valid_from_day) < least(main.valid_to_day, conditions.valid_to_day)
