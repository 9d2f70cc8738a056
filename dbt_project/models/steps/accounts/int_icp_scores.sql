{# Fit to the ideal customer profile over time, in hundredths: 100 x points of matching rules /
   highest points of the fields whose value is known; null while known fields carry less than half. #}
with

rules as (

    select rule_id, lower(trim(field)) as field, {{ cents('points') }} as points_cents from {{ ref('icp_rules') }}

),

field_points as (

    select field, max(points_cents) as possible_cents from rules group by field

),

matched as (

    select distinct account_values.account_key, account_values.valid_from_day, rule_values.rule_id
    from {{ ref('int_account_values') }} as account_values
    inner join {{ ref('int_account_rule_values') }} as rule_values
        on rule_values.rule_set = 'icp'
        and account_values.field = rule_values.field
        and account_values.value = rule_values.value

),

reached as (

    select matched.account_key, matched.valid_from_day, sum(rules.points_cents) as reached_cents
    from matched
    inner join rules on matched.rule_id = rules.rule_id
    group by matched.account_key, matched.valid_from_day

),

known as (

    select
        account_values.account_key,
        account_values.valid_from_day,
        account_values.valid_to_day,
        sum(case when account_values.value <> '' then field_points.possible_cents else 0 end) as known_cents,
        sum(field_points.possible_cents) as all_cents
    from {{ ref('int_account_values') }} as account_values
    inner join field_points on account_values.field = field_points.field
    group by account_values.account_key, account_values.valid_from_day, account_values.valid_to_day

)

select
    known.account_key,
    known.valid_from_day,
    known.valid_to_day,
    cast(
        case
            when known.known_cents <= 0 or 2 * known.known_cents < known.all_cents then null
            when coalesce(reached.reached_cents, 0) <= 0 then 0
            when reached.reached_cents >= known.known_cents then 10000
            else {{ whole_quotient('20000 * reached.reached_cents + known.known_cents', '2 * known.known_cents') }}
        end as integer
    ) as icp_cents
from known
left join reached
    on known.account_key = reached.account_key and known.valid_from_day = reached.valid_from_day
