"""What the ledger of lead scores must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import lies_ahead
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "person_id", "score_name", "category", "rule_id", "events", "points",
            "last_event_on", "next_decay_on",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Whoever explains a score selects these columns by name.",
    ),
    **of_the_grain(
        "person_id", "score_name", "category", "rule_id",
        notes="A rule, cap or clip of one score: no points without a reason, none twice.",
    ),
    **of_the_run("person_id", "score_name", "category", "rule_id"),
    "points_are_present": gxe.ExpectColumnValuesToNotBeNull(
        column="points",
        severity=BLOCKS,
        notes="A null would not show in the sum.",
    ),
    "points_add_up_to_the_score": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select scores.person_id, scores.score_name, scores.score,
                coalesce(ledger.points, 0) as points
            from published.lead_scores as scores
            left join (
                select person_id, score_name, sum(points) as points
                from {batch} group by person_id, score_name
            ) as ledger
                on scores.person_id = ledger.person_id and scores.score_name = ledger.score_name
            where scores.score is distinct from coalesce(ledger.points, 0)
        """,
        severity=BLOCKS,
        notes="Exact to the hundredth for everyone: the ledger is why the score is what it is.",
    ),
    "people_are_scored": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select ledger.person_id, ledger.score_name, count(*) as contributions
            from {batch} as ledger
            left join published.lead_scores as scores
                on ledger.person_id = scores.person_id and ledger.score_name = scores.score_name
            where scores.person_id is null
            group by ledger.person_id, ledger.score_name
            order by ledger.person_id, ledger.score_name
        """,
        severity=BLOCKS,
        notes="Points of somebody who is not listed: left out of one table only.",
    ),
    "last_event_is_not_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="as_of",
        column_B="last_event_on",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Facts dated after as_of do not exist for the run.",
    ),
    **lies_ahead("next_decay_on", "A decay on or before as_of is in the points already."),
}  # fmt: skip
