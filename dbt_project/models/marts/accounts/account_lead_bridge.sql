{# Where leads and accounts disagree: people who act without anybody qualified, or somebody qualified
   where the account counts as unaware. #}
{% set active_people = 2 -%}
{% set lead_stages = ['inquiry', 'lead', 'mql', 'sql', 'opportunity', 'customer', 'recycled', 'rejected'] -%}
with

leads as (

    select
        account_id,
        person_id,
        person_name,
        title,
        score,
        mql_on,
        sql_on,
        lead_stage,
        sales_accepted_on,
        row_number() over (
            partition by account_id order by score desc, engagement_score desc, person_id
        ) as lead_rank
    from {{ ref('lead_scores') }}
    where account_id is not null

),

counted as (

    select
        account_id,
        count(*) as people,
        count(mql_on) as mqls,
        count(sql_on) as sqls,
        {% for stage in lead_stages -%}
        count(case when lead_stage = '{{ stage }}' then 1 end) as people_{{ stage }},
        {% endfor -%}
        count(sales_accepted_on) as people_accepted,
        max(mql_on) as newest_mql_on,
        max(score) as best_score
    from leads
    group by account_id

),

sql_entries as (

    select account_id, max(entered_on) as newest_sql_on
    from {{ ref('lead_stage_history') }}
    where stage = 'sql'
    group by account_id

)

select
    account_stages.account_id,
    account_stages.account_name,
    account_stages.segment,
    account_stages.region,
    account_stages.owner_id,
    account_stages.owner_name,
    account_stages.stage,
    account_stages.stage_ordinal,
    cast(coalesce(counted.people, 0) as integer) as people,
    cast(coalesce(counted.mqls, 0) as integer) as mqls,
    cast(coalesce(counted.sqls, 0) as integer) as sqls,
    account_stages.engaged_people as active_people,
    {% for stage in lead_stages + ['accepted'] -%}
    cast(coalesce(counted.people_{{ stage }}, 0) as integer) as people_{{ stage }},
    {% endfor -%}
    counted.newest_mql_on,
    sql_entries.newest_sql_on,
    counted.best_score,
    top_leads.person_id as top_person_id,
    top_leads.person_name as top_person_name,
    top_leads.title as top_person_title,
    account_stages.engaged_people >= {{ active_people }} and coalesce(counted.sqls, 0) = 0 as active_without_sql,
    account_stages.stage_ordinal = 0 and coalesce(counted.sqls, 0) > 0 as sql_while_unaware,
    {{ run_columns() }}
from {{ ref('account_stages') }} as account_stages
left join counted on account_stages.account_id = counted.account_id
left join sql_entries on account_stages.account_id = sql_entries.account_id
left join leads as top_leads on account_stages.account_id = top_leads.account_id and top_leads.lead_rank = 1
{{ run_join() }}
