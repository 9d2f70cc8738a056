"""What the bridge from accounts to their leads must satisfy."""

import great_expectations.expectations as gxe

from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "people", "mqls", "sqls", "active_people", "newest_mql_on", "stage",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("account_id", notes="The grain of the table."),
    **of_the_run("account_id"),
    "figures_are_those_of_account_stages": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(bridge.account_id, stages.account_id) as account_id, bridge.people,
                stages.known_people, bridge.active_people, stages.engaged_people, bridge.stage
            from {batch} as bridge
            full join published.account_stages as stages on bridge.account_id = stages.account_id
            where bridge.people is distinct from stages.known_people
                or bridge.active_people is distinct from stages.engaged_people
                or bridge.stage is distinct from stages.stage
        """,
        severity=BLOCKS,
        notes="Every account stands here, as it does there.",
    ),
    "leads_are_those_of_lead_scores": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select bridge.account_id, bridge.mqls, bridge.sqls, bridge.newest_mql_on,
                bridge.newest_sql_on, bridge.best_score
            from {batch} as bridge
            left join (
                select account_id, count(mql_on) as mqls, count(sql_on) as sqls,
                    max(mql_on) as newest_mql_on, max(sql_on) as newest_sql_on,
                    max(score) as best_score
                from (
                    select account_id, person_id, min(mql_on) as mql_on, min(sql_on) as sql_on,
                        max(score) filter (where is_main) as score
                    from published.lead_scores group by account_id, person_id
                ) as people
                group by account_id
            ) as leads on bridge.account_id = leads.account_id
            where bridge.mqls is distinct from coalesce(leads.mqls, 0)
                or bridge.sqls is distinct from coalesce(leads.sqls, 0)
                or bridge.newest_mql_on is distinct from leads.newest_mql_on
                or bridge.newest_sql_on is distinct from leads.newest_sql_on
                or bridge.best_score is distinct from leads.best_score
        """,
        severity=BLOCKS,
        notes="Two funnels that are joined must agree on who is in them.",
    ),
    "lead_stages_are_those_of_lead_scores": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select bridge.account_id, bridge.people, bridge.people_accepted, leads.accepted
            from {batch} as bridge
            left join (
                select account_id, count(sales_accepted_on) as accepted,
                    count(*) filter (where lead_stage = 'mql') as mqls,
                    count(*) filter (where lead_stage = 'sql') as sqls,
                    count(*) filter (where lead_stage = 'recycled') as recycled,
                    count(*) filter (where lead_stage = 'rejected') as rejected
                from published.lead_scores where is_main group by account_id
            ) as leads on bridge.account_id = leads.account_id
            where bridge.people is distinct from people_inquiry + people_lead + people_mql
                    + people_sql + people_opportunity + people_customer + people_recycled
                    + people_rejected
                or people_accepted is distinct from coalesce(leads.accepted, 0)
                or people_mql is distinct from coalesce(leads.mqls, 0)
                or people_sql is distinct from coalesce(leads.sqls, 0)
                or people_recycled is distinct from coalesce(leads.recycled, 0)
                or people_rejected is distinct from coalesce(leads.rejected, 0)
        """,
        severity=BLOCKS,
        notes="Everybody stands in one stage of the lead funnel, here as there.",
    ),
    "newest_lead_stages_are_those_of_the_history": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select bridge.account_id, bridge.newest_mql_stage_on, bridge.newest_sql_stage_on,
                entries.mql_on as mql_in_history, entries.sql_on as sql_in_history
            from {batch} as bridge
            left join (
                select account_id,
                    max(entered_on) filter (where stage = 'mql') as mql_on,
                    max(entered_on) filter (where stage = 'sql') as sql_on
                from published.lead_stage_history where is_current group by account_id
            ) as entries on bridge.account_id = entries.account_id
            where bridge.newest_mql_stage_on is distinct from entries.mql_on
                or bridge.newest_sql_stage_on is distinct from entries.sql_on
        """,
        severity=BLOCKS,
        notes="Sales asks what came of the newest one.",
    ),
    "a_newest_one_is_known_where_somebody_is_counted": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, mqls, newest_mql_on, sqls, newest_sql_on, people_mql,
                newest_mql_stage_on, people_sql, newest_sql_stage_on
            from {batch}
            where (mqls = 0) <> (newest_mql_on is null)
                or (sqls = 0) <> (newest_sql_on is null)
                or (people_mql = 0) <> (newest_mql_stage_on is null)
                or (people_sql = 0) <> (newest_sql_stage_on is null)
                or sqls > mqls or mqls > people
        """,
        severity=BLOCKS,
        notes="A day without anybody, or nobody's day, would contradict the count beside it.",
    ),
    "top_person_has_the_best_score": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select bridge.account_id, bridge.top_person_id, bridge.best_score
            from {batch} as bridge
            left join published.lead_scores as leads
                on bridge.top_person_id = leads.person_id and leads.is_main
            where bridge.best_score is distinct from leads.score
                or (leads.person_id is not null and leads.account_id <> bridge.account_id)
        """,
        severity=BLOCKS,
        notes="Sales calls this person first.",
    ),
    "warnings_follow_from_the_figures": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, active_people, people_sql, people_opportunity, people_customer, stage
            from {batch}
            where active_without_sql is distinct from (active_people >= 2
                    and people_sql + people_opportunity + people_customer = 0)
                or sql_while_unaware is distinct from (stage = 'Unaware'
                    and people_sql + people_opportunity + people_customer > 0)
        """,
        severity=BLOCKS,
        notes="Marketing and sales act on the warnings without reading the figures.",
    ),
}  # fmt: skip
