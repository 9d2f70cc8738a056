"""What rules and bands were worth: everybody looked at on every first day, no sums kept."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import duckdb

from tests.oracle.answer import Answer
from tests.oracle.attributes import segment_of
from tests.oracle.company import Case
from tests.oracle.lead_scores import MOST_SHOWN
from tests.oracle.predictions import HORIZON, Counted
from tests.oracle.rule_files import RuleSet

# Rule and day (or day, band and segment): people at risk, and those of them who got an opportunity;
# of a rule also the points they held by it on average, in hundredths.
Counts = dict[tuple[str, ...], tuple[int, ...]]


def rule_days(as_of: date) -> list[date]:
    """The firsts of the last twelve months that are followed by a whole horizon."""
    day = (as_of - HORIZON).replace(day=1)
    days = [day]
    while len(days) < 12:
        days.append((days[-1] - timedelta(days=1)).replace(day=1))
    return days


def band_days(as_of: date) -> list[date]:
    """The firsts of the last eight quarters that are followed by a whole horizon."""
    day = (as_of - HORIZON).replace(day=1)
    days: list[date] = []
    while len(days) < 8:
        if day.month in (1, 4, 7, 10):
            days.append(day)
        day = (day - timedelta(days=1)).replace(day=1)
    return days


def count_worth(
    cases: Iterable[tuple[Case, Answer]], rules: RuleSet, as_of: date
) -> tuple[Counts, Counts]:
    """Count people with each rule's points, and in each band, over all companies."""
    people: Counter[tuple[str, ...]] = Counter()
    converted: Counter[tuple[str, ...]] = Counter()
    held: Counter[tuple[str, ...]] = Counter()
    first = date.max
    for case, answer in cases:
        counted = Counted(case, answer, rules, as_of)
        first = min([first, *(touch.day for touch in counted.engaged)])
        months, quarters = rule_days(as_of), band_days(as_of)
        found = counted.people(dict.fromkeys({*months, *quarters}, True), outcomes_only=True)
        for (person_id, day), figures in found.items():
            lead = answer.people[person_id]
            keys: list[tuple[str, ...]] = []
            if day in months:
                for days in lead.scores.values():
                    for (_, rule), points in days[day].ledger.items():
                        keys.append(("rule", rule, str(day)))
                        held["rule", rule, str(day)] += days[day].beyond.get(rule, points)
                keys.append(("rule", "everybody", str(day)))
            if day in quarters:
                segment = _segment(counted, person_id, day, rules)
                keys += [("band", str(day), lead.days[day].band, name) for name in (segment, "all")]
            people.update(keys)
            converted.update(keys if figures["is_outcome"] else [])
    worth = {key: (count, converted[key]) for key, count in people.items()}
    return (
        {
            key[1:]: (*value, _mean(held[key], value[0]))
            for key, value in worth.items()
            if key[0] == "rule" and key[1] not in ("cap", "clip")
        },
        # Bands of a day before the first engagement of all companies say nothing.
        {
            key[1:]: value
            for key, value in worth.items()
            if key[0] == "band" and date.fromisoformat(key[1]) >= first
        },
    )


def _mean(held: int, people: int) -> int:
    """Round to the nearest whole, half away from zero; a row shows no more than the ledger does."""
    mean = (2 * abs(held) + people) // (2 * people)
    return min(mean, MOST_SHOWN) * (-1 if held < 0 else 1)


def _segment(counted: Counted, person_id: str, day: date, rules: RuleSet) -> str:
    person = counted.identity.person_of[person_id]
    account = counted.identity.accounts.get(person.account_id or "")
    return segment_of(account.on(day), rules) if account else "no account"


def published_worth(path: Path) -> tuple[Counts, Counts]:
    """Read the published tables in the same shape; rules that nobody holds are left out."""
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute("set schema = 'published'")
        by_rule = {
            (rule, str(day)): (people, converted, mean)
            for rule, day, people, converted, mean in connection.execute(
                "select rule_id, month_on, people_with, converted_with, "
                "cast(mean_points * 100 as integer) "
                "from score_rule_performance where period <> 'all' and people_with > 0 "
                "union select 'everybody', month_on, people_with + people_without, "
                "converted_with + converted_without, 0 from score_rule_performance "
                "where period <> 'all' and people_with + people_without > 0"
            ).fetchall()
        }
        by_band = {
            (str(day), band, segment): (people, converted)
            for day, band, segment, people, converted in connection.execute(
                "select quarter_on, band, segment, people, converted from band_outcomes"
            ).fetchall()
        }
    return by_rule, by_band
