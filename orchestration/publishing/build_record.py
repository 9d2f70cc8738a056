"""The record of a finished transform: written after dbt and all its tests passed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.publishing.errors import NoBuildError

BUILD_FILE = "build.json"


@dataclass(frozen=True)
class BuildRecord:
    """Which run filled the working database, under which rules, over which facts."""

    run_id: str
    as_of: str
    rules_version: str
    fingerprint: str
    started_at: str
    dbt_tests_passed: int
    dbt_tests_failed: int


def warehouse_path(home: Path) -> Path:
    """Return the working database of a home folder."""
    return home / "work" / "warehouse.duckdb"


def build_path(home: Path) -> Path:
    """Return the file in which the transform leaves its record."""
    return home / "work" / BUILD_FILE


def read_build(path: Path) -> BuildRecord:
    """Read a build record; raises NoBuildError if it is absent, damaged or of a failed build."""
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        build = BuildRecord(**{name: content[name] for name in BuildRecord.__dataclass_fields__})
    except FileNotFoundError as error:
        raise NoBuildError(
            "the working database holds no finished build: its transform never ran, was cut short "
            "or failed a test; run `progression run` again"
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise NoBuildError(
            f"{path} cannot be read ({error!r}); run `progression run --force` to build again"
        ) from error
    if build.dbt_tests_failed:
        raise NoBuildError(
            f"the build failed {build.dbt_tests_failed} of its dbt tests; "
            "correct what they name and run `progression run` again"
        )
    return build
