{{ config(materialized='view') }}
{# The rule groups that were ever written for an account, and the rows that they demand. #}
select segments.account_key, groups.group_no, groups.predicate_no
from (select distinct account_key, segment from {{ ref('int_account_segments') }}) as segments
inner join {{ ref('int_stage_groups') }} as groups on segments.segment = groups.segment
