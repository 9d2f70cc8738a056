"""The last day on which anything happened, as far as the landed rows know."""

from datetime import date
from pathlib import Path

import duckdb

from orchestration.landing.sql_text import path_list, quoted
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


def last_event_day(home: Path, today: date) -> date | None:
    """Return the latest day, not after `today`, of any landed event; None if there is none."""
    landing = read_landing(home)
    latest: list[date] = []
    with duckdb.connect() as connection:
        for name, columns in _EVENT_COLUMNS.items():
            paths = landing.batches(name)
            if not paths:
                continue
            days = ", ".join(
                f"max({day}) filter (where {day} <= date '{today.isoformat()}')"
                for day in (f"cast({quoted(column)} as date)" for column in columns)
            )
            row = connection.execute(
                f"select {days} from read_parquet({path_list(paths)}, hive_partitioning = false)"
            ).fetchone()
            latest.extend(day for day in row or () if day is not None)
    return max(latest, default=None)
