"""Published hand-offs against those worked out by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb

from tests.oracle.handoffs import HandoffAnswer, Key


@dataclass(frozen=True)
class PublishedHandoff:
    """One row: its values in the order of a HandoffAnswer without figures, and its reason."""

    values: tuple[object, ...]
    reason: str


def read_handoffs(connection: duckdb.DuckDBPyConnection) -> dict[Key, PublishedHandoff]:
    """Read the ledger by subject, id and day."""
    rows = connection.execute(
        "select subject, coalesce(person_id, account_id), created_on, reason_text, reason_code,"
        " priority, owner_id, routed_by, owners_passed_over, clock_started_at, due_at,"
        " first_contact_at, state, contact_channels, cast(score * 100 as integer)"
        " from sales_handoffs"
    ).fetchall()
    return {
        (subject, key, day): PublishedHandoff(tuple(values), reason)
        for subject, key, day, reason, *values in rows
    }


def handoff_lines(
    name: str, ours: dict[Key, HandoffAnswer], theirs: dict[Key, PublishedHandoff]
) -> Iterator[str]:
    """One sentence per difference of one company."""
    keys = ours.keys() | {key for key in theirs if key[1].startswith(name)}
    for key in sorted(keys):
        expected, found = ours.get(key), theirs.get(key)
        if expected is None or found is None:
            yield f"hand-off {_text(key)}: oracle {expected}, pipeline {found}"
            continue
        *values, figures = vars(expected).values()
        if tuple(values) != found.values:
            yield f"hand-off {_text(key)}: oracle {values}, pipeline {found.values}"
        elif missing := [
            figure for figure in figures if figure.lower() not in found.reason.lower()
        ]:
            yield f"hand-off {_text(key)}: {missing} not in {found.reason!r}"


def _text(key: tuple[str, str, date]) -> str:
    return f"{key[0]} {key[1]} on {key[2]}"
