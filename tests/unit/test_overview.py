"""What the screen after a run says of tables that the demo company leaves empty."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from rich.console import Console

from orchestration.publishing.verdict import Check
from orchestration.screens.overview import show_overview
from orchestration.screens.published import open_published
from tests.unit.publishing_home import publish_run, skip_expectations
from tests.unit.publishing_rows import Tables, good_tables


def screen(home: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch, *failed: Check) -> str:
    """Publish the tables and return the words of the screen; `failed` is what the gate found."""
    skip_expectations(monkeypatch, *failed)
    publish_run(home, "run-1", tables=tables)
    with open_published(home) as published:
        console = Console(record=True, width=140)
        show_overview(console, published)
    return " ".join(console.export_text().split())


def test_a_holdout_that_was_not_kept_is_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = good_tables()
    kept = [
        {**row, "holdout_id": "h2", "channel": None, "campaign_id": "c1", "touches": 0,
         "arm": "held_out", "is_contaminated": False, "first_touched_on": None}
        for row in tables["holdout_accounts"]
    ]  # fmt: skip
    text = screen(
        tmp_path,
        tables | {"holdout_accounts": [*tables["holdout_accounts"], *kept]},
        monkeypatch,
    )
    assert "Holdout h1 of email: 1 of 1 account held out was touched all the same (100%)" in text
    assert "Holdout h2 of c1: 0 of 3 accounts held out were touched all the same (0%)" in text


def test_every_currency_without_a_rate_is_named_with_what_to_add(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = good_tables()
    performance = [
        {**row, "currencies_without_rate": "CHF, SEK" if row["name"] == "c1" else None}
        for row in tables["campaign_performance"]
    ]
    text = screen(tmp_path, tables | {"campaign_performance": performance}, monkeypatch)
    for currency in ("CHF", "SEK"):
        assert (
            f"No rate for {currency}, so the spend of 1 campaign is unknown: add to rule file "
            "currency_rates what one unit is worth from 2026-01-01 on (currency, valid_from, rate)"
        ) in text


def test_handoffs_are_new_since_the_day_published_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_expectations(monkeypatch)

    def shown(run_id: str, as_of: date) -> str:
        publish_run(tmp_path, run_id, tables=good_tables(), fingerprint=run_id, as_of=as_of)
        with open_published(tmp_path) as published:
            console = Console(record=True, width=140)
            show_overview(console, published)
        text = " ".join(console.export_text().split())
        return text.partition("Hand-offs to sales ")[2].partition("What moved")[0]

    text = shown("run-1", date(2026, 1, 18))
    assert text.startswith("since 2025-12-22 without any contact 0 open, 2 missed; notices")
    for run_id in ("run-2", "run-3"):  # Published once more on one day, they are still new.
        text = shown(run_id, date(2026, 1, 31))
        counts, _, rows = text.partition("because")
        assert "since 2026-01-04 without any contact 0 open, 2 missed; " in counts
        assert "2 new since 2026-01-18, " in counts
        assert "1 of them contacted" in counts
        assert (rows.count(", missed"), rows.count(", new")) == (2, 1)
    assert "2 new since 2026-01-18" not in shown("run-4", date(2026, 3, 31))


def test_a_step_back_in_time_and_other_rules_are_said_at_the_head_of_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_expectations(monkeypatch)

    def shown(run_id: str, **facts: Any) -> str:
        publish_run(tmp_path, run_id, tables=good_tables(), fingerprint=run_id, **facts)
        with open_published(tmp_path) as published:
            console = Console(record=True, width=140)
            show_overview(console, published)
        return " ".join(console.export_text().split()).partition("Where every account")[0]

    assert "revision" not in shown("run-1").partition("rules rules-1")[2]
    text = shown("run-2", as_of=date(2026, 1, 1), rules_version="rules-2")
    assert "An earlier day than 2026-01-31 of revision 1: readers now see 2026-01-01" in text
    assert "Other rules than rules-1 of revision 1" in text
    text = shown("run-3", as_of=date(2026, 1, 31), rules_version="rules-2")
    assert "of revision" not in text


def test_a_revision_of_an_earlier_version_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = screen(tmp_path, good_tables(), monkeypatch)
    with open_published(tmp_path) as published:
        file = published.revision.path / "progression.duckdb"
    file.chmod(0o644)
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "alter table published.campaign_performance drop column currencies_without_rate"
        )
    with open_published(tmp_path) as published:
        console = Console(record=True, width=140)
        show_overview(console, published)
    assert " ".join(console.export_text().split()) == text


def test_a_reported_check_names_its_first_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(name: str, *rows: str) -> Check:
        return Check("data_health", name, "warning", False, len(rows), rows, "Why it matters.")

    few = check("few_rows_are_quarantined", "source=automation, object=touches, last_lost=7")
    many = check("sources_are_fresh", *(f"object=o{number}" for number in range(1, 6)))
    text = screen(tmp_path, good_tables(), monkeypatch, few, many)
    assert (
        "few_rows_are_quarantined (1): Why it matters. "
        "source=automation, object=touches, last_lost=7 reported:"
    ) in text
    assert "Why it matters. object=o1 object=o2 object=o3 ... rows read" in text
