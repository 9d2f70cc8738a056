{# How many of a rule group's rows hold for an account, the segment that they were written for counted as
   one of them: changes by day. #}
with

groups as (

    select distinct segment, group_no from {{ ref('int_stage_groups') }}

),

changes as (

    select predicate_changes.account_key, groups.group_no, predicate_changes.day, predicate_changes.change
    from {{ ref('int_predicate_changes') }} as predicate_changes
    inner join {{ ref('int_account_groups') }} as groups
        on predicate_changes.account_key = groups.account_key
        and predicate_changes.predicate_no = groups.predicate_no
    {% for edge, sign in [('valid_from_day', ''), ('valid_to_day', '-')] -%}
    union all
    select segments.account_key, groups.group_no, greatest(segments.{{ edge }}, starts.start_day), {{ sign }}1
    from {{ ref('int_account_segments') }} as segments
    inner join groups on segments.segment = groups.segment
    inner join {{ ref('int_account_starts') }} as starts on segments.account_key = starts.account_key
    {% endfor %}

)

select 0 as replay_id, account_key, group_no, day, {{ integer_sum('change', type='integer') }} as change
from changes
group by account_key, group_no, day
