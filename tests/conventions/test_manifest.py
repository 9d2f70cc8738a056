"""The house rules that a machine can check, read from dbt's own files."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from expectations.keys import KEYS
from orchestration.build import build_definitions
from orchestration.column_docs import TARGET, column_dictionary
from orchestration.landing.contract import OBJECTS
from orchestration.settings import DBT_SOURCES, REPO_ROOT, Settings
from tests.conftest import begin_home

MODELS_DIR = DBT_SOURCES / "models"
SQL_FILES = sorted(MODELS_DIR.rglob("*.sql"))
DESCRIBED: dict[str, Any] = {
    model["name"]: model
    for path in MODELS_DIR.rglob("*.yml")
    for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
}
each_model = pytest.mark.parametrize("path", SQL_FILES, ids=lambda path: path.stem)


@each_model
def test_model_is_named_for_its_layer(path: Path) -> None:
    layer = path.relative_to(MODELS_DIR).parts[0]
    pattern = {"staging": r"stg_[a-z]+__[a-z_]+", "marts": r"[a-z_]+"}.get(layer, r"int_[a-z_]+")
    assert re.fullmatch(pattern, path.stem)


@each_model
def test_model_states_its_grain(path: Path) -> None:
    assert DESCRIBED[path.stem]["description"].startswith("One row per ")


@each_model
def test_only_staging_reads_sources(path: Path) -> None:
    layer = path.relative_to(MODELS_DIR).parts[0]
    if path.stem not in ("int_pages", "int_touches"):  # they list values of any version
        assert ("source(" in path.read_text()) == (layer == "staging")


@each_model
def test_no_model_reads_the_wall_clock(path: Path) -> None:
    clock = r"\b(now\(\)|current_date|current_timestamp|today\(\)|getdate)"
    assert not re.search(clock, path.read_text(), re.IGNORECASE)


def test_every_mart_is_published_and_every_published_table_is_a_mart() -> None:
    marts = {path.stem for path in (MODELS_DIR / "marts").rglob("*.sql")}
    assert marts == set(KEYS)


@pytest.mark.parametrize("table", KEYS)
def test_no_part_of_a_key_may_be_empty(table: str) -> None:
    (path,) = (MODELS_DIR / "marts").rglob(f"{table}.sql")
    bound = {
        column["name"]
        for column in DESCRIBED[table]["columns"]
        if {"type": "not_null"} in column.get("constraints", [])
    }
    # A view cannot carry a constraint; Great Expectations looks at its keys.
    if "materialized='view'" not in path.read_text():
        assert bound >= set(KEYS[table])


@pytest.mark.parametrize("table", KEYS)
def test_mart_columns_are_typed_and_described(table: str) -> None:
    for column in DESCRIBED[table]["columns"]:
        assert column["data_type"], column["name"]
        assert column["description"], column["name"]


def test_every_landed_object_is_a_source() -> None:
    sources = yaml.safe_load((MODELS_DIR / "staging" / "_sources.yml").read_text())["sources"]
    declared = {
        (source["name"], table["name"])
        for source in sources
        for table in source["tables"]
        if source["name"] not in ("control", "reference", "reported")
    }
    assert declared == {(contract.source, name) for name, contract in OBJECTS.items()}


def test_every_asset_says_what_it_is(tmp_path: Path, parsed: Path) -> None:
    settings = Settings(home=begin_home(tmp_path / "home", parsed))
    assets = build_definitions(settings).resolve_asset_graph()
    keys = assets.materializable_asset_keys
    assert {key.path[0] for key in keys} >= {"crm", "control", "marts", "candidate", "published"}
    assert not [key.to_user_string() for key in keys if not assets.get(key).description]


def test_every_requirement_is_pinned_by_hash_and_names_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (REPO_ROOT / name).read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_the_column_dictionary_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == column_dictionary(), "run `make docs`"
