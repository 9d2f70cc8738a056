"""The expectations of a stage and its number, wherever they are published."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of, is_present
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import STAGE_LIST, STAGES


def of_the_stage(*key: str) -> Suite:
    """Return the expectations of `stage` and `stage_ordinal`; `key` names the table's key."""
    return {
        **is_present("stage", "The highest stage that is held, else Unaware."),
        **is_one_of("stage", STAGES, "The six stages are spelled so."),
        "stage_ordinal_is_that_of_the_stage": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {", ".join(key)}, stage, stage_ordinal from {{batch}}
                where stage_ordinal is distinct from list_position({STAGE_LIST}, stage) - 1
            """,
            severity=BLOCKS,
            notes="0 to 5; dashboards sort by it, forward and backward are told by it.",
        ),
    }
