"""The dbt project as it runs: a copy in the home folder with the rule files in force as its seeds.

dbt writes logs, state and compiled SQL beside its project. In a copy they stay inside the home, and
two homes with different rules never meet.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from orchestration.rules.files import Rules
from orchestration.settings import DBT_SOURCES, Settings


class TransformError(Exception):
    """dbt could not be started or could not read its project."""


def render_project(settings: Settings, rules: Rules) -> None:
    """Make `settings.dbt_dir` the dbt sources with `rules` as seeds; unchanged files keep their time."""
    wanted = {
        path.relative_to(DBT_SOURCES): path.read_bytes()
        for folder in ("models", "macros", "tests", "seeds")
        for path in sorted((DBT_SOURCES / folder).rglob("*"))
        if path.is_file() and path.suffix in (".sql", ".yml", ".csv")
    }
    for name in ("dbt_project.yml", "profiles.yml"):
        wanted[Path(name)] = (DBT_SOURCES / name).read_bytes()
    for file in rules.files.values():
        wanted[Path("seeds") / f"{file.name}.csv"] = file.as_csv().encode()
    for folder in ("models", "macros", "tests", "seeds"):
        for path in (settings.dbt_dir / folder).rglob("*"):
            if path.is_file() and path.relative_to(settings.dbt_dir) not in wanted:
                path.unlink()
    for name, content in wanted.items():
        path = settings.dbt_dir / name
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def ensure_manifest(settings: Settings) -> Path:
    """Return dbt's manifest of the rendered project, parsing it first if models changed."""
    manifest = settings.dbt_dir / "target" / "manifest.json"
    stamp = settings.dbt_dir / "target" / "parsed.sha256"
    digest = _structure_hash(settings)
    if not manifest.exists() or not stamp.exists() or stamp.read_text() != digest:
        _parse(settings)
        stamp.write_text(digest)
    return manifest


def dbt_environment(settings: Settings) -> dict[str, str]:
    """Environment in which dbt runs; its paths are absolute so that any folder may be current."""
    return {
        **os.environ,
        "PROGRESSION_WAREHOUSE": str(settings.warehouse_path),
        "PROGRESSION_MEMORY_LIMIT": settings.memory_limit,
        "DBT_PROFILES_DIR": str(settings.dbt_dir),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
    }


def dbt_vars(settings: Settings) -> str:
    """Variables of the run as dbt takes them; they do not change from day to day."""
    return f"{{business_timezone: {settings.business_timezone}}}"


def discard_working_state(settings: Settings) -> None:
    """Forget everything that was computed, so that the next run starts from landing alone."""
    shutil.rmtree(settings.work_dir, ignore_errors=True)


def _structure_hash(settings: Settings) -> str:
    digest = hashlib.sha256(dbt_vars(settings).encode())
    for path in sorted(settings.dbt_dir.rglob("*")):
        relative = path.relative_to(settings.dbt_dir)
        if relative.parts[0] in ("target", "logs") or not path.is_file():
            continue
        digest.update(str(relative).encode())
        if path.suffix != ".csv":
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _parse(settings: Settings) -> None:
    command = ["dbt", "--quiet", "parse", "--vars", dbt_vars(settings)]
    done = subprocess.run(
        command,
        cwd=settings.dbt_dir,
        env=dbt_environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise TransformError(f"dbt could not read its project:\n{done.stdout.strip()}{done.stderr.strip()}")
