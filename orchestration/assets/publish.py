"""The published revision: the candidate as it stands, if and only if its own verdict passed it."""

from collections.abc import Callable, Sequence

import dagster as dg

from orchestration.assets.candidate import candidate_keys
from orchestration.publishing.publish import publish
from orchestration.settings import Settings


def build_publish_assets(
    settings: Settings, report: Callable[[str], None]
) -> Sequence[dg.AssetsDefinition]:
    """Return the step that BI sees the result of."""

    @dg.asset(
        key=["published", "revision"],
        group_name="publish",
        deps=candidate_keys(),
        kinds={"duckdb", "parquet"},
    )
    def published_revision() -> dg.MaterializeResult[None]:
        """All published tables, replaced together or not at all."""
        report("publishing")
        revision = publish(settings.home, keep=settings.keep_revisions)
        return dg.MaterializeResult(
            metadata={
                "revision": revision.number,
                "path": dg.MetadataValue.path(str(revision.path)),
            }
        )

    return [published_revision]
