"""What a record of the source was on each day: versions, deletions, field history."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tests.oracle.company import Row, day_of, moment_of


@dataclass(frozen=True)
class Record:
    """One key of the source. `spells` are (first day, values), in order, the first from ever."""

    key: str
    latest: Row
    first_version_day: date
    spells: tuple[tuple[date, Row], ...]

    def spell_on(self, day: date) -> int:
        """Index of the spell that holds on `day`."""
        return bisect_right(self.spells, day, key=lambda spell: spell[0]) - 1

    def on(self, day: date) -> Row:
        """Values of `day`; before the first version what field history or that version says."""
        return self.spells[self.spell_on(day)][1]


def read_records(
    rows: list[Row], key: str, as_of: date, field_history: list[Row] | None = None
) -> dict[str, Record]:
    """Records by key. Versions after `as_of` do not exist unless there is no older one."""
    versions: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row not in versions[row[key]]:
            versions[row[key]].append(row)
    records = {}
    for name, all_versions in versions.items():
        ordered = sorted(all_versions, key=lambda row: moment_of(row["updated_at"]))
        visible = [row for row in ordered if day_of(row["updated_at"]) <= as_of] or ordered[:1]
        first_day = day_of(visible[0]["updated_at"])
        changes = [row for row in field_history or [] if row["id"] == name]
        spells = [*_past_spells(visible[0], first_day, changes)]
        spells += [(day_of(row["updated_at"]), row) for row in visible[1:]]
        records[name] = Record(name, visible[-1], first_day, tuple(spells))
    return records


def _past_spells(first: Row, first_day: date, changes: list[Row]) -> list[tuple[date, Row]]:
    """The first version's spell, preceded by what field history knows of the time before it."""
    by_field: dict[str, list[Row]] = defaultdict(list)
    for change in sorted(changes, key=lambda row: moment_of(row["changed_at"])):
        if day_of(change["changed_at"]) < first_day:
            by_field[change["field"]].append(change)
    if not by_field:
        return [(date.min, first)]
    days = {day_of(change["changed_at"]) for rows in by_field.values() for change in rows}
    spells = []
    for day in [date.min, *sorted(days)]:
        values = dict(first)
        for field, rows in by_field.items():
            before = [row for row in rows if day_of(row["changed_at"]) <= day]
            value = before[-1].get("new_value") if before else rows[0].get("old_value")
            values.pop(field, None)
            if value:
                values[field] = value
        spells.append((day, values))
    return [*spells, (first_day, first)]


def is_true(text: str | None) -> bool:
    """Whether a boolean as text is true."""
    return (text or "").lower() == "true"
