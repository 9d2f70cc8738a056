"""One small company, run once through the whole pipeline; much is asserted on it.

A run costs half a minute, mostly start-up, so tests share it and copy its home to change it. Where
several processes run tests, one of them makes the run and each works on a copy.
"""

import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from filelock import FileLock

from orchestration.demo.company import generate_company
from orchestration.pipeline import Outcome, run_pipeline
from orchestration.rules.files import read_rules
from orchestration.settings import DBT_SOURCES, Settings
from orchestration.transform.project import ensure_manifest, render_project

END = date(2026, 6, 30)
Query = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Ran:
    """A home after one run, and what the run said of itself."""

    settings: Settings
    outcome: Outcome

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the published file, as a BI tool would."""
        path = self.settings.home / "published" / "current" / "progression.duckdb"
        with duckdb.connect(str(path), read_only=True) as connection:
            connection.execute("set schema = 'published'")
            return connection.execute(sql).fetchall()


def silent(_: str) -> None:
    """Hear of progress and say nothing."""


def begin_home(home: Path, parsed: Path) -> Path:
    """Make a new home in which dbt need not read its project first, for the time that takes."""
    shutil.copytree(parsed, Settings(home=home).dbt_dir / parsed.name)
    return home


def run_once(home: Path, source: Path, **options: Any) -> Ran:
    """Run the pipeline on `source` as of the demo's last day."""
    settings = Settings(home=home, input=source, as_of=END)
    return Ran(settings, run_pipeline(settings, silent, **options))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what needs no shared run, so that no process waits for the other to make it."""
    items.sort(key=lambda item: "test_oracle" not in item.nodeid)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of this test session see."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def company(shared: Path) -> Path:
    """Input files of a demo company small enough to run in seconds."""
    out = shared / "company"
    with FileLock(shared / "company.lock"):
        if not out.exists():
            generate_company(out, accounts=60, people=300, touches=6000, days=360, end=END, seed=11)
    return out


@pytest.fixture(scope="session")
def parsed(shared: Path) -> Path:
    """What dbt makes of its project whatever the rules, for `begin_home`."""
    settings = Settings(home=shared / "parsed")
    with FileLock(shared / "parsed.lock"):
        render_project(settings, read_rules(DBT_SOURCES / "seeds", None))
        return ensure_manifest(settings).parent


@pytest.fixture(scope="session")
def ran(company: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The company after its first run, which began with an empty home."""
    made, result = shared / "ran", shared / "ran.pickle"
    with FileLock(shared / "ran.lock"):
        if not result.exists():
            result.write_bytes(pickle.dumps(run_once(made, company).outcome))
    home = tmp_path_factory.mktemp("ran") / "home"
    shutil.copytree(made, home, symlinks=True)
    outcome: Outcome = pickle.loads(result.read_bytes())
    moved = home / outcome.revision.path.relative_to(made)
    outcome = replace(outcome, revision=replace(outcome.revision, path=moved))
    return Ran(Settings(home=home, input=company, as_of=END), outcome)
