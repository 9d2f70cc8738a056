"""Which text columns need no trimming.

Trimming every value of a wide table costs more than all other work on it, and hardly any column
has blanks. Looking at the ends of the values is ten times cheaper, so that is done first.
"""

from dataclasses import replace

import duckdb

from orchestration.landing.raw_rows import BLANKS, RawRows
from orchestration.landing.sql_text import literal


def find_tidy_columns(rows: RawRows, connection: duckdb.DuckDBPyConnection) -> RawRows:
    """Mark the tidy columns of `rows`, and whether any text holds a NUL character.

    Raises duckdb.Error if a page of the file cannot be read.
    """
    texts = [column for column in rows.columns if column.sql_type == "VARCHAR"]
    if not texts:
        return rows
    questions = [f"bool_or({_is_untidy(column.expression)})" for column in texts]
    if rows.may_hold_nul:
        questions += [f"bool_or(contains({column.expression}, chr(0)))" for column in texts]
    answers = connection.execute(f"select {', '.join(questions)} from {rows.relation}").fetchone()
    assert answers is not None
    tidy = {
        column.expression
        for column, is_untidy in zip(texts, answers[: len(texts)], strict=True)
        if not is_untidy
    }
    columns = tuple(replace(column, is_tidy=column.expression in tidy) for column in rows.columns)
    # Text of other types, such as an enum, was not looked at; JSON text has its NULs escaped.
    has_nul = any(answers[len(texts) :]) or any(
        column.sql_type.startswith("ENUM") for column in rows.columns
    )
    return replace(rows, columns=columns, may_hold_nul=rows.may_hold_nul and has_nul)


def _is_untidy(value: str) -> str:
    """Whether a text is empty or has a blank at either end."""
    # Whatever sorts before '!' is empty or begins with a control character or a space.
    tests = [f"{value} < '!'"]
    tests += [f"suffix({value}, {literal(blank)})" for blank in BLANKS]
    tests += [f"prefix({value}, {literal(blank)})" for blank in BLANKS if not blank.isascii()]
    return " or ".join(tests)
