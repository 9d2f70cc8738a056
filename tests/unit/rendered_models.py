"""Models run on their own: their SQL with the project's own macros, on a database in memory."""

import importlib.util
import re
from collections.abc import Collection, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import duckdb
import jinja2

from orchestration.settings import DBT_SOURCES

_ENVIRONMENT = jinja2.Environment(undefined=jinja2.StrictUndefined, extensions=["jinja2.ext.do"])


class _ReturnedError(Exception):
    """Carries what a macro returns, through whatever it stands in, to where it was called."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


def _return(value: Any) -> None:
    raise _ReturnedError(value)


@cache
def _macros() -> dict[str, jinja2.Template]:
    """Return the project's macros by name, each a template of its own as in dbt."""
    texts = (path.read_text(encoding="utf-8") for path in (DBT_SOURCES / "macros").glob("*.sql"))
    return {
        found[1]: _ENVIRONMENT.from_string(found[0])
        for text in texts
        for found in re.finditer(r"{%-?\s*macro (\w+)\(.*?endmacro\s*-?%}", text, re.DOTALL)
    }


class _Adapter:
    """Stands for dbt's adapter: DuckDB, so the default macro of each dispatched one."""

    def __init__(self, context: dict[str, Any]) -> None:
        self.context = context

    def dispatch(self, name: str) -> Any:
        return self.context[f"default__{name}"]

    def quote(self, name: str) -> str:
        return f'"{name}"'


class _CrossDatabase:
    """Those of dbt's cross-database macros that the rendered models use, as DuckDB spells them."""

    def split_part(self, text: str, delimiter: str, number: int) -> str:
        return f"split_part({text}, {delimiter}, {number})"

    def position(self, part: str, text: str) -> str:
        return f"position({part} in {text})"

    def listagg(self, measure: str, delimiter_text: str, order_by_clause: str) -> str:
        return f"listagg({measure}, {delimiter_text} {order_by_clause})"

    def dateadd(self, part: str, interval: str, moment: str) -> str:
        return f"({moment} + interval ({interval}) {part})"

    def date_trunc(self, part: str, moment: str) -> str:
        return f"date_trunc('{part}', {moment})"


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

    context: dict[str, Any] = {
        "config": lambda **_: "",
        "dbt": _CrossDatabase(),
        "ref": ref,
        "return": _return,
        "var": lambda name: {"business_timezone": "UTC"}[name],
    }
    context["adapter"] = _Adapter(context)
    context |= {macro: partial(_call_macro, context, macro) for macro in _macros()}
    template = _ENVIRONMENT.from_string(path.read_text(encoding="utf-8"))
    return template.render(**context), tuple(references)


def _call_macro(context: dict[str, Any], macro: str, *values: Any, **named: Any) -> Any:
    try:
        return getattr(_macros()[macro].make_module(context), macro)(*values, **named)
    except _ReturnedError as returned:
        return returned.value


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
