"""The canonical hash stands for the rows: nothing else changes it, and every other value does."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random

import duckdb
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from orchestration.publishing.hashing import have_same_rows, table_hash

TYPES = {"name": "varchar", "points": "decimal(9,2)", "visits": "bigint", "seen_on": "date"}
Row = tuple[str | None, Decimal | None, int | None, date | None, str]

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("|:0'\x00\n"))
ROWS = st.lists(
    st.tuples(
        st.none() | TEXTS,
        st.none() | st.decimals(-9999, 9999, places=2),
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)),
        st.sampled_from(["run-1", "run-2"]),
    ),
    max_size=6,
)

connection = duckdb.connect()
quick = settings(deadline=None, max_examples=50)


def hash_of(rows: Sequence[Row], table: str = "people", **types: str) -> str:
    """Return the hash of a table with these rows."""
    columns = {**TYPES, "run_id": "varchar", **types}
    definition = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    connection.execute(f"create or replace table hashed ({definition})")
    if rows:
        connection.executemany("insert into hashed values (?, ?, ?, ?, ?)", rows)
    return table_hash(connection, "hashed", table)


@quick
@given(ROWS, st.randoms(use_true_random=False))
def test_order_of_rows_and_the_run_do_not_matter(rows: list[Row], random: Random) -> None:
    shuffled = [*rows]
    random.shuffle(shuffled)
    assert hash_of([(*row[:4], "run-3") for row in shuffled]) == hash_of(rows)


@quick
@given(ROWS, ROWS)
def test_two_tables_hash_alike_only_if_their_rows_are_the_same(
    rows: list[Row], others: list[Row]
) -> None:
    def content(some: list[Row]) -> list[str]:
        return sorted(repr(row[:4]) for row in some)

    assert (hash_of(rows) == hash_of(others)) == (content(rows) == content(others))


@quick
@given(ROWS, st.data())
def test_a_change_of_any_cell_is_seen(rows: list[Row], data: st.DataObject) -> None:
    assume(rows)
    at = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, 3))
    other = data.draw(ROWS.filter(bool))[0][column]
    assume(other != rows[at][column])
    changed = [*rows]
    changed[at] = (*rows[at][:column], other, *rows[at][column + 1 :])  # type: ignore[assignment]
    assert hash_of(changed) != hash_of(rows)


@quick
@given(ROWS.filter(bool))
def test_a_repeated_row_is_seen(rows: list[Row]) -> None:
    assert len({hash_of(rows), hash_of([*rows, rows[0]]), hash_of([*rows, rows[0], rows[0]])}) == 3


@quick
@given(st.lists(TEXTS | st.none(), min_size=2, max_size=2, unique=True))
def test_text_cannot_move_from_one_column_to_the_next(texts: list[str | None]) -> None:
    def hash_pair(one: str | None, other: str | None) -> str:
        connection.execute("create or replace table pairs (one varchar, other varchar)")
        connection.execute("insert into pairs values (?, ?)", [one, other])
        return table_hash(connection, "pairs", "people")

    one, other = texts
    joined = "|".join(text or "" for text in texts)
    hashes = [
        hash_pair(one, other),
        hash_pair(other, one),
        hash_pair(joined, None),
        hash_pair(None, joined),
        hash_pair(joined, ""),
    ]
    pairs = {(one, other), (other, one), (joined, None), (None, joined), (joined, "")}
    assert len({*hashes}) == len(pairs)


def test_types_and_names_of_columns_matter_and_their_order_does_not() -> None:
    as_integer = hash_of([], visits="integer")
    assert hash_of([]) != as_integer
    one = table_hash(connection, "(select 1 as a, 2 as b)", "people")
    assert one == table_hash(connection, "(select 2 as b, 1 as a)", "people")
    assert one != table_hash(connection, "(select 1 as b, 2 as a)", "people")
    assert one != table_hash(connection, "(select 1 as a, 2 as c)", "people")


def test_counters_of_files_matter_everywhere_but_in_data_health() -> None:
    once, again = "(select 5 as read, 3 as accepted)", "(select 9 as read, 3 as accepted)"
    assert table_hash(connection, once, "data_health") == table_hash(
        connection, again, "data_health"
    )
    assert table_hash(connection, once, "people") != table_hash(connection, again, "people")
    other = "(select 5 as read, 4 as accepted)"
    assert table_hash(connection, once, "data_health") != table_hash(
        connection, other, "data_health"
    )


def test_the_hash_is_the_same_in_every_session_and_time_zone() -> None:
    relation = "(select timestamptz '2026-01-31 12:00:00+00' as at, 'x' as name, 1.5 as points)"
    hashes = set()
    for zone in ("UTC", "Asia/Shanghai"):
        with duckdb.connect() as other:
            other.execute(f"set timezone = '{zone}'; set threads = 1")
            hashes.add(table_hash(other, relation, "people"))
    # Pinned: revisions of one release are compared with those of the next.
    assert hashes == {"56c0aba3a45d571447aad08fc92433042dfdeb922aa36f9d3e3c042748bef387"}


def test_nested_columns_are_refused() -> None:
    with pytest.raises(TypeError, match="tags is a VARCHAR"):
        table_hash(connection, "(select ['a'] as tags)", "people")


@quick
@given(ROWS, ROWS)
def test_the_quick_comparison_agrees_with_the_canonical_hash(
    rows: list[Row], others: list[Row]
) -> None:
    one = [(*row[:4], "") for row in rows]
    other = [(*row[:4], "") for row in others]
    hashes = [hash_of(one), hash_of(other)]
    hash_of(one)
    connection.execute("create or replace table kept as from hashed")
    hash_of(other)
    assert have_same_rows(connection, "kept", "hashed") == (hashes[0] == hashes[1])
