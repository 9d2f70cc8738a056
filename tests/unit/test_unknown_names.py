"""A name in a rule file that no landed row knows is told before a run in which it does nothing."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.rules.files import read_rules
from orchestration.rules.unknown_names import SHOWN, unknown_names
from orchestration.settings import DBT_SOURCES

HOLDOUTS = "holdout_id,channel,campaign_id,share,starts_on,ends_on\n"
ROUTING = "priority,segment,region,language,tier,owner_id\n"


@pytest.fixture
def landed() -> Iterator[duckdb.DuckDBPyConnection]:
    """Touches of one channel that no seed names, and one owner."""
    with duckdb.connect() as connection:
        connection.execute("create schema unified; create schema crm")
        connection.execute("create table unified.int_touches as "
                           "select 'fairs' as channel, 'c1' as campaign_id")  # fmt: skip
        connection.execute("create table unified.int_campaigns as select 'c2' as campaign_id")
        connection.execute("create table crm.owners as select ' O1' as owner_id")
        yield connection


def said(landed: duckdb.DuckDBPyConnection, folder: Path, **rows: str) -> tuple[str, ...]:
    for name, header in (("holdouts", HOLDOUTS), ("routing", ROUTING)):
        (folder / f"{name}.csv").write_text(header + rows.get(name, ""), encoding="utf-8")
    return unknown_names(read_rules(DBT_SOURCES / "seeds", folder), landed)


def test_the_default_rules_name_nobody_unknown(landed: duckdb.DuckDBPyConnection) -> None:
    assert unknown_names(read_rules(DBT_SOURCES / "seeds", None), landed) == ()


def test_a_channel_and_an_owner_that_nothing_knows_are_told_with_the_known(
    landed: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    known = "h2,,c1,0.1,2026-01-01,\nh3,,c2,0.1,2026-01-01,\n"
    holdouts = f"h1,carrier_pigeon,,0.1,2026-01-01,\n{known}h4,,c3,0.1,2026-01-01,\n"
    assert said(landed, tmp_path, holdouts=holdouts, routing="1,,,,,O9\n2,,,,,O9\n") == (
        "holdouts.csv: no channel is named 'carrier_pigeon' yet; known are fairs",
        "holdouts.csv: no campaign_id is named 'c3' yet; known are c1, c2",
        "routing.csv: no owner_id is named 'O9' yet; known are O1",
    )


@pytest.mark.parametrize("channel", ["fairs", "Fairs", "email", "LinkedIn", "paid_social"])
def test_names_of_touches_and_of_seed_channels_are_known(
    landed: duckdb.DuckDBPyConnection, tmp_path: Path, channel: str
) -> None:
    rows = f"h1,{channel},,0.1,2026-01-01,\n"
    assert said(landed, tmp_path, holdouts=rows, routing="1,,,,,O1\n") == ()


def test_of_many_known_names_some_are_listed_and_of_none_it_is_said(
    landed: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    landed.execute("create or replace table crm.owners as select 'P' || i as owner_id "
                   f"from range({SHOWN + 2}) as numbers(i)")  # fmt: skip
    (line,) = said(landed, tmp_path, routing="1,,,,,O9\n")
    assert line.count("P") == SHOWN
    assert line.endswith(" and 2 more")
    landed.execute("delete from crm.owners")
    assert said(landed, tmp_path, routing="1,,,,,O9\n") == (
        "routing.csv: no owner_id is named 'O9' yet; none is known",
    )
