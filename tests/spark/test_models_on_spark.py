"""Every published table has the same rows on Spark as on DuckDB: `make spark`, ten minutes.

What is landed, the look-ups and what the five Python models compute come from a run on DuckDB; a
Spark of this machine reads the rule files and computes everything else anew.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.demo.company import generate_company
from orchestration.settings import DBT_SOURCES
from orchestration.transform.project import ensure_manifest
from tests.pipeline.conftest import END, Ran, run_once

pytestmark = pytest.mark.spark

SESSION = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "5g",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.default": "parquet",
    # A timestamp of DuckDB is of UTC; Spark would take it for one of no time zone.
    "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
    "spark.sql.cteRecursionLevelLimit": "-1",
    "spark.sql.cteRecursionRowLimit": "-1",
    # Sums of many cases make deep expressions.
    "spark.driver.extraJavaOptions": "-Duser.timezone=UTC -Xss16m",
}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("duckdb")
    generate_company(
        folder / "company", accounts=200, people=1500, touches=30000, days=540, end=END, seed=17
    )
    return run_once(folder / "home", folder / "company")


@pytest.fixture(scope="module")
def nodes(ran: Ran) -> dict[str, Any]:
    manifest = json.loads(ensure_manifest(ran.settings).read_bytes())
    return {**manifest["sources"], **manifest["nodes"]}


@pytest.fixture(scope="module")
def warehouse(ran: Ran) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(ran.settings.warehouse_path), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        yield connection


@pytest.fixture(scope="module")
def marts(nodes: dict[str, Any]) -> list[str]:
    return [node["name"] for node in nodes.values() if node.get("schema") == "marts"]


@pytest.fixture(scope="module")
def lake(
    ran: Ran,
    nodes: dict[str, Any],
    marts: list[str],
    warehouse: duckdb.DuckDBPyConnection,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Folder with Parquet files of every published table after dbt ran on Spark."""
    from dbt.cli.main import dbtRunner
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    building = SparkSession.builder.master("local[2]")
    for name, value in {**SESSION, "spark.sql.warehouse.dir": str(folder / "lake")}.items():
        building = building.config(name, value)
    session = building.getOrCreate()
    given = [node for node in nodes.values() if _is_given(node)]
    for node in given:
        name, file = f"{node['schema']}.{node['name']}", folder / f"{node['name']}.parquet"
        warehouse.execute(f"copy (from {name}) to '{file}'")
        session.sql(f"create database if not exists {node['schema']}")
        session.read.parquet(str(file)).write.saveAsTable(name)
    without = [node["name"] for node in given if node["resource_type"] == "model"]
    command = ["build", "--exclude-resource-type", "unit_test", "--exclude", *without, "--target",
               "spark", "--project-dir", str(ran.settings.dbt_dir), "--profiles-dir",
               str(DBT_SOURCES), "--target-path", str(folder / "target"), "--log-path",
               str(folder / "logs")]  # fmt: skip
    outcome = dbtRunner().invoke(command)
    results: Any = outcome.result
    assert outcome.success, [
        (result.node.name, result.message)
        for result in results
        if result.status not in ("success", "pass")
    ]
    # Some are views, of which Spark keeps no rows.
    for name in marts:
        session.table(f"marts.{name}").write.parquet(str(folder / "marts" / name))
    return folder / "marts"


def test_published_tables_are_the_same_on_spark(
    marts: list[str], lake: Path, warehouse: duckdb.DuckDBPyConnection
) -> None:
    assert len(marts) > 50
    different = {
        name: counts for name in marts if (counts := _differences(warehouse, name, lake)) != (0, 0)
    }
    assert different == {}
    counts = [warehouse.execute(f"select count(*) from marts.{name}").fetchall() for name in marts]
    rows = sum(count for ((count,),) in counts)
    print(f"{len(marts)} tables with {rows:,} rows are the same on Spark as on DuckDB")


def _is_given(node: dict[str, Any]) -> bool:
    is_python = node["resource_type"] == "model" and node["language"] == "python"
    return is_python or node["resource_type"] == "source"


def _differences(warehouse: duckdb.DuckDBPyConnection, name: str, lake: Path) -> tuple[int, int]:
    """Rows of a table that only DuckDB has, and that only Spark has; doubles to eight digits."""
    columns = warehouse.execute(f"describe marts.{name}").fetchall()
    shown = ", ".join(
        f"printf('%.8e', {column})" if kind == "DOUBLE"
        else f"epoch_us({column})" if kind.startswith("TIMESTAMP") else f'"{column}"'
        for column, kind, *_ in columns
    )  # fmt: skip
    here = f"select {shown} from marts.{name}"
    there = f"select {shown} from read_parquet('{lake}/{name}/*.parquet')"
    return tuple(
        warehouse.execute(f"select count(*) from ({one} except all {other})").fetchall()[0][0]
        for one, other in [(here, there), (there, here)]
    )  # type: ignore[return-value]
