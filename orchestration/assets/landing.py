"""Landed objects: every row of the input files, stored once, or in quarantine with its reason."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import dagster as dg

from orchestration.landing.contract import OBJECTS
from orchestration.landing.manifest import FileRecord
from orchestration.landing.run import land
from orchestration.publishing.lock import home_lock
from orchestration.settings import Settings


def landing_keys() -> list[dg.AssetKey]:
    """Keys of all landed objects."""
    return [dg.AssetKey([contract.source, name]) for name, contract in OBJECTS.items()]


def build_landing_assets(
    settings: Settings, report: Callable[[str], None]
) -> Sequence[dg.AssetsDefinition]:
    """Return the one step that lands all objects."""

    @dg.multi_asset(
        name="landing",
        specs=[
            dg.AssetSpec(
                [contract.source, name],
                group_name=contract.source,
                description=f"Rows of {name} as the files say, each stored once.",
                kinds={"parquet"},
            )
            for name, contract in OBJECTS.items()
        ],
    )
    def landing() -> Iterator[dg.MaterializeResult[None]]:
        if settings.input is None:
            raise dg.Failure("PROGRESSION_INPUT must name the folder with the input files")
        with home_lock(settings.home):
            result = land(settings.input, settings.home, report)
        records = defaultdict(list)
        for record in result.files:
            records[record.object].append(record)
        for name, contract in OBJECTS.items():
            yield dg.MaterializeResult(
                asset_key=[contract.source, name], metadata=_metadata(records[name])
            )

    return [landing]


def _metadata(records: Sequence[FileRecord]) -> dict[str, dg.MetadataValue]:
    """Sum the counts of one object's files, and list the files."""
    counts = ("read", "accepted", "unchanged", "quarantined", "blank")
    totals = {
        name: dg.MetadataValue.int(sum(getattr(record, name) for record in records))
        for name in counts
    }
    rows = [
        dg.TableRecord({"file": record.file, **{name: getattr(record, name) for name in counts}})
        for record in records
    ]
    schema = dg.TableSchema([dg.TableColumn("file"), *(dg.TableColumn(n, "int") for n in counts)])
    return {**totals, "files": dg.MetadataValue.table(rows, schema)}
