"""The expectation that every published table shares."""

import great_expectations.expectations as gxe

from expectations.severity import BLOCKS, Suite


def of_the_run(*key: str, with_rules: bool = True) -> Suite:
    """Return the expectation that all rows carry the run, day and rules of the build.

    `build` is the one-row table that the gate puts beside the candidate; `key` names the table's
    key columns.
    """
    columns = ["run_id", "as_of", *(["rules_version"] if with_rules else [])]
    differs = " or ".join(
        f"{column} is distinct from (select build.{column} from build)" for column in columns
    )
    return {
        "rows_carry_the_run_that_was_built": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"select {', '.join([*key, *columns])} from {{batch}} "
            f"where {differs}",
            severity=BLOCKS,
            notes="One table of another run, day or rule set makes the whole set a mix.",
        ),
    }
