"""Lead scores day by day: every rule is asked anew on every day. Points are whole hundredths."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from tests.oracle.attributes import account_value, person_value, values_on
from tests.oracle.company import Row
from tests.oracle.comparisons import is_match
from tests.oracle.counted_touches import Touch
from tests.oracle.identity import Identity, Person
from tests.oracle.rule_files import RuleSet

FULL_SCORE = 100_00


@dataclass(frozen=True)
class LeadDay:
    """One person on one day; points in hundredths. `ledger` also holds caps and the clip."""

    score: int
    band: str
    fit: int
    engagement: int
    intent: int
    ledger: dict[tuple[str, str], int]


@dataclass(frozen=True)
class LeadAnswer:
    """A person's days from the created day on."""

    person_id: str
    days: dict[date, LeadDay]


def score_people(
    rules: RuleSet, identity: Identity, touches: list[Touch], until: date
) -> dict[str, LeadAnswer]:
    """Every scored person of one company, from the created day to `until`."""
    scorer = _Scorer(rules, identity, touches)
    return {
        person.person_id: LeadAnswer(person.person_id, scorer.days(person, until))
        for person in identity.people
        if identity.is_scored(person)
    }


@cache
def decayed_points(points: str, factor: str, decay_days: str, decay_steps: str, age: int) -> int:
    """Hundredths that one touch is worth at an age in days, rounded half away from zero."""
    worth = Fraction(points) * 100
    if decay_days:
        step = age // int(decay_days)
        if decay_steps and step >= int(decay_steps):
            return 0
        worth *= Fraction(factor) ** step
    rounded = (abs(worth) + Fraction(1, 2)).__floor__()
    return rounded if worth >= 0 else -rounded


