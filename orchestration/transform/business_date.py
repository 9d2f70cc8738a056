"""The one business date of a run."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from orchestration.landing.events import last_event_day
from orchestration.settings import Settings


class NoBusinessDateError(Exception):
    """Nothing landed has a date, and none was named."""


def decide_as_of(settings: Settings) -> date:
    """Return the date as set, else the last day with a landed event, never in the future.

    Raises NoBusinessDateError if neither is there.
    """
    today = datetime.now(ZoneInfo(settings.business_timezone)).date()
    as_of = settings.as_of or last_event_day(settings.home, today, settings.business_timezone)
    if as_of is None:
        raise NoBusinessDateError(
            "nothing landed has a date: run with --input first, or name the day with --as-of"
        )
    return as_of
