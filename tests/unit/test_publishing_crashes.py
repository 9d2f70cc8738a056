"""A publication killed at any step leaves what readers saw, and the next one simply works."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.publishing import candidate, leftovers, publish, revision_files, revisions
from orchestration.publishing.candidate import build_candidate, candidate_directory
from orchestration.publishing.revisions import current_link, list_revisions, rollback
from tests.unit.publishing_home import audited_home, publish_run, rows_of, skip_expectations


class Killed(BaseException):
    """Stands for the end of the process: no handler may catch it and go on."""


# Function that publishing calls, in order, and the module in which it looks it up.
STEPS = [
    (publish, "tidy"),
    (publish, "require_verdict"),
    (publish, "copy_candidate"),
    (revision_files, "write_verdict"),
    (publish, "add_publish_log"),
    (revision_files, "write_parquet"),
    (publish, "write_manifest"),
    (publish, "seal"),
    (publish, "mark_pending"),
    (Path, "rename"),
    (publish, "point_readers_to"),
    (Path, "symlink_to"),
    (Path, "replace"),
]
LATE_STEPS = [
    (revisions, "flush_directory"),
    (publish, "forget_pending"),
    (publish, "prune"),
    (publish, "discard"),
]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a published revision and a second, audited candidate."""
    skip_expectations(monkeypatch)
    return audited_home(tmp_path / "home")


def kill_at(monkeypatch: pytest.MonkeyPatch, place: Any, name: str, *, after: bool) -> None:
    """Let the process die just before, or just after, a step."""
    step: Callable[..., object] = getattr(place, name)

    def killed(*arguments: Any, **named: Any) -> object:
        if after:
            step(*arguments, **named)
        raise Killed(name)

    monkeypatch.setattr(place, name, killed)


def served_run(home: Path) -> str:
    """Return the run that readers see, the same in every table."""
    with duckdb.connect(current_link(home) / "progression.duckdb", read_only=True) as reader:
        runs = {
            str(reader.execute(f"select max(run_id) from published.{table}").fetchall()[0][0])
            for table in ("people", "touches", "lead_scores", "account_stages")
        }
    (run,) = runs
    return run


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("place", "name"), STEPS, ids=[name for _, name in STEPS])
def test_a_crash_before_the_swap_leaves_the_old_revision(
    home: Path, monkeypatch: pytest.MonkeyPatch, place: Any, name: str, after: bool
) -> None:
    with monkeypatch.context() as patch:
        kill_at(patch, place, name, after=after)
        with pytest.raises(Killed):
            publish.publish(home)
    swapped = after and name == "point_readers_to"
    assert served_run(home) == ("run-2" if swapped else "run-1")
    assert [revision.number for revision in list_revisions(home)] == [1, 2][: 1 + swapped]
    assert_next_run_works(home)


@pytest.mark.parametrize(("place", "name"), LATE_STEPS, ids=[name for _, name in LATE_STEPS])
def test_a_crash_after_the_swap_leaves_the_new_revision(
    home: Path, monkeypatch: pytest.MonkeyPatch, place: Any, name: str
) -> None:
    with monkeypatch.context() as patch:
        kill_at(patch, place, name, after=False)
        with pytest.raises(Killed):
            publish.publish(home, keep=1)
    assert served_run(home) == "run-2"
    assert_next_run_works(home)


def test_a_crash_after_the_rename_can_be_repeated_or_rolled_over(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        kill_at(patch, publish, "point_readers_to", after=False)
        with pytest.raises(Killed):
            publish.publish(home)
    assert len([*(home / "published" / "revisions").glob("0*")]) == 2
    assert rollback(home, 1).number == 1
    assert publish.publish(home).number == 2
    log = rows_of(current_link(home) / "progression.duckdb", "publish_log")
    assert [row[0] for row in log] == ["run-1", "run-2"]


def test_a_revision_that_readers_saw_survives_a_crash_and_a_rollback(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        kill_at(patch, publish, "forget_pending", after=False)
        with pytest.raises(Killed):
            publish.publish(home)
    assert rollback(home).number == 1
    publish_run(home, "run-3")
    assert [revision.number for revision in list_revisions(home)] == [1, 2, 3]


@pytest.mark.parametrize(
    "name", ["read_build", "_require_marts", "write_parquet", "_require_no_log"]
)
def test_a_crash_while_a_candidate_is_built_leaves_none(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with monkeypatch.context() as patch:
        kill_at(patch, candidate, name, after=True)
        with pytest.raises(Killed):
            build_candidate(home)
    assert name == "read_build" or not candidate_directory(home).exists()
    assert served_run(home) == "run-1"
    assert_next_run_works(home)


def assert_next_run_works(home: Path) -> None:
    """The next run publishes, and nothing of the dead one is left beside it."""
    before = list_revisions(home)[-1].number
    revision = publish_run(home, "run-3")
    assert revision.number == before + 1
    assert served_run(home) == "run-3"
    folder = home / "published"
    assert {path.name for path in folder.iterdir()} == {"current", "revisions"}
    assert [path.name for path in (folder / "revisions").glob(".*")] == []
    log = rows_of(revision.path / "progression.duckdb", "publish_log")
    assert [row[3] for row in log] == [r.number for r in list_revisions(home)][-len(log) :]
    assert not leftovers.pending_path(home).exists()
    assert {path.name for path in home.iterdir()} <= {"work", "published", ".lock"}
