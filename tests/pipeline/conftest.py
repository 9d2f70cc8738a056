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
from orchestration.settings import Settings

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


def run_once(home: Path, source: Path, threads: int | None = None) -> Ran:
    """Run the pipeline on `source` as of the demo's last day."""
    settings = Settings(home=home, input=source, as_of=END, threads=threads)
    return Ran(settings, run_pipeline(settings, silent))


@pytest.fixture(scope="session")
def company(shared: Path) -> Path:
    """Input files of a demo company small enough to run in seconds."""
    out = shared / "company"
    with FileLock(shared / "company.lock"):
        if not out.exists():
            generate_company(out, accounts=60, people=300, touches=6000, days=360, end=END, seed=11)
    return out


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
