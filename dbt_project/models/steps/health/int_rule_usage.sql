{# How many each rule matches on as_of, and how many it ever matched: what nobody matches is a typing
   error or no longer needed. #}
with

icp_matches as (

    select
        account_values.account_key, account_values.valid_from_day, account_values.valid_to_day,
        rule_values.rule_set, rule_values.rule_id
    from {{ ref('int_account_values') }} as account_values
    inner join {{ ref('int_account_rule_values') }} as rule_values
        on account_values.field = rule_values.field and account_values.value = rule_values.value

),

scoring_matches as (

    select rule_no, person_key, from_day, to_day from {{ ref('int_attribute_rule_spells') }}
    union all
    select rule_no, person_key, from_day, to_day from {{ ref('int_inactivity_spells') }}
    union all
    select rule_no, person_key, day, day + 1 from {{ ref('int_touch_rule_days') }}

),

ledger_people as (

    select rule_id, count(distinct person_key) as matched_now
    from {{ ref('int_score_ledger') }}
    group by rule_id

),

predicate_days as (

    select
        account_key, predicate_no, change, day
    from {{ ref('int_predicate_changes') }}
    where replay_id = 0 and day <= {{ as_of_day() }}

),

predicate_accounts as (

    select predicate_no, account_key, sum(change) as holds_now
    from predicate_days
    group by predicate_no, account_key

),

{# A row with a segment asks only accounts that are, or ever were, of it. #}
account_segments as (

    select
        account_key, segment,
        max(case when valid_from_day <= {{ as_of_day() }} and valid_to_day > {{ as_of_day() }} then 1 else 0 end) as is_now
    from {{ ref('int_account_segments') }}
    where valid_from_day <= {{ as_of_day() }}
    group by account_key, segment

),

score_accounts as (

    select rule_no, account_key, sum(change_cents) as points_now
    from {{ ref('int_account_rule_points') }}
    where replay_id = 0 and day <= {{ as_of_day() }}
    group by rule_no, account_key

)

select
    'scoring_rules' as rule_file,
    rules.rule_id,
    'people' as counted,
    coalesce(max(ledger_people.matched_now), 0) as matched_now,
    count(distinct scoring_matches.person_key) as matched_ever
from {{ ref('int_scoring_rules') }} as rules
left join scoring_matches
    on rules.rule_no = scoring_matches.rule_no and scoring_matches.from_day <= {{ as_of_day() }}
left join ledger_people on rules.rule_id = ledger_people.rule_id
where rules.points_cents <> 0
group by rules.rule_id
{% for file, rule_set, column in [('icp_rules', 'icp', 'rule_id'), ('segments', 'segments', 'segment')] -%}
union all
select
    '{{ file }}', rules.rule_id, 'accounts',
    count(distinct case
        when matches.valid_from_day <= {{ as_of_day() }} and matches.valid_to_day > {{ as_of_day() }}
            then matches.account_key
    end),
    count(distinct matches.account_key)
from (select distinct {{ column }} as rule_id from {{ ref(file) }}) as rules
left join icp_matches as matches on matches.rule_set = '{{ rule_set }}' and rules.rule_id = matches.rule_id
group by rules.rule_id
{% endfor -%}
union all
select
    'stage_rules',
    stage_rules.stage || ' ' || stage_rules.rule_group
        || case when stage_rules.segment is not null then ' (' || stage_rules.segment || ')' else '' end
        || ': ' || stage_rules.metric || ' >= ' || cast(stage_rules.minimum as string)
        || case when stage_rules.window_days > 0 then ' in ' || cast(stage_rules.window_days as string) || ' days' else '' end,
    'accounts',
    count(distinct case
        when predicate_accounts.holds_now > 0 and account_segments.is_now = 1
            and coalesce(trim(stage_rules.segment), account_segments.segment) = account_segments.segment
            then predicate_accounts.account_key
    end),
    count(distinct case
        when coalesce(trim(stage_rules.segment), account_segments.segment) = account_segments.segment
            then predicate_accounts.account_key
    end)
from {{ ref('stage_rules') }} as stage_rules
inner join {{ ref('int_metric_windows') }} as windows
    on stage_rules.metric = windows.metric
    and coalesce(stage_rules.window_days, 0) = windows.window_days
    and stage_rules.minimum = windows.minimum
left join predicate_accounts on windows.predicate_no = predicate_accounts.predicate_no
left join account_segments on predicate_accounts.account_key = account_segments.account_key
group by stage_rules.stage, stage_rules.rule_group, stage_rules.segment, stage_rules.metric,
    stage_rules.minimum, stage_rules.window_days
union all
select
    'account_score_rules', rules.rule_id, 'accounts',
    count(case when score_accounts.points_now <> 0 then 1 end),
    count(score_accounts.account_key)
from {{ ref('int_account_score_rules') }} as rules
left join score_accounts on rules.rule_no = score_accounts.rule_no
group by rules.rule_id
union all
select rule_file, rule_id, 'people', matched_now, matched_ever from {{ ref('int_lead_rule_usage') }}
union all
select
    'page_rules', rules.pattern, 'pages', count(pages.url), count(pages.url)
from {{ ref('page_rules') }} as rules
left join {{ ref('int_pages') }} as pages on rules.pattern = pages.pattern
group by rules.pattern
union all
select
    'buying_roles', roles.role, 'titles', count(titles.title), count(titles.title)
from (select distinct role from {{ ref('buying_roles') }}) as roles
left join {{ ref('int_titles') }} as titles on roles.role = titles.buying_role
group by roles.role
