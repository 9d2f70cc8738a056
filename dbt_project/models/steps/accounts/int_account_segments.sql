{# Segment of each account over time, by the attributes of the day. #}
with

matched as (

    select
        account_values.account_key,
        account_values.valid_from_day,
        rule_values.rule_id as segment,
        row_number() over (
            partition by account_values.account_key, account_values.valid_from_day
            order by rule_values.rule_order, rule_values.rule_id
        ) as segment_rank
    from {{ ref('int_account_values') }} as account_values
    inner join {{ ref('int_account_rule_values') }} as rule_values
        on rule_values.rule_set = 'segments'
        and account_values.field = rule_values.field
        and account_values.value = rule_values.value

),

versions as (

    select
        versions.account_key,
        versions.valid_from_day,
        versions.valid_to_day,
        coalesce(matched.segment, 'other') as segment
    from {{ ref('int_account_versions') }} as versions
    left join matched
        on versions.account_key = matched.account_key
        and versions.valid_from_day = matched.valid_from_day
        and matched.segment_rank = 1

),

changes as (

    select
        *,
        coalesce(lag(segment) over (partition by account_key order by valid_from_day) <> segment, true) as is_change
    from versions

)

select
    account_key,
    segment,
    valid_from_day,
    coalesce(
        lead(valid_from_day) over (partition by account_key order by valid_from_day), {{ last_day() }}
    ) as valid_to_day
from changes
where is_change
