"""The dbt project as it runs: a copy in the home folder with the rule files in force as its seeds.

dbt writes logs, state and compiled SQL beside its project. In a copy they stay inside the home, and
two homes with different rules never meet.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from orchestration.rules.files import Rules
from orchestration.settings import DBT_SOURCES, Settings

DBT = Path(sys.executable).with_name("dbt")
MANIFEST = "manifest.json"
STAMP = "parsed.sha256"
# The stamp is taken away first and comes back last.
PARSED = (MANIFEST, "partial_parse.msgpack", STAMP)


class TransformError(Exception):
    """dbt could not be started or could not read its project."""


def render_project(settings: Settings, rules: Rules) -> None:
    """Make `settings.dbt_dir` the dbt sources with `rules` as seeds."""
    wanted = {
        path.relative_to(DBT_SOURCES): path.read_bytes()
        for folder in ("models", "macros", "tests", "seeds")
        for path in sorted((DBT_SOURCES / folder).rglob("*"))
        if path.is_file() and path.suffix in (".sql", ".py", ".yml", ".csv")
    }
    wanted[Path("dbt_project.yml")] = _project_file(settings)
    wanted[Path("profiles.yml")] = _profiles_file(settings)
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
    """Return dbt's manifest of the rendered project, parsing it first if models changed.

    What another working folder of the home was parsed to, that of the rules check for one, is taken
    over if it is of the same project.
    """
    target = settings.dbt_dir / "target"
    digest = _structure_hash(settings)
    if not _is_parsed(target, digest):
        others = settings.home.glob("*/dbt_project/target")
        known = next((other for other in sorted(others) if _is_parsed(other, digest)), None)
        target.mkdir(exist_ok=True)
        (target / STAMP).unlink(missing_ok=True)
        if known:
            for name in PARSED:
                shutil.copyfile(known / name, target / name)
        else:
            _parse(settings)
            (target / STAMP).write_text(digest)
    return target / MANIFEST


def _is_parsed(target: Path, digest: str) -> bool:
    stamped = all((target / name).exists() for name in PARSED)
    return stamped and (target / STAMP).read_text() == digest and _is_whole(target / MANIFEST)


def _is_whole(manifest: Path) -> bool:
    # Every command of dbt writes it anew, and may be killed in the middle.
    try:
        json.loads(manifest.read_bytes())
    except ValueError:
        return False
    return True


def discard_working_state(settings: Settings) -> None:
    """Forget everything that was computed, so that the next run starts from landing alone."""
    shutil.rmtree(settings.work_dir, ignore_errors=True)


def _structure_hash(settings: Settings) -> str:
    digest = hashlib.sha256()
    for path in sorted(settings.dbt_dir.rglob("*")):
        relative = path.relative_to(settings.dbt_dir)
        if relative.parts[0] in ("target", "logs") or not path.is_file():
            continue
        digest.update(str(relative).encode())
        if path.suffix != ".csv":
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _project_file(settings: Settings) -> bytes:
    project = yaml.safe_load((DBT_SOURCES / "dbt_project.yml").read_text(encoding="utf-8"))
    project["vars"]["business_timezone"] = settings.business_timezone
    return yaml.safe_dump(project, sort_keys=False).encode()


def _profiles_file(settings: Settings) -> bytes:
    database = {
        "type": "duckdb",
        # From the project's folder, where dbt has to be started: dbt parses anew where the profile
        # differs, and a moved or copied home is the same project.
        "path": os.path.relpath(settings.warehouse_path, settings.dbt_dir),
        # DuckDB uses all cores inside a query; two models at once only share them.
        "threads": 1,
        # At the start only: DuckDB refuses to hear of another spill folder once it has spilled.
        "config_options": {
            "memory_limit": settings.memory_limit,
            "temp_directory": os.path.relpath(f"{settings.warehouse_path}.spill", settings.dbt_dir),
        },
        "settings": {
            "preserve_insertion_order": False,
            # Written and read once: compressing text costs more than it saves here.
            "force_compression": "uncompressed",
        },
    }
    profile = {"target": "duckdb", "outputs": {"duckdb": database}}
    return yaml.safe_dump({"account_progression": profile}, sort_keys=False).encode()


def _parse(settings: Settings) -> None:
    command = [str(DBT), "--quiet", "parse", "--profiles-dir", str(settings.dbt_dir)]
    done = subprocess.run(
        command,
        cwd=settings.dbt_dir,
        env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        output = f"{done.stdout.strip()}\n{done.stderr.strip()}".strip()
        raise TransformError(f"dbt could not read its project:\n{output}")
