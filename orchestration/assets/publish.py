"""The published revision: the candidate as it stands, if and only if its own verdict passed it."""

from collections.abc import Callable, Sequence

import dagster as dg

from orchestration.assets.candidate import candidate_keys
from orchestration.publishing.publish import publish
from orchestration.publishing.revisions import newest_revision
from orchestration.settings import Settings


def build_publish_assets(
    settings: Settings, report: Callable[[str], None], *, again: bool
) -> Sequence[dg.AssetsDefinition]:
    """Return the step that BI sees the result of.

    Unless `again`, it leaves what the newest revision holds already: a schedule that finds nothing
    new would push the last different revisions out of those that are kept.
    """

    @dg.asset(
        key=["published", "revision"],
        group_name="publish",
        deps=candidate_keys(),
        kinds={"duckdb", "parquet"},
    )
    def published_revision() -> dg.MaterializeResult[None]:
        """All published tables, replaced together or not at all."""
        report("publishing")
        before = newest_revision(settings.home)
        revision = publish(settings.home, keep=settings.keep_revisions, again=again)
        return dg.MaterializeResult(
            metadata={
                "revision": revision.number,
                "new": before is None or revision.number > before.number,
                "path": dg.MetadataValue.path(str(revision.path)),
            }
        )

    return [published_revision]
