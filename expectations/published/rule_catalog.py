"""What the catalogue of rules must satisfy: every rule is there in words and was counted."""

import great_expectations.expectations as gxe

from expectations.columns import is_present
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "rule_file", "rule_id", "sentence_en", "sentence_zh", "owner_team", "agreed_by",
            "agreed_on", "review_due_on", "is_due", "counted", "matched_now", "matched_ever",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Reviews of rules are prepared from these columns.",
    ),
    **of_the_grain("rule_file", "rule_id", notes="The grain of the table: one rule."),
    **of_the_run("rule_file", "rule_id"),
    **is_present("sentence_en", "The rule in words is what the table is for."),
    **is_present("sentence_zh", "The rule in words is what the table is for."),
    "who_matches_now_matched_once": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="matched_ever",
        column_B="matched_now",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="matched_ever counts as_of too.",
    ),
    "reviews_are_held": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select rule_file, rule_id, review_due_on from {batch} where is_due
        """,
        severity=REPORTS,
        notes="The day by which somebody promised to look at the rule has come.",
    ),
}  # fmt: skip
