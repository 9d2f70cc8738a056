"""A bad candidate is never published, whichever way publishing is started."""

import shutil
from pathlib import Path

import dagster as dg
import duckdb
import pytest
from typer.testing import CliRunner

from orchestration.build import build_definitions
from orchestration.cli import app
from orchestration.publishing.candidate import build_candidate
from orchestration.publishing.errors import PublishError
from orchestration.publishing.revisions import current_revision
from orchestration.settings import Settings
from tests.pipeline.conftest import END, Ran

pytestmark = pytest.mark.pipeline


@pytest.fixture
def home(ran: Ran, tmp_path: Path) -> Settings:
    """A copy of the home after its first run."""
    shutil.copytree(ran.settings.home, tmp_path / "home", symlinks=True)
    return ran.settings.model_copy(update={"home": tmp_path / "home"})


def spoil_warehouse(settings: Settings) -> None:
    """Give one person a point that no rule accounts for."""
    with duckdb.connect(str(settings.warehouse_path)) as connection:
        connection.execute(
            "update marts.lead_scores set score = score + 1 "
            "where person_id = (select min(person_id) from marts.lead_scores where score < 99)"
        )


def materialize(settings: Settings, *groups: dg.AssetSelection) -> dg.ExecuteInProcessResult:
    definitions = build_definitions(settings)
    selection = groups[0]
    for group in groups[1:]:
        selection |= group
    job = dg.define_asset_job("part", selection=selection)
    parts = dg.Definitions.merge(definitions, dg.Definitions(jobs=[job]))
    with dg.DagsterInstance.ephemeral() as instance:
        return parts.resolve_job_def("part").execute_in_process(
            instance=instance, raise_on_error=False
        )


PUBLISH = dg.AssetSelection.assets(["published", "revision"])
CANDIDATE = dg.AssetSelection.key_prefixes("candidate")


def test_a_spoiled_candidate_fails_its_check_and_is_not_published(home: Settings) -> None:
    before = current_revision(home.home)
    spoil_warehouse(home)
    result = materialize(home, CANDIDATE, PUBLISH)
    assert not result.success
    failed = {e.check_name for e in result.get_asset_check_evaluations() if not e.passed}
    assert any("ledger" in name or "sum" in name or "add" in name for name in failed), failed
    assert current_revision(home.home) == before


def test_publishing_alone_after_a_failed_gate_publishes_nothing(home: Settings) -> None:
    before = current_revision(home.home)
    spoil_warehouse(home)
    materialize(home, CANDIDATE)
    assert not materialize(home, PUBLISH).success
    assert current_revision(home.home) == before


def test_publishing_a_candidate_that_nobody_checked_publishes_nothing(home: Settings) -> None:
    before = current_revision(home.home)
    build_candidate(home.home)
    assert not materialize(home, PUBLISH).success
    assert current_revision(home.home) == before


def test_publishing_without_any_candidate_says_what_to_run(home: Settings) -> None:
    from orchestration.publishing.publish import publish

    with pytest.raises(PublishError, match="progression run"):
        publish(home.home)


def test_a_failed_gate_ends_the_command_with_1_and_names_the_check(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orchestration.assets import candidate as step

    def spoil_then_build(path: Path, **options: object) -> object:
        spoil_warehouse(home)
        return build_candidate(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(step, "build_candidate", spoil_then_build)
    before = current_revision(home.home)
    arguments = ["run", "--input", str(home.input), "--home", str(home.home)]
    result = CliRunner().invoke(app, [*arguments, "--as-of", END.isoformat(), "--force"])
    assert result.exit_code == 1
    assert "nothing was published" in result.stderr
    assert "lead_scores" in result.stderr
    assert current_revision(home.home) == before


def test_an_unreadable_file_ends_the_run_before_anything_changes(
    home: Settings, tmp_path: Path
) -> None:
    shutil.copytree(home.input or tmp_path, tmp_path / "input")
    (tmp_path / "input" / "owners.csv").write_bytes(b"name\nnobody\n")
    before = current_revision(home.home)
    arguments = ["run", "--input", str(tmp_path / "input"), "--home", str(home.home)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 1
    assert "owners.csv" in result.stderr
    assert "owner_id" in result.stderr
    assert current_revision(home.home) == before


def test_a_day_lost_to_quarantine_is_refused(home: Settings, tmp_path: Path) -> None:
    """Nothing of the file is stored, so without the gate there would be nothing to publish.

    That the same file landed again changes nothing, and a corrected one lifts the refusal, is
    tested where it is decided: test_landing_notes, int_last_landings.
    """
    before = current_revision(home.home)
    touches = tmp_path / "input" / "touches.new.csv"
    touches.parent.mkdir()
    rows = (f"x{i},29/06/2026 10:00,page_viewed,nobody" for i in range(120))
    touches.write_text("\n".join(["touch_id,occurred_at,kind,person_id", *rows]))
    arguments = ["run", "--input", str(touches.parent), "--home", str(home.home)]
    refused = CliRunner().invoke(app, [*arguments, "--as-of", END.isoformat()])
    assert refused.exit_code == 1
    for words in (
        "the_last_landing_is_not_lost",
        "source=automation, object=touches, last_landing=2, last_lost=120, last_new=120, "
        "last_reason=occurred_at is not a timestamp, last_quarantine=quarantine/touches/",
        "landing_limits",
    ):
        assert words in refused.stderr
    assert current_revision(home.home) == before
