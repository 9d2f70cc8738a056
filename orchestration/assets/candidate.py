"""The candidate: a copy of every mart in one file, and the gates that read exactly this file."""

from collections.abc import Callable, Iterator, Sequence

import dagster as dg

from expectations.keys import KEYS
from orchestration.mart_descriptions import table_description
from orchestration.publishing.audit import audit_candidate
from orchestration.publishing.candidate import build_candidate
from orchestration.publishing.lock import home_lock
from orchestration.publishing.verdict import Check
from orchestration.settings import Settings


def candidate_keys() -> list[dg.AssetKey]:
    """Keys of the candidate's tables."""
    return [dg.AssetKey(["candidate", table]) for table in KEYS]


def build_candidate_assets(
    settings: Settings, report: Callable[[str], None]
) -> Sequence[dg.AssetsDefinition]:
    """Return the step that writes the candidate, with every expectation as a check of its table.

    The checks run in the step itself: a check that a selection can leave out is no gate. The
    publish step trusts none of them; it asks for the verdict they leave behind.
    """
    from expectations.catalog import SUITES
    from expectations.severity import BLOCKS

    @dg.multi_asset(
        name="candidate",
        specs=[
            dg.AssetSpec(
                ["candidate", table],
                description=table_description(table),
                group_name="publish",
                deps=[dg.AssetKey(["marts", table])],
                kinds={"duckdb", "parquet"},
            )
            for table in KEYS
        ],
        check_specs=[
            dg.AssetCheckSpec(
                name,
                asset=dg.AssetKey(["candidate", table]),
                blocking=expectation.severity == BLOCKS,
                description=str(expectation.notes),
            )
            for table, suite in SUITES.items()
            for name, expectation in suite.items()
        ],
    )
    def candidate() -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        with home_lock(settings.home):
            report("writing the candidate")
            built = build_candidate(settings.home, memory_limit=settings.memory_limit)
            for table, rows in built.rows.items():
                yield dg.MaterializeResult(
                    asset_key=["candidate", table], metadata={"dagster/row_count": rows}
                )
            report("checking the candidate")
            verdict = audit_candidate(settings.home, report)
        for check in verdict.checks:
            yield dg.AssetCheckResult(
                asset_key=["candidate", check.table],
                check_name=check.name,
                passed=check.passed,
                severity=(
                    dg.AssetCheckSeverity.ERROR
                    if check.severity == BLOCKS.value
                    else dg.AssetCheckSeverity.WARN
                ),
                metadata=_findings(check),
            )

    return [candidate]


def _findings(check: Check) -> dict[str, dg.MetadataValue[str]]:
    """Return what a check found; one that found nothing says nothing."""
    found = {} if check.observed is None else {"observed": str(check.observed)}
    if check.examples:
        found["examples"] = "; ".join(check.examples)
    return {name: dg.MetadataValue.text(text) for name, text in found.items()}
