"""Models run on their own: their SQL with the project's own macros, on a database in memory."""

import importlib.util
import re
from collections.abc import Collection, Iterator
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


def model_sql(name: str) -> str:
    """Return a model's SQL, in which every other model and seed is a table of its name.

    Raises ValueError if there is no such model.
    """
    return _render(name)[0]


@cache
def _render(name: str) -> tuple[str, tuple[str, ...]]:
    """Return a model's SQL and the names that it refers to."""
    (path,) = (DBT_SOURCES / "models").rglob(f"{name}.sql")
    references: dict[str, None] = {}

    def ref(model: str) -> str:
        references[model] = None
        return model

    adapter = _Adapter()
    context = {
        "adapter": adapter,
        "config": lambda **_: "",
        "dbt": _CrossDatabase(),
        "ref": ref,
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
    return template.render(**context, **macros), tuple(references)


def build_model(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Create the table of a model; the tables that it reads must be there."""
    connection.execute(f"create table {name} as {model_sql(name)}")


def build_upstream(
    connection: duckdb.DuckDBPyConnection, names: Collection[str], given: Collection[str]
) -> None:
    """Create the tables of models and of all that they read, up to the tables that are given.

    Raises ValueError if something is read that is neither a model nor given.
    """
    for name in upstream_models(names, given):
        if (path := _python_model(name)) is None:
            build_model(connection, name)
        else:
            _run_python_model(connection, name, path)


def upstream_models(names: Collection[str], given: Collection[str]) -> Iterator[str]:
    """Yield models and all that they read, each after what it reads itself, without the given."""
    done = set(given)

    def visit(name: str) -> Iterator[str]:
        if name in done:
            return
        done.add(name)
        path = _python_model(name)
        references = _render(name)[1] if path is None else _python_references(path)
        for reference in references:
            yield from visit(reference)
        yield name

    for name in names:
        yield from visit(name)


def _python_model(name: str) -> Path | None:
    return next((DBT_SOURCES / "models").rglob(f"{name}.py"), None)


def _python_references(path: Path) -> list[str]:
    return re.findall(r"""dbt\.ref\(["'](\w+)["']\)""", path.read_text(encoding="utf-8"))


class _Session:
    """Stands for what dbt hands to a Python model."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.ref = connection.table

    def config(self, **_: Any) -> None:
        """Take the settings of the model, which are dbt's affair."""


def _run_python_model(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    result = module.model(_Session(connection), connection)
    connection.register("python_model_result", result)
    connection.execute(f"create table {name} as from python_model_result")
    connection.unregister("python_model_result")


def load_seed(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Create the table of a seed, all columns text."""
    connection.execute(
        f"create table {path.stem} as from read_csv(?, header = true, all_varchar = true)",
        [str(path)],
    )
