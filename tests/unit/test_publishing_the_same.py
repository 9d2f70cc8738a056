"""A job that found nothing new leaves the newest revision as it is; --force publishes it again."""

from pathlib import Path

import dagster as dg
import pytest

from orchestration.assets.publish import build_publish_assets
from orchestration.publishing.audit import audit_candidate
from orchestration.publishing.candidate import build_candidate, candidate_directory
from orchestration.publishing.publish import publish
from orchestration.publishing.revisions import current_link, list_revisions, rollback
from orchestration.settings import Settings
from tests.unit.publishing_home import first_revision, prepare_home, skip_expectations
from tests.unit.publishing_rows import Tables, good_tables


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one revision, of facts-1."""
    skip_expectations(monkeypatch)
    first_revision(tmp_path / "home")
    return tmp_path / "home"


def audited(home: Path, tables: Tables | None = None, fingerprint: str = "facts-1") -> Path:
    prepare_home(home, tables, run_id="run-2", fingerprint=fingerprint)
    build_candidate(home)
    audit_candidate(home)
    return home


def numbers(home: Path) -> list[int]:
    return [revision.number for revision in list_revisions(home)]


@pytest.mark.parametrize(("again", "revisions"), [(False, [1]), (True, [1, 2])])
def test_the_job_publishes_the_same_rows_only_if_told_so(
    home: Path, again: bool, revisions: list[int]
) -> None:
    assets = build_publish_assets(Settings(home=audited(home)), lambda _: None, again=again)
    (event,) = dg.materialize([*assets]).get_asset_materialization_events()
    metadata = event.materialization.metadata
    assert (metadata["revision"].value, metadata["new"].value) == (revisions[-1], again)
    assert numbers(home) == revisions
    assert not candidate_directory(home).exists()


def test_other_facts_or_other_rows_are_published(home: Path) -> None:
    assert publish(audited(home, fingerprint="facts-2"), again=False).number == 2
    tables = good_tables()
    tables["lead_scores"] = [{**row, "rank": 7} for row in tables["lead_scores"]]
    assert publish(audited(home, tables, "facts-2"), again=False).number == 3
    assert publish(audited(home, tables, "facts-2"), again=False).number == 3


def test_who_rolled_back_keeps_what_readers_see(home: Path) -> None:
    publish(audited(home, fingerprint="facts-2"))
    rollback(home, 1)
    assert not publish(audited(home, fingerprint="facts-2"), again=False).is_current
    assert [revision.is_current for revision in list_revisions(home)] == [True, False]


def test_readers_get_back_a_link_that_was_lost(home: Path) -> None:
    current_link(home).unlink()
    assert publish(audited(home), again=False).is_current
    assert [revision.is_current for revision in list_revisions(home)] == [True]


def test_a_damaged_revision_holds_nothing(home: Path) -> None:
    (current_link(home).resolve() / "lead_scores.parquet").write_bytes(b"rubbish")
    assert publish(audited(home), again=False).number == 2
