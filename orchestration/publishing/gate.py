"""Run every suite over a candidate file with Great Expectations. No verdict, no files, no state.

Importing this module imports Great Expectations, which takes seconds: import it only where checks
run.
"""

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # Read once, when the package is imported.

import great_expectations as gx
import sqlalchemy
from great_expectations.core import ExpectationSuite, ExpectationValidationResult
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import Batch

from expectations.catalog import SUITES
from expectations.keys import SCHEMA
from expectations.severity import Suite
from orchestration.publishing.build_record import BuildRecord
from orchestration.publishing.duckdb_engine import DuckDBDatasource, DuckDBExecutionEngine
from orchestration.publishing.earlier import NOTHING_EARLIER, Earlier, reported_queries
from orchestration.publishing.examples import example_rows
from orchestration.publishing.threads import spare_threads
from orchestration.publishing.verdict import Check

# Never values of a row: they may be a person's.
DETAILS = {"result_format": "BASIC", "partial_unexpected_count": 0}


def run_gate(
    database: Path,
    build: BuildRecord,
    progress: Callable[[str], None],
    earlier: Earlier = NOTHING_EARLIER,
    suites: Mapping[str, Suite] | None = None,
) -> list[Check]:
    """Check every table of a candidate database, opened read-only; one Check per expectation.

    `progress` gets one line per table; `earlier` is what was published before, which suites compare
    with; `suites` are those of the catalog unless others are given.
    An expectation that cannot be evaluated, for example for want of a column, has failed.
    """
    with _open_source(database, build, earlier) as source:
        return [
            check
            for table, suite in (SUITES if suites is None else suites).items()
            for check in _check_table(source, table, suite, progress)
        ]


@contextmanager
def _open_source(
    database: Path, build: BuildRecord, earlier: Earlier
) -> Iterator[DuckDBDatasource]:
    """Yield the candidate as a data source, with the tables that suites compare with.

    These are `build`, one row, and what was published before: `earlier_account_stage_reported`,
    `earlier_account_stages`, `earlier_baseline`.
    """
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    # It would write itself down as YAML at every table, and nobody reads that.
    context._save_project_config = lambda: None  # type: ignore[method-assign]
    source = context.data_sources.add_duckdb(
        "candidate",
        connection_string="duckdb:///:memory:",
        kwargs={
            # Past the connection string, where a path with odd characters would be misread.
            "connect_args": {"database": str(database.absolute()), "read_only": True},
            # The file is opened once, not for each table that is added.
            "poolclass": sqlalchemy.StaticPool,
        },
    )
    engine = source.get_execution_engine()
    try:
        with engine.get_connection() as connection:
            spare_threads(connection.exec_driver_sql, SCHEMA)
            connection.execute(
                sqlalchemy.text(
                    "create temp table build as select cast(:run_id as varchar) as run_id, "
                    "cast(:as_of as date) as as_of, "
                    "cast(:rules_version as varchar) as rules_version"
                ),
                {
                    "run_id": build.run_id,
                    "as_of": build.as_of,
                    "rules_version": build.rules_version,
                },
            )
            for table, query in reported_queries(earlier).items():
                # A path is no place for parameters: a colon in it would be read as one.
                connection.exec_driver_sql(f"create temp table earlier_{table} as {query}")
            connection.commit()
        yield source
    finally:
        engine.close()
        # Else the file would stay open after the audit.
        source.get_engine().dispose()


def _check_table(
    source: DuckDBDatasource, table: str, suite: Suite, progress: Callable[[str], None]
) -> list[Check]:
    """Evaluate a suite in one go, then look closer at what failed."""
    asset = source.add_table_asset(table, table_name=table, schema_name=SCHEMA)
    batch = asset.add_batch_definition_whole_table("all rows").get_batch()
    passed = {name: bool(r.success) for name, r in _validate(batch, suite, "BOOLEAN_ONLY").items()}
    failed = {name: suite[name] for name in suite if not passed[name]}
    details = _validate(batch, failed, DETAILS) if failed else {}
    ask = _asker(batch.data.execution_engine)
    progress(f"{table}: {len(suite) - len(failed)} of {len(suite)} expectations hold")
    return [
        Check(
            table=table,
            name=name,
            severity=expectation.severity.value,
            passed=passed[name],
            observed=_observed(details[name]) if name in details else None,
            examples=example_rows(table, expectation, ask) if name in details else (),
            notes=str(expectation.notes),
        )
        for name, expectation in suite.items()
    ]


def _validate(
    batch: Batch, suite: Suite, result_format: Any
) -> dict[str, ExpectationValidationResult]:
    """Validate a suite in one metric graph; results by the names the suite gave."""
    named = [
        expectation.copy(update={"meta": {"name": name}}) for name, expectation in suite.items()
    ]
    found = batch.validate(
        ExpectationSuite(name="suite", expectations=named), result_format=result_format
    )
    return {
        result.expectation_config.meta["name"]: result
        for result in found.results
        if result.expectation_config and result.expectation_config.meta
    }


def _observed(result: ExpectationValidationResult) -> str | int | float:
    """Say in a word what was found: a count of offending rows, a value, or why nothing was."""
    findings = result.result
    if "unexpected_count" in findings:
        return f"{findings['unexpected_count']:,} of {findings['element_count']:,} rows"
    if "details" in findings and "mismatched" in findings["details"]:
        missing = findings["details"]["mismatched"].get("missing", [])
        return f"columns missing: {', '.join(missing)}"
    value = findings.get("observed_value")
    if value is not None:
        return value if isinstance(value, str | int | float) else str(value)
    messages = [
        str(info.get("exception_message", "")).splitlines()[0]
        for info in result.exception_info.values()
        if isinstance(info, Mapping)
    ]
    return f"cannot be evaluated: {next(iter(messages), 'no reason given')}"


def _asker(
    engine: DuckDBExecutionEngine,
) -> Callable[[str], tuple[Sequence[str], Sequence[Sequence[object]]]]:
    def ask(query: str) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
        found = engine.execute_query(sqlalchemy.text(query))
        return list(found.keys()), [tuple(row) for row in found.fetchall()]

    return ask
