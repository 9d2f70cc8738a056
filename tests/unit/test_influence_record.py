"""From which day on touches count as recorded."""

import duckdb
import pytest

from tests.unit.rendered_models import build_model

FIRST_OF_ALL = -1_000_000


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], FIRST_OF_ALL),
        ([5], 5),
        ([7, 5, 6], 5),
        # One wrong date among 2,000 touches is not the start of the record; three are.
        ([-9000, *range(100, 2100)], 101),
        ([-9000, -9000, -9000, *range(100, 2100)], -9000),
    ],
)
def test_the_record_begins_with_the_first_thousandth_of_touches(
    days: list[int], expected: int
) -> None:
    with duckdb.connect() as connection:
        connection.execute("create table int_influence_days (account_key integer, day integer)")
        for day in days:
            connection.execute("insert into int_influence_days values (1, ?)", [day])
        build_model(connection, "int_recorded_since")
        assert connection.table("int_recorded_since").fetchall() == [(expected,)]
