"""One hash of everything that decides published rows: landed rows, rules, code, date, time zone."""

import hashlib
from datetime import date
from functools import cache

from orchestration.settings import REPO_ROOT

CODE_FOLDERS = ("dbt_project", "expectations", "orchestration")
CODE_SUFFIXES = (".py", ".sql", ".yml")


@cache
def code_version() -> str:
    """Hash the project's own code, without seeds: rules have a version of their own."""
    digest = hashlib.sha256()
    for folder in CODE_FOLDERS:
        for path in sorted((REPO_ROOT / folder).rglob("*")):
            if path.suffix in CODE_SUFFIXES and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(REPO_ROOT)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def fingerprint(landing_version: str, rules_version: str, as_of: date, timezone: str) -> str:
    """Two runs with one fingerprint publish the same rows."""
    parts = [landing_version, rules_version, code_version(), as_of.isoformat(), timezone]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
