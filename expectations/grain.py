"""The expectations of a table's grain: its key is present, each row is one, none is missing."""

import great_expectations.expectations as gxe

from expectations.severity import BLOCKS, Suite


def of_the_grain(*key: str, notes: str) -> Suite:
    """Return the expectations that the columns of `key` are present and together unique."""
    present: Suite = {
        f"{column}_is_present": gxe.ExpectColumnValuesToNotBeNull(
            column=column, severity=BLOCKS, notes="A row without its key cannot be joined."
        )
        for column in key
    }
    name = f"one_row_per_{'_and_'.join(column.removesuffix('_id') for column in key)}"
    if len(key) == 1:
        return {
            **present,
            name: gxe.ExpectColumnValuesToBeUnique(column=key[0], severity=BLOCKS, notes=notes),
        }
    return {
        **present,
        name: gxe.ExpectCompoundColumnsToBeUnique(column_list=[*key], severity=BLOCKS, notes=notes),
    }


def of_every_account(notes: str) -> Suite:
    """Return the expectation that exactly the published accounts have a row."""
    return {
        "every_account_has_a_row": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="""
                select coalesce(accounts.account_id, batch.account_id) as account_id
                from published.accounts as accounts
                full join {batch} as batch on accounts.account_id = batch.account_id
                where accounts.account_id is null or batch.account_id is null
            """,
            severity=BLOCKS,
            notes=notes,
        ),
    }
