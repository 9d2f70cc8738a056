"""What the scores of accounts must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_one_of, is_present, lies_ahead
from expectations.grain import of_every_account, of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "account_name", "segment", "owner_id", "stage", "score", "rank",
            "change_7d", "change_28d", "trend", "people_points", "content_points",
            "intent_points", "web_points", "events_points", "sales_points",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("account_id", notes="The grain of the table."),
    **of_the_run("account_id"),
    **of_every_account("Exactly the published accounts have a score, at least 0."),
    **is_present("score", "An account without points has score 0."),
    **is_between("score", 0, 100, "Clipped to 0 to 100."),
    "score_and_stage_are_those_of_account_stages": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select scores.account_id, scores.score, stages.account_score, scores.stage
            from {batch} as scores
            inner join published.account_stages as stages on scores.account_id = stages.account_id
            where scores.score is distinct from stages.account_score
                or scores.stage is distinct from stages.stage
        """,
        severity=BLOCKS,
        notes="Two tables that name one figure must not contradict each other.",
    ),
    "rank_orders_by_score": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, score, rank
            from (select *, rank() over (order by score desc) as place from {batch})
            where rank is distinct from place
        """,
        severity=BLOCKS,
        notes="1 is the highest score; equal scores share a rank.",
    ),
    "changes_are_possible": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, score, change_7d, change_28d from {batch}
            where coalesce(score - change_7d not between 0 and 100, true)
                or coalesce(score - change_28d not between 0 and 100, true)
        """,
        severity=BLOCKS,
        notes="The score of 7 and of 28 days ago lay within 0 and 100 too.",
    ),
    **is_one_of("trend", ["surge", "cooling", "steady"], "Alerts go by these words."),
    **lies_ahead("next_change_on", "A change on or before as_of has happened."),
    "scores_tell_accounts_apart": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(*) as accounts, max(score) as score from {batch}
            having count(*) >= 20 and min(score) = max(score) and max(score) > 0
        """,
        severity=REPORTS,
        notes="One score for everybody ranks nobody: the rules are too easy.",
    ),
}  # fmt: skip
