"""dbt reads its project, which takes it ten seconds, only where it does not know it yet."""

from pathlib import Path

import pytest

from orchestration.rules.files import read_rules
from orchestration.settings import DBT_SOURCES, Settings
from orchestration.transform import project
from orchestration.transform.project import PARSED, STAMP, ensure_manifest, render_project


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """Whose projects were parsed; dbt's files hold the name of the working folder."""
    calls: list[Settings] = []

    def parse(settings: Settings) -> None:
        calls.append(settings)
        target = settings.dbt_dir / "target"
        target.mkdir(exist_ok=True)
        for name in PARSED:
            if name != STAMP:
                (target / name).write_text(f'"{settings.work_name}"')

    monkeypatch.setattr(project, "_parse", parse)
    return calls


def rendered(home: Path, **changes: str) -> Settings:
    settings = Settings(home=home).model_copy(update=changes)
    render_project(settings, read_rules(DBT_SOURCES / "seeds", None))
    return settings


def test_a_copied_home_holds_the_same_project_to_the_byte(tmp_path: Path) -> None:
    one, other = (rendered(tmp_path / name).dbt_dir for name in ("one", "other"))
    files = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert Path("profiles.yml") in files
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in files)


def test_a_project_is_parsed_once_and_again_when_a_model_changes(
    tmp_path: Path, parsed: list[Settings]
) -> None:
    settings = rendered(tmp_path)
    for _ in range(2):
        assert ensure_manifest(settings).read_text() == '"work"'
    assert parsed == [settings]
    (settings.dbt_dir / "models" / "more.sql").write_text("select 1")
    ensure_manifest(settings)
    assert parsed == [settings, settings]


def test_the_rules_check_takes_over_what_the_run_parsed(
    tmp_path: Path, parsed: list[Settings]
) -> None:
    run, check = rendered(tmp_path), rendered(tmp_path, work_name="check")
    ensure_manifest(run)
    assert ensure_manifest(check).read_text() == '"work"'
    assert parsed == [run]


def test_another_project_or_half_of_one_is_not_taken_over(
    tmp_path: Path, parsed: list[Settings]
) -> None:
    run, check = rendered(tmp_path), rendered(tmp_path, work_name="check")
    ensure_manifest(run)
    (run.dbt_dir / "target" / PARSED[1]).unlink()
    assert ensure_manifest(check).read_text() == '"check"'
    other = rendered(tmp_path, work_name="other", business_timezone="Asia/Shanghai")
    assert ensure_manifest(other).read_text() == '"other"'
    assert parsed == [run, check, other]


def test_what_dbt_left_half_written_is_parsed_anew(tmp_path: Path, parsed: list[Settings]) -> None:
    settings = rendered(tmp_path)
    manifest = ensure_manifest(settings)
    manifest.write_text('{"nodes": {')
    assert ensure_manifest(settings).read_text() == '"work"'
    assert parsed == [settings, settings]


def test_no_stamp_of_another_project_outlives_a_parse_that_was_killed(
    tmp_path: Path, parsed: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_manifest(rendered(tmp_path))

    def killed(settings: Settings) -> None:
        (settings.dbt_dir / "target" / project.MANIFEST).write_text('"half"')
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(project, "_parse", killed)
        with pytest.raises(KeyboardInterrupt):
            ensure_manifest(rendered(tmp_path, business_timezone="Asia/Shanghai"))
    assert ensure_manifest(rendered(tmp_path)).read_text() == '"work"'
    assert len(parsed) == 2
