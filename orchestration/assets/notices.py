"""Notices of new hand-offs, sent after a publication that cannot fail by them any more."""

from collections.abc import Callable, Sequence

import dagster as dg

from orchestration.settings import Settings


def build_notice_assets(
    settings: Settings, report: Callable[[str], None]
) -> Sequence[dg.AssetsDefinition]:
    """Return the step that tells owners of their new hand-offs."""

    @dg.asset(
        key=["published", "notices"],
        group_name="publish",
        deps=[dg.AssetKey(["published", "revision"])],
        kinds={"python"},
    )
    def notices() -> dg.MaterializeResult[None]:
        """Notices of new hand-offs through the channels of PROGRESSION_ALERT_URLS, once each."""
        if not settings.has_alerts:
            return dg.MaterializeResult(metadata={"notices": "no channel is named"})
        # Apprise knows 180 services and takes its time to load them.
        from orchestration.alerts.send import send_quietly

        sending = send_quietly(settings, report)
        return dg.MaterializeResult(
            metadata={
                "sent": sending.delivered,
                "failed": sending.failed,
                "unknown": sending.unknown,
                "held back": sending.held_back,
                "problem": sending.problem or "none",
            }
        )

    return [notices]
