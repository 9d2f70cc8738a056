"""Where oracle and pipeline disagree about a person."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import duckdb

from tests.oracle.day_differences import first_difference, next_change, presence, within
from tests.oracle.lead_awareness import grade_of
from tests.oracle.lead_scores import LeadAnswer, LeadDay
from tests.oracle.matching import Match
from tests.oracle.published import PublishedLead, PublishedScore
from tests.oracle.rule_files import RuleSet

STEPS = """
    select people.person_id, date '1970-01-01' + bands.day, bands.band, bands.score_cents
    from steps.int_person_bands as bands
    inner join unified.int_people as people on bands.person_key = people.person_key
    order by all
"""


def lead_lines(
    key: str,
    ours: LeadAnswer | None,
    match: Match | None,
    theirs: PublishedLead,
    rules: RuleSet,
    as_of: date,
) -> Iterator[str]:
    """One sentence per way in which a person differs."""
    second = (match.second_best or (None, None)) if match else (None, None)
    matched = (match.account_id, match.method, match.candidates, *second) if match else None
    if matched != theirs.match:
        yield f"person {key}, account_matches: oracle {matched}, pipeline {theirs.match}"
    if ours is None or ours.scores.keys() != theirs.scores.keys():
        found = f"oracle {presence(ours)}, pipeline {presence(theirs.scores)}"
        yield f"person {key}: {found}, scores {sorted(theirs.scores)}"
        return
    beside = {(ours.awareness, ours.days[as_of].band)}
    if beside != theirs.beside or theirs.main != rules.scores[:1]:
        found = f"oracle {beside}, pipeline {theirs.beside}"
        yield f"person {key}, (awareness, best_band): {found}, main score {theirs.main}"
    for name, days in ours.scores.items():
        for line in _score_lines(days, theirs.scores[name], rules, as_of):
            yield f"person {key}, score {name}, {line}"


def band_lines(answers: Mapping[str, LeadAnswer], warehouse: Path) -> Iterator[str]:
    """Where int_person_bands, the future included, says another best band or main score."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        steps: dict[str, list[tuple[date, str, int]]] = {}
        for key, day, band, score in connection.execute(STEPS).fetchall():
            steps.setdefault(key, []).append((day, band, score))
    for key, ours in answers.items():
        expected = {day: (one.band, one.score) for day, one in ours.days.items()}
        found = {
            day: next((band, score) for since, band, score in reversed(steps[key]) if since <= day)
            for day in expected
        }
        if difference := first_difference(expected, found):
            yield f"person {key}, int_person_bands, {difference}"


def _score_lines(
    days: dict[date, LeadDay], theirs: PublishedScore, rules: RuleSet, as_of: date
) -> Iterator[str]:
    difference = first_difference(
        {day: (one.score, one.band) for day, one in days.items() if day <= as_of}, theirs.days
    )
    if difference:
        day = date.fromisoformat(difference.split("day ")[1][:10])
        yield f"{difference}; {_ledger(days.get(day))}"
    today = days[as_of]
    grade = grade_of(rules, today.fit, today.engagement)
    measures = (today.score, today.band, today.fit, today.engagement, today.intent, grade)
    if measures != theirs.measures:
        yield (
            "lead_scores (score, band, fit, engagement, intent, grade): "
            f"oracle {measures}, pipeline {theirs.measures}"
        )
    for entry in sorted(today.ledger.keys() | theirs.ledger.keys()):
        points = today.ledger.get(entry, 0), theirs.ledger.get(entry, 0)
        if points[0] != points[1]:
            yield f"ledger {entry}: oracle {points[0]}, pipeline {points[1]}"
    yield from _outlook(days, theirs, as_of)


def _outlook(days: dict[date, LeadDay], theirs: PublishedScore, as_of: date) -> Iterator[str]:
    """The next changes of score and band, as far as the oracle looks."""
    scores = {day: (one.score, one.band) for day, one in days.items()}
    bands = {day: one.band for day, one in days.items()}
    change_on, band_on = next_change(scores, as_of), next_change(bands, as_of)
    expected = (
        change_on,
        days[change_on].score if change_on else None,
        bands[band_on] if band_on else None,
        band_on,
    )
    published_on, score, band, published_band_on = theirs.outlook
    is_change_seen = within(published_on, scores) is not None
    is_band_seen = within(published_band_on, bands) is not None
    published = (
        published_on if is_change_seen else None,
        score if is_change_seen else None,
        band if is_band_seen else None,
        published_band_on if is_band_seen else None,
    )
    if expected != published:
        yield (
            "(next_change_on, next_score, next_band, next_band_on): "
            f"oracle {_text(expected)}, pipeline {_text(theirs.outlook)}"
        )


def _text(values: tuple[object, ...]) -> str:
    return "(" + ", ".join(str(value) for value in values) + ")"


def _ledger(day: LeadDay | None) -> str:
    if day is None:
        return "the day is before the oracle's history"
    entries = " ".join(
        f"{category}/{rule}={points}" for (category, rule), points in day.ledger.items()
    )
    return f"fit={day.fit} engagement={day.engagement} intent={day.intent} {entries}"
