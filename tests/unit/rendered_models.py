"""Models run on their own: their SQL with the project's own macros, on a database in memory."""

from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import jinja2

from orchestration.settings import DBT_SOURCES

MACROS = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((DBT_SOURCES / "macros").glob("*.sql"))
)


class _Adapter:
    """Stands for dbt's adapter: DuckDB, so the default macro of each dispatched one."""

    def __init__(self) -> None:
        self.module: Any = None

    def dispatch(self, name: str) -> Any:
        return getattr(self.module, f"default__{name}")

    def quote(self, name: str) -> str:
        return f'"{name}"'


class _CrossDatabase:
    """Those of dbt's cross-database macros that the rendered models use, as DuckDB spells them."""

    def split_part(self, text: str, delimiter: str, number: int) -> str:
        return f"split_part({text}, {delimiter}, {number})"

    def position(self, part: str, text: str) -> str:
        return f"position({part} in {text})"


@cache
def model_sql(name: str) -> str:
    """Return a model's SQL, in which every other model and seed is a table of its name.

    Raises ValueError if there is no such model.
    """
    (path,) = (DBT_SOURCES / "models").rglob(f"{name}.sql")
    adapter = _Adapter()
    context = {
        "adapter": adapter,
        "dbt": _CrossDatabase(),
        "ref": lambda model: model,
        "return": lambda value: value,
        "var": lambda name: {"business_timezone": "UTC"}[name],
    }
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.do"])
    adapter.module = environment.from_string(MACROS).make_module(context)
    macros = {
        name: value
        for name, value in vars(adapter.module).items()
        if isinstance(value, jinja2.runtime.Macro)
    }
    template = environment.from_string(path.read_text(encoding="utf-8"))
    return template.render(**context, **macros)


def build_model(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Create the table of a model; the tables that it reads must be there."""
    connection.execute(f"create table {name} as {model_sql(name)}")


def load_seed(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Create the table of a seed, all columns text."""
    connection.execute(
        f"create table {path.stem} as from read_csv(?, header = true, all_varchar = true)",
        [str(path)],
    )
