"""What dbt reads besides landed rows: which run this is, and look-ups that SQL cannot make."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import dagster as dg

from orchestration.assets.landing import landing_keys
from orchestration.landing.state import read_landing
from orchestration.mart_descriptions import source_tables
from orchestration.publishing.earlier import find_earlier
from orchestration.publishing.lock import home_lock
from orchestration.rules.files import Rules
from orchestration.settings import Settings
from orchestration.transform.business_date import decide_as_of
from orchestration.transform.fingerprint import fingerprint
from orchestration.transform.warehouse import Run, prepare_warehouse

SCHEMAS = ("control", "reported", "reference")


class RunOptions(dg.Config):
    """What a person may set when starting a run in the UI."""

    as_of: str | None = None


def build_preparation_assets(
    settings: Settings, rules: Rules, report: Callable[[str], None]
) -> Sequence[dg.AssetsDefinition]:
    """Return the step that readies the working database."""
    specs = [
        dg.AssetSpec(
            [schema, table],
            description=description,
            group_name=schema,
            deps=landing_keys(),
            kinds={"duckdb"},
        )
        for schema in SCHEMAS
        for table, description in source_tables(schema).items()
    ]

    @dg.multi_asset(name="preparation", specs=specs)
    def preparation(
        context: dg.AssetExecutionContext, config: RunOptions
    ) -> Iterator[dg.MaterializeResult[None]]:
        as_of = date.fromisoformat(config.as_of) if config.as_of else decide_as_of(settings)
        report(f"preparing the working database as of {as_of}")
        with home_lock(settings.home):
            version = read_landing(settings.home).version
            mark = fingerprint(version, rules.version, as_of, settings.business_timezone)
            # First, since a damaged revision ends the run before anything is computed.
            earlier = find_earlier(settings.home, mark)
            prepare_warehouse(
                settings, rules, Run(context.run_id, as_of, rules.version, mark), earlier
            )
        metadata = {"as_of": as_of.isoformat(), "rules_version": rules.version}
        for spec in specs:
            yield dg.MaterializeResult(asset_key=spec.key, metadata=metadata)

    return [preparation]