class _Scorer:
    def __init__(self, rules: RuleSet, identity: Identity, touches: list[Touch]) -> None:
        self.rules, self.identity, self.touches = rules, identity, touches
        self.scoring = [
            row for row in rules.rows("scoring_rules") if row["score_name"] in ("", "default")
        ]

    def days(self, person: Person, until: date) -> dict[date, LeadDay]:
        account = self.identity.accounts.get(person.account_id or "")
        touches = [t for t in self.touches if t.person and t.person.person_id == person.person_id]
        counts = {row["rule_id"]: _counts_by_day(row, touches) for row in self.scoring}
        engaged = sorted({touch.day for touch in touches if "engagement" in touch.flags})
        matches: dict[tuple[int, int], list[Row]] = {}
        days = {}
        day = person.created_on
        while day <= until:
            key = (person.record.spell_on(day), account.spell_on(day) if account else 0)
            values, account_values = person.record.on(day), values_on(account, day)
            if key not in matches:
                matches[key] = self._attribute_rules(values, account_values)
            points = {row["rule_id"]: _hundredths(row["points"]) for row in matches[key]}
            points |= self._touch_points(counts, day)
            points |= self._inactivity_points(engaged, person.created_on, day)
            days[day] = self._judge(points, values, account_values)
            day += timedelta(days=1)
        return days

    def _attribute_rules(self, person: Row, account: Row | None) -> list[Row]:
        def holds(row: Row, prefix: str) -> bool:
            field = row[f"{prefix}field"]
            value = (
                person_value(field, person, account, self.rules)
                if row["subject"] == "person"
                else account_value(field, account, self.rules)
            )
            return is_match(row[f"{prefix}operator"], row[f"{prefix}value"], value)

        # Without an account there is no subject, so not even is_null matches.
        subjects = ("person",) if account is None else ("person", "account")
        return [
            row
            for row in self.scoring
            if row["subject"] in subjects
            and holds(row, "")
            and (not row["only_if_field"] or holds(row, "only_if_"))
        ]

    def _touch_points(self, counts: dict[str, dict[date, int]], day: date) -> dict[str, int]:
        points = {}
        for row in self.scoring:
            decay = row["points"], row["decay_factor"], row["decay_days"], row["decay_steps"]
            days = [touch_day for touch_day in counts[row["rule_id"]] if touch_day <= day]
            if days:
                points[row["rule_id"]] = sum(
                    decayed_points(*decay, (day - touch_day).days)
                    * counts[row["rule_id"]][touch_day]
                    for touch_day in days
                )
        return points

    def _inactivity_points(self, engaged: list[date], created: date, day: date) -> dict[str, int]:
        last = max((other for other in engaged if other <= day), default=created)
        return {
            row["rule_id"]: _hundredths(row["points"])
            for row in self.scoring
            if row["subject"] == "inactivity" and (day - last).days >= int(row["value"])
        }

    def _judge(self, points: dict[str, int], person: Row, account: Row | None) -> LeadDay:
        by_rule = {
            (row["category"], row["rule_id"]): points.get(row["rule_id"], 0) for row in self.scoring
        }
        ledger = {key: value for key, value in by_rule.items() if value}
        total = 0
        for category, raw in self._sums(points, ("fit", "engagement", "intent")).items():
            bounded = self._bounded(category, raw)
            total += bounded
            if bounded != raw:
                ledger[category, "cap"] = bounded - raw
        score = min(max(total, 0), FULL_SCORE)
        if score != total:
            ledger["", "clip"] = score - total
        measures = {
            "fit": self._measure(points, "fit"),
            "engagement": self._measure(points, "engagement", "intent"),
            "intent": self._measure(points, "intent"),
            "name_known": 100 * bool(person.get("full_name")),
            "contact_known": 100 * any(map(person.get, ("email", "phone", "mobile", "wechat_id"))),
            "company_known": 100 * bool(account is not None or person.get("company_name")),
        }
        band = self._band(score, measures)
        return LeadDay(
            score, band, measures["fit"], measures["engagement"], measures["intent"], ledger
        )

    def _sums(self, points: dict[str, int], dimensions: tuple[str, ...]) -> dict[str, int]:
        sums: dict[str, int] = defaultdict(int)
        for row in self.scoring:
            if row["dimension"] in dimensions:
                sums[row["category"]] += points.get(row["rule_id"], 0)
        return sums

    def _bounded(self, category: str, raw: int) -> int:
        floor, cap = self.rules.bounds.get(category, ("", ""))
        raised = max(raw, _hundredths(floor)) if floor else raw
        return min(raised, _hundredths(cap)) if cap else raised

    def _measure(self, points: dict[str, int], *dimensions: str) -> int:
        sums = self._sums(points, dimensions)
        total = sum(self._bounded(category, raw) for category, raw in sums.items())
        return min(max(total, 0), FULL_SCORE)

    def _band(self, score: int, measures: dict[str, int]) -> str:
        by_height = sorted(
            self.rules.rows("score_bands"),
            key=lambda row: Fraction(row["above"] or "-1"),
            reverse=True,
        )
        for row in by_height:
            required = [r for r in self.rules.rows("band_requirements") if r["band"] == row["band"]]
            is_exceeded = not row["above"] or score > _hundredths(row["above"])
            if is_exceeded and all(
                measures[r["measure"]] >= _hundredths(r["minimum"]) for r in required
            ):
                return row["band"]
        raise AssertionError("no band without a threshold")


def _counts_by_day(rule: Row, touches: list[Touch]) -> dict[date, int]:
    """Repeats by day that one touch rule counts for a person."""
    counts: dict[date, int] = defaultdict(int)
    if rule["subject"] != "touch":
        return counts
    for touch in touches:
        if is_match(rule["operator"], rule["value"], touch.fields.get(rule["field"])):
            counts[touch.day] += touch.quantity
    if rule["max_per_day"]:
        return {day: min(count, int(rule["max_per_day"])) for day, count in counts.items()}
    return counts


@cache
def _hundredths(text: str) -> int:
    worth = Fraction(text) * 100
    assert worth.denominator == 1
    return int(worth)
