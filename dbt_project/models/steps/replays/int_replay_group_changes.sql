{# The same as int_group_changes in replays, of the groups for which that makes a difference. #}
with

differences as (

    select predicate_changes.replay_id, predicate_changes.account_key, groups.group_no,
        predicate_changes.day, predicate_changes.change
    from {{ ref('int_replay_predicate_changes') }} as predicate_changes
    inner join {{ ref('int_replay_groups') }} as groups
        on predicate_changes.account_key = groups.account_key
        and predicate_changes.predicate_no = groups.predicate_no

),

changes as (

    select * from differences
    union all
    select differing.replay_id, operational.account_key, operational.group_no, operational.day, operational.change
    from {{ ref('int_group_changes') }} as operational
    inner join (select distinct replay_id, account_key, group_no from differences) as differing
        on operational.account_key = differing.account_key and operational.group_no = differing.group_no

)

select replay_id, account_key, group_no, day, {{ integer_sum('change', type='integer') }} as change
from changes
group by replay_id, account_key, group_no, day
