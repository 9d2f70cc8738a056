"""Lead scores day by day: every rule is asked anew on every day. Points are whole hundredths."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from tests.oracle.attributes import account_value, person_value, values_on
from tests.oracle.company import Row
from tests.oracle.comparisons import is_match
from tests.oracle.counted_touches import Touch
from tests.oracle.identity import Identity, Person
from tests.oracle.lead_awareness import awareness_on
from tests.oracle.rule_files import RuleSet

FULL_SCORE = 100_00
MOST_SHOWN = 10_000_00
VISIT_DAYS, CALL_DAYS = 30, 60


@dataclass(frozen=True)
class LeadDay:
    """One person on one day; points in hundredths. `ledger` also holds caps and the clip."""

    score: int
    band: str
    fit: int
    engagement: int
    intent: int
    ledger: dict[tuple[str, str], int]
    beyond: dict[str, int]  # points of rules that give more than a row of the ledger shows


@dataclass(frozen=True)
class LeadAnswer:
    """A person's days by score from the created day on, and how much they know of us on as_of.

    `days` are those of the main score, with the highest band over all scores.
    """

    person_id: str
    scores: dict[str, dict[date, LeadDay]]
    days: dict[date, LeadDay]
    awareness: str


def score_people(
    rules: RuleSet, identity: Identity, touches: list[Touch], as_of: date, until: date
) -> dict[str, LeadAnswer]:
    """Every scored person of one company, from the created day to `until`."""
    scorers = {score: _Scorer(rules, identity, touches, score) for score in rules.scores}
    answers = {}
    for person in identity.people:
        if identity.is_scored(person):
            scores = {score: scorer.days(person, until) for score, scorer in scorers.items()}
            bands = best_bands(rules, scores)
            answers[person.person_id] = LeadAnswer(
                person.person_id,
                scores,
                {
                    day: replace(one, band=bands[day])
                    for day, one in scores[rules.scores[0]].items()
                },
                awareness_on(rules, touches_of(person, touches), as_of),
            )
    return answers


def best_bands(rules: RuleSet, scores: dict[str, dict[date, LeadDay]]) -> dict[date, str]:
    """The highest band of a person over all scores on each day."""
    rows = rules.of_score("score_bands", rules.scores[0], "band")
    order = [row["band"] for row in sorted(rows, key=lambda row: Fraction(row["above"] or "-1"))]
    return {
        day: max((days[day].band for days in scores.values()), key=order.index)
        for day in scores[rules.scores[0]]
    }


def touches_of(person: Person, touches: list[Touch]) -> list[Touch]:
    """The counted touches of one person, of all their records."""
    return [t for t in touches if t.person and t.person.person_id == person.person_id]


def attribute_rules(
    scoring: list[Row], person: Row, account: Row | None, rules: RuleSet
) -> list[Row]:
    """Rules of `scoring` on attributes that give points for these values."""

    def value(row: Row, prefix: str) -> str | None:
        field = row[f"{prefix}field"]
        if row["subject"] == "person":
            return person_value(field, person, account, rules)
        return account_value(field, account, rules)

    def holds(row: Row, prefix: str = "") -> bool:
        operator, wanted = row[f"{prefix}operator"], row[f"{prefix}value"]
        return is_match(operator, wanted, value(row, prefix))

    def is_taken_back(row: Row) -> bool:
        objection = row["unless"]
        return bool(objection) and is_match("contains_word", objection, value(row, ""))

    # Without an account there is no subject, so not even is_null matches.
    subjects = ("person",) if account is None else ("person", "account")
    matching = [
        row
        for row in scoring
        if row["subject"] in subjects
        and holds(row)
        and not is_taken_back(row)
        and (not row["only_if_field"] or holds(row, "only_if_"))
    ]
    best: dict[str, Row] = {}
    for row in sorted(matching, key=lambda row: (-Fraction(row["points"]), row["rule_id"])):
        best.setdefault(row["best_of"] or f"only {row['rule_id']}", row)
    return list(best.values())


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
    def __init__(
        self, rules: RuleSet, identity: Identity, touches: list[Touch], score: str
    ) -> None:
        self.rules, self.identity, self.touches = rules, identity, touches
        self.scoring = [
            row for row in rules.rows("scoring_rules") if (row["score_name"] or "default") == score
        ]
        self.bounds = {
            row["category"]: (row["floor"], row["cap"])
            for row in rules.of_score("score_caps", score, "category")
        }
        self.bands = rules.of_score("score_bands", score, "band")
        self.requirements = rules.of_score("band_requirements", score, "band", "measure")

    def days(self, person: Person, until: date) -> dict[date, LeadDay]:
        account = self.identity.accounts.get(person.account_id or "")
        touches = touches_of(person, self.touches)
        counts = {row["rule_id"]: _counts_by_day(row, touches) for row in self.scoring}
        engaged = sorted({touch.day for touch in touches if "engagement" in touch.flags})
        matches: dict[tuple[int, int], list[Row]] = {}
        days = {}
        day = person.created_on
        while day <= until:
            key = (person.record.spell_on(day), account.spell_on(day) if account else 0)
            values, account_values = person.record.on(day), values_on(account, day)
            if key not in matches:
                matches[key] = attribute_rules(self.scoring, values, account_values, self.rules)
            points = {row["rule_id"]: hundredths(row["points"]) for row in matches[key]}
            points |= self._touch_points(counts, day)
            points |= self._inactivity_points(engaged, person.created_on, day)
            days[day] = self._judge(points, values, account_values)
            day += timedelta(days=1)
        return days

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
            row["rule_id"]: hundredths(row["points"])
            for row in self.scoring
            if row["subject"] == "inactivity" and (day - last).days >= int(row["value"])
        }

    def _judge(self, points: dict[str, int], person: Row, account: Row | None) -> LeadDay:
        by_rule = {
            (row["category"], row["rule_id"]): points.get(row["rule_id"], 0) for row in self.scoring
        }
        ledger = {key: _shown(value) for key, value in by_rule.items() if value}
        beyond = {rule: value for (_, rule), value in by_rule.items() if value != _shown(value)}
        total = 0
        for category, raw in self._sums(points, ("fit", "engagement", "intent")).items():
            bounded = self._bounded(category, raw)
            total += bounded
            shown = sum(value for key, value in ledger.items() if key[0] == category)
            if bounded != shown:
                ledger[category, "cap"] = bounded - shown
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
        fit, engagement, intent = (measures[name] for name in ("fit", "engagement", "intent"))
        return LeadDay(score, band, fit, engagement, intent, ledger, beyond)

    def _sums(self, points: dict[str, int], dimensions: tuple[str, ...]) -> dict[str, int]:
        sums: dict[str, int] = defaultdict(int)
        for row in self.scoring:
            if row["dimension"] in dimensions:
                sums[row["category"]] += points.get(row["rule_id"], 0)
        return sums

    def _bounded(self, category: str, raw: int) -> int:
        floor, cap = self.bounds.get(category, ("", ""))
        least = hundredths(floor) if floor else -MOST_SHOWN
        return min(max(raw, least), hundredths(cap) if cap else MOST_SHOWN)

    def _measure(self, points: dict[str, int], *dimensions: str) -> int:
        sums = self._sums(points, dimensions)
        total = sum(self._bounded(category, raw) for category, raw in sums.items())
        return min(max(total, 0), FULL_SCORE)

    def _band(self, score: int, measures: dict[str, int]) -> str:
        by_height = sorted(
            self.bands,
            key=lambda row: Fraction(row["above"] or "-1"),
            reverse=True,
        )
        for row in by_height:
            required = [r for r in self.requirements if r["band"] == row["band"]]
            is_exceeded = not row["above"] or score > hundredths(row["above"])
            if is_exceeded and all(
                measures[r["measure"]] >= hundredths(r["minimum"]) for r in required
            ):
                return row["band"]
        raise AssertionError("no band without a threshold")


def _counts_by_day(rule: Row, touches: list[Touch]) -> dict[date, int]:
    """Repeats by day that one touch rule counts for a person."""
    counts: dict[date, int] = defaultdict(int)
    if rule["subject"] != "touch":
        return counts
    for touch in touches:
        value = _touch_value(rule["field"], touch, touches)
        if not is_match(rule["operator"], rule["value"], value):
            continue
        other = rule["only_if_field"]
        if not other or is_match(
            rule["only_if_operator"], rule["only_if_value"], touch.fields.get(other)
        ):
            counts[touch.day] += touch.quantity
    if rule["max_per_day"]:
        return {day: min(count, int(rule["max_per_day"])) for day, count in counts.items()}
    return counts


def _touch_value(field: str, touch: Touch, touches: list[Touch]) -> str | None:
    """A touch's own field, or what its person did again in the days up to it."""
    if field == "visit_days_30":
        if not _is_visit(touch):
            return None
        return str(len({t.day for t in _up_to(touch, touches, VISIT_DAYS) if _is_visit(t)}))
    if field == "calls_to_action_60":
        if "call_to_action" not in touch.flags:
            return None
        window = _up_to(touch, touches, CALL_DAYS)
        return str(len({t.fields["kind"] for t in window if "call_to_action" in t.flags}))
    return touch.fields.get(field)


def _is_visit(touch: Touch) -> bool:
    return "engagement" in touch.flags and touch.fields["kind"].endswith("page_viewed")


def _up_to(touch: Touch, touches: list[Touch], days: int) -> list[Touch]:
    return [t for t in touches if t.quantity > 0 and 0 <= (touch.day - t.day).days < days]


def _shown(points: int) -> int:
    return min(max(points, -MOST_SHOWN), MOST_SHOWN)


@cache
def hundredths(text: str) -> int:
    """Points of a rule file as whole hundredths."""
    worth = Fraction(text) * 100
    assert worth.denominator == 1
    return int(worth)
