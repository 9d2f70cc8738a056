{# Rules of the account score in whole numbers: a rule gives `points_cents` for every full `per_cents`
   of its metric in hundredths, and gives or takes at most `cap_cents`. #}
select
    rules.rule_id,
    cast(row_number() over (order by rules.rule_id) as integer) as rule_no,
    rules.signal,
    rules.metric,
    rules.window_days,
    numbers.metric_no,
    {{ cents('rules.per') }} as per_cents,
    {{ cents('rules.points') }} as points_cents,
    {{ cents('rules.cap') }} as cap_cents
from {{ ref('account_score_rules') }} as rules
inner join {{ ref('int_metric_numbers') }} as numbers
    on rules.metric = numbers.metric and coalesce(rules.window_days, 0) = numbers.window_days
