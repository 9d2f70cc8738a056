"""The last day on which anything happened, as far as the landed rows know."""

from datetime import date
from pathlib import Path

import duckdb

from orchestration.landing.contract import OBJECTS, ColumnType
from orchestration.landing.sql_text import literal, path_list, quoted
from orchestration.landing.state import read_landing

_EVENT_COLUMNS = {
    "touches": ("occurred_at",),
    "opportunities": ("created_at", "closed_at"),
    "accounts": ("created_at",),
    "people": ("created_at",),
    "intent_signals": ("observed_on",),
    "program_memberships": ("entered_at",),
    "feedback": ("given_at",),
    "consents": ("changed_at",),
}


def last_event_day(home: Path, today: date, timezone: str = "UTC") -> date | None:
    """Return the latest day in `timezone`, not after `today`, of any landed event, if any."""
    landing = read_landing(home)
    latest: list[date] = []
    with duckdb.connect() as connection:
        for name, columns in _EVENT_COLUMNS.items():
            paths = landing.batches(name)
            if not paths:
                continue
            events = [_day(name, column, timezone) for column in columns]
            days = ", ".join(f"max({day}) filter (where {day} <= $today)" for day in events)
            row = connection.execute(
                f"select {days} from read_parquet({path_list(paths)}, hive_partitioning = false)",
                {"today": today},
            ).fetchone()
            latest.extend(day for day in row or () if day is not None)
    return max(latest, default=None)


def _day(name: str, column: str, timezone: str) -> str:
    """Return SQL of an event's day: a date as it stands, a timestamp in the time zone."""
    types = {one.name: one.type for one in OBJECTS[name].columns}
    if types[column] is ColumnType.DATE:
        return quoted(column)
    local = f"timezone({literal(timezone)}, timezone('UTC', {quoted(column)}))"
    return f"cast({local} as date)"
