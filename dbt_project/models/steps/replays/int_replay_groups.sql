{# Rule groups of an account that can be another in a replay, with what their rows demand. To leave
   touches out makes no count greater: a group that never held operationally does not hold then either,
   unless it asks for the account score, which points that are taken away can raise. #}
with

held as (

    select distinct account_key, group_no from {{ ref('int_group_spells') }}

),

scored as (

    select distinct groups.group_no
    from {{ ref('int_stage_groups') }} as groups
    inner join {{ ref('int_metric_windows') }} as windows on groups.predicate_no = windows.predicate_no
    where windows.metric = 'account_score'

)

select groups.account_key, groups.group_no, groups.predicate_no, windows.metric_no, windows.least_value
from {{ ref('int_account_groups') }} as groups
inner join {{ ref('int_metric_windows') }} as windows on groups.predicate_no = windows.predicate_no
left join held on groups.account_key = held.account_key and groups.group_no = held.group_no
left join scored on groups.group_no = scored.group_no
where held.group_no is not null or scored.group_no is not null
