{# Where leads and accounts disagree: people who act without anybody qualified for sales, or somebody
   qualified where the account counts as unaware. Who asks goes to sales whatever the score, so it is the
   lead stage that decides; mqls and sqls are bands of the score. #}
{% set active_people = 2 -%}
{% set lead_stages = ['inquiry', 'lead', 'mql', 'sql', 'opportunity', 'customer', 'recycled', 'rejected'] -%}
with

{# Of a person with several scores the main one counts, and the first day in the band by any. #}
leads as (

    select
        account_id, person_id, person_name, title, score,
        mql_on_by_any as mql_on, sql_on_by_any as sql_on,
        lead_stage, lead_stage_since, sales_accepted_on,
        row_number() over (
            partition by account_id order by score desc, engagement_score desc, person_id
        ) as lead_rank
    from (
        select
            *,
            min(mql_on) over (partition by person_id) as mql_on_by_any,
            min(sql_on) over (partition by person_id) as sql_on_by_any
        from {{ ref('lead_scores') }}
    ) as scores
    where is_main and account_id is not null

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
        count(case when lead_stage in ('sql', 'opportunity', 'customer') then 1 end) as people_qualified,
        max(mql_on) as newest_mql_on,
        max(sql_on) as newest_sql_on,
        max(case when lead_stage = 'mql' then lead_stage_since end) as newest_mql_stage_on,
        max(case when lead_stage = 'sql' then lead_stage_since end) as newest_sql_stage_on,
        max(score) as best_score
    from leads
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
    counted.newest_sql_on,
    counted.newest_mql_stage_on,
    counted.newest_sql_stage_on,
    counted.best_score,
    top_leads.person_id as top_person_id,
    top_leads.person_name as top_person_name,
    top_leads.title as top_person_title,
    account_stages.engaged_people >= {{ active_people }} and coalesce(counted.people_qualified, 0) = 0
        as active_without_sql,
    account_stages.stage_ordinal = 0 and coalesce(counted.people_qualified, 0) > 0 as sql_while_unaware,
    {{ run_columns() }}
from {{ ref('account_stages') }} as account_stages
left join counted on account_stages.account_id = counted.account_id
left join leads as top_leads on account_stages.account_id = top_leads.account_id and top_leads.lead_rank = 1
{{ run_join() }}
