"""One demo company for all tests that only read it."""

import duckdb
import pytest

from orchestration.demo.company import DemoSummary
from orchestration.demo.object_files import FILES
from tests.unit.demo_company import generate


@pytest.fixture(scope="session")
def summary(tmp_path_factory: pytest.TempPathFactory) -> DemoSummary:
    """The company that the command makes when no size is named."""
    return generate(tmp_path_factory.mktemp("demo"), (200, 1200, 40_000, 540))


@pytest.fixture(scope="session")
def company(summary: DemoSummary) -> duckdb.DuckDBPyConnection:
    """One view for each main file, read as DuckDB reads it."""
    connection = duckdb.connect()
    for name in FILES:
        path, parts = summary.folder / name, name.split(".")
        view = parts[0] if not parts[1].isdigit() else f"{parts[0]}_{parts[1]}"
        if path.suffix == ".parquet":
            source = f"read_parquet('{path}')"
        elif path.suffix == ".jsonl":
            source = f"read_json('{path}', ignore_errors = true)"
        elif view == "touches_3":
            source = f"read_csv('{path}', all_varchar = true, ignore_errors = true)"
        else:
            source = f"read_csv('{path}')"
        connection.execute(f"create view {view} as select * from {source}")
    return connection
