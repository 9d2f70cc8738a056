"""The expectations that follow from a table's key: its columns are present, each row is one."""

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
