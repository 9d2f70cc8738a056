"""In which order files run, and what dbt makes of its project, for all of them."""

import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from orchestration.rules.files import read_rules
from orchestration.settings import DBT_SOURCES, Settings
from orchestration.transform.project import PARSED, ensure_manifest, render_project

# A file stays with one process, so the longest begin: what is short fills the end evenly. The first
# makes the run that others share; meanwhile the other process does what needs none.
LONGEST = (
    "test_rule_change",
    "test_publishing_crashes",
    "test_oracle",
    "test_gate",
    "test_publishing_revisions",
    "test_predictions",
    "test_repeated_runs",
    "test_hardly_anything",
)


def begin_home(home: Path, parsed: Path) -> Path:
    """Make a new home in which dbt need not read its project first, for the time that takes."""
    target = Settings(home=home).dbt_dir / parsed.name
    target.mkdir(parents=True)
    for name in PARSED:
        shutil.copyfile(parsed / name, target / name)
    return home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; the others stay as they are."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONGEST)))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of this test session see."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def parsed(shared: Path) -> Path:
    """What dbt makes of its project whatever the rules, for `begin_home`."""
    with FileLock(shared / "ran.lock"):
        has_run = (shared / "ran.pickle").exists()
    settings = Settings(home=shared / ("ran" if has_run else "parsed"))
    with FileLock(shared / "parsed.lock"):
        render_project(settings, read_rules(DBT_SOURCES / "seeds", None))
        return ensure_manifest(settings).parent
