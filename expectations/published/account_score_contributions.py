"""What the ledger of account scores must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "signal", "rule_id", "metric", "window_days", "value", "points",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Whoever explains a score selects these columns by name.",
    ),
    **of_the_grain("account_id", "signal", "rule_id", notes="The grain of the table."),
    **of_the_run("account_id", "signal", "rule_id"),
    **is_one_of(
        "signal", ["people", "content", "intent", "web", "events", "sales", "score"],
        "Points belong to a kind of signal; what is clipped belongs to the score.",
    ),
    "points_are_present": gxe.ExpectColumnValuesToNotBeNull(
        column="points", severity=BLOCKS, notes="A null would not show in the sum."
    ),
    "points_add_up_to_the_score": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(scores.account_id, ledger.account_id) as account_id, scores.score,
                coalesce(ledger.points, 0) as points
            from published.account_scores as scores
            full join (
                select account_id, sum(points) as points from {batch} group by account_id
            ) as ledger on scores.account_id = ledger.account_id
            where scores.score is distinct from coalesce(ledger.points, 0)
        """,
        severity=BLOCKS,
        notes="Exact to the hundredth for every account: the ledger is why the score is so.",
    ),
    "points_of_a_signal_are_those_of_the_score": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select scores.account_id, scores.signal, scores.points, coalesce(sum(ledger.points), 0)
                as ledger_points
            from (
                unpivot published.account_scores
                on people_points, content_points, intent_points, web_points, events_points,
                    sales_points
                into name signal value points
            ) as scores
            left join {batch} as ledger
                on scores.account_id = ledger.account_id
                and scores.signal = ledger.signal || '_points'
            group by all
            having scores.points <> coalesce(sum(ledger.points), 0)
        """,
        severity=BLOCKS,
        notes="The bars of a chart by signal are sums of the ledger.",
    ),
}  # fmt: skip
