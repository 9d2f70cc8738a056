"""Nothing is published without a passing verdict about exactly the candidate that is there."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from orchestration.publishing.audit import audit_candidate
from orchestration.publishing.build_record import build_path
from orchestration.publishing.candidate import build_candidate, candidate_directory
from orchestration.publishing.errors import (
    CandidateChangedError,
    GateFailedError,
    HomeBusyError,
    NoBuildError,
    NoCandidateError,
    PublishError,
)
from orchestration.publishing.lock import home_lock
from orchestration.publishing.publish import publish
from orchestration.publishing.revisions import current_link
from orchestration.publishing.verdict import Check
from tests.unit.publishing_home import (
    audited_home,
    prepare_home,
    skip_expectations,
    write_build,
)
from tests.unit.publishing_rows import good_tables

FAILED = Check(
    "lead_scores",
    "score_is_present",
    "critical",
    False,
    2,
    ("person_id=p1", "person_id=p2"),
    "Why.",
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a published revision and a second, audited candidate."""
    skip_expectations(monkeypatch)
    return audited_home(tmp_path / "home")


def assert_refused(home: Path, error: type[PublishError], words: str) -> None:
    before = current_link(home).readlink()
    with pytest.raises(error, match=words):
        publish(home)
    assert current_link(home).readlink() == before
    assert [path.name for path in before.parent.glob(".unfinished*")] == []
    with duckdb.connect(current_link(home) / "progression.duckdb", read_only=True) as reader:
        assert reader.execute("select distinct run_id from published.people").fetchall() == [
            ("run-1",)
        ]


def change_verdict(home: Path, **changes: object) -> None:
    path = candidate_directory(home) / "verdict.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_without_a_candidate_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoCandidateError, match="no candidate to publish; run `progression run`"):
        publish(tmp_path)
    with pytest.raises(NoCandidateError, match="no candidate to check; run `progression run`"):
        audit_candidate(tmp_path)


def test_a_failed_gate_names_table_expectation_reason_and_examples(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skip_expectations(monkeypatch, FAILED)
    assert not audit_candidate(home).passed
    assert_refused(home, GateFailedError, "1 blocking check failed")
    with pytest.raises(GateFailedError) as caught:
        publish(home)
    assert caught.value.checks == (FAILED,)
    assert str(caught.value).splitlines()[1] == (
        "  lead_scores: score_is_present. Why. Found: 2. Examples: person_id=p1; person_id=p2."
    )


def test_a_candidate_that_was_never_checked_is_refused(home: Path) -> None:
    (candidate_directory(home) / "verdict.json").unlink()
    assert_refused(home, NoCandidateError, "has not been checked")


def test_a_new_candidate_does_not_inherit_the_old_verdict(home: Path) -> None:
    build_candidate(home)
    assert_refused(home, NoCandidateError, "has not been checked")


def test_a_verdict_that_cannot_be_read_is_none(home: Path) -> None:
    for text in ("{", "[]", "{}", "null"):
        (candidate_directory(home) / "verdict.json").write_text(text)
        assert_refused(home, CandidateChangedError, "verdict cannot be read")


def test_a_verdict_that_says_no_is_believed_even_without_a_reason(home: Path) -> None:
    change_verdict(home, passed=False)
    assert_refused(home, GateFailedError, "nothing was published")


def test_a_verdict_by_other_expectations_is_refused(home: Path) -> None:
    change_verdict(home, suites="0" * 64)
    assert_refused(home, CandidateChangedError, "other expectations than those in force")


def test_a_verdict_about_another_run_is_refused(home: Path) -> None:
    write_build(home, run_id="run-3")
    assert_refused(home, CandidateChangedError, "of run 'run-2', the last build of run 'run-3'")


def test_a_transform_under_way_forbids_publishing_the_old_candidate(home: Path) -> None:
    build_path(home).unlink()
    assert_refused(home, NoBuildError, "no finished build")


def append_a_byte(directory: Path) -> None:
    with (directory / "people.parquet").open("ab") as stream:
        stream.write(b"x")


def change_a_row(directory: Path) -> None:
    with duckdb.connect(directory / "progression.duckdb") as connection:
        connection.execute("update published.lead_scores set score = 99")


def remove_a_file(directory: Path) -> None:
    (directory / "owners.parquet").unlink()


def add_a_file(directory: Path) -> None:
    (directory / "extra.parquet").write_bytes(b"")


@pytest.mark.parametrize(
    ("tamper", "file"),
    [
        (append_a_byte, "people.parquet"),
        (change_a_row, "progression.duckdb"),
        (remove_a_file, "owners.parquet"),
        (add_a_file, "extra.parquet"),
    ],
)
def test_a_candidate_changed_after_its_verdict_is_refused(
    home: Path, tamper: Callable[[Path], None], file: str
) -> None:
    tamper(candidate_directory(home))
    assert_refused(home, CandidateChangedError, f"changed after it was checked .{file}")


def swap_parquet(directory: Path) -> None:
    duckdb.sql("select 'p9' as person_id").write_parquet(str(directory / "people.parquet"))


def add_a_table(directory: Path) -> None:
    with duckdb.connect(directory / "progression.duckdb") as connection:
        connection.execute("create table published.extra as select 1 as one")


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (add_a_file, r"does not hold the files it was built of \(extra.parquet\)"),
        (remove_a_file, r"does not hold the files it was built of \(owners.parquet\)"),
        (swap_parquet, "people.parquet does not hold the rows of table people"),
        (add_a_table, r"exactly the published tables \(published.extra\)"),
    ],
)
def test_an_audit_refuses_files_that_do_not_belong_together(
    home: Path, tamper: Callable[[Path], None], words: str
) -> None:
    tamper(candidate_directory(home))
    with pytest.raises(CandidateChangedError, match=words):
        audit_candidate(home)
    assert_refused(home, NoCandidateError, "has not been checked")


def test_no_candidate_is_built_of_an_unfinished_build(tmp_path: Path) -> None:
    prepare_home(tmp_path)
    build_path(tmp_path).write_text("{}")
    with pytest.raises(NoBuildError, match="cannot be read"):
        build_candidate(tmp_path)
    write_build(tmp_path, dbt_tests_failed=2)
    with pytest.raises(NoBuildError, match="failed 2 of its dbt tests"):
        build_candidate(tmp_path)
    build_path(tmp_path).unlink()
    with pytest.raises(NoBuildError, match="never ran, was cut short or failed a test"):
        build_candidate(tmp_path)
    assert not candidate_directory(tmp_path).exists()


def test_a_missing_mart_is_named(tmp_path: Path) -> None:
    tables = good_tables()
    del tables["owners"], tables["timeline"]
    prepare_home(tmp_path, tables)
    with pytest.raises(NoBuildError, match=r"lacks marts\.owners, marts\.timeline"):
        build_candidate(tmp_path)
    assert [path.name for path in tmp_path.glob("candidate*")] == []


def test_a_home_in_use_is_busy_for_every_other_process(home: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from orchestration.publishing.publish import publish\n"
        "from orchestration.publishing.errors import HomeBusyError\n"
        "try: publish(Path(sys.argv[1]))\n"
        "except HomeBusyError as error: print(error)"
    )
    with home_lock(home), home_lock(home):
        command = [sys.executable, "-c", code, str(home)]
        found = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "another run is working on" in found.stdout
        assert "try again later" in found.stdout
    assert publish(home).number == 2


def test_busy_is_an_error_of_publishing() -> None:
    assert issubclass(HomeBusyError, PublishError)
