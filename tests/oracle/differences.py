"""Where oracle and pipeline disagree, with all that a person needs to say who is right."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from tests.oracle.account_extras import PublishedExtras, extra_lines
from tests.oracle.account_metrics import AccountFacts, Metrics
from tests.oracle.account_stages import AccountAnswer
from tests.oracle.answer import Answer
from tests.oracle.company import Case, compact
from tests.oracle.entry_reasons import entry_figures, published_figures
from tests.oracle.funnel_differences import PublishedFunnel, funnel_lines
from tests.oracle.handoff_differences import handoff_lines
from tests.oracle.lead_scores import LeadAnswer, LeadDay
from tests.oracle.matching import Match
from tests.oracle.published import Published, PublishedAccount, PublishedLead
from tests.oracle.rule_files import RuleSet


def case_differences(
    case: Case, answer: Answer, published: Published, rules: RuleSet, as_of: date
) -> list[str]:
    """One sentence per subject that differs; empty if all is equal."""
    found = []
    for key in sorted(_ids(case.name, answer.accounts, published.accounts)):
        account = published.accounts.get(key, PublishedAccount())
        lines = [*_account_lines(key, answer.accounts.get(key), account, as_of)]
        if not lines and key in answer.facts:
            lines = [*_reason_lines(key, answer, account, rules)]
        for line in lines:
            found.append(line)
            if key in answer.facts and "day " in line:
                day = date.fromisoformat(line.split("day ")[1][:10])
                found.append(_metrics(rules, answer.facts[key], answer.accounts[key], day))
    for key, facts in sorted(answer.facts.items()):
        extras = published.extras.get(key, PublishedExtras())
        found.extend(extra_lines(key, facts, extras, rules, as_of))
    for key in sorted(_ids(case.name, answer.people, published.people)):
        lead = published.people.get(key, PublishedLead())
        found.extend(_match_lines(key, answer.matches.get(key), lead))
        found.extend(_lead_lines(key, answer.people.get(key), lead, as_of))
    for key, funnel in sorted(answer.funnels.items()):
        published_funnel = published.funnels.people.get(key, PublishedFunnel())
        found.extend(funnel_lines(key, funnel, published_funnel, as_of))
    found.extend(handoff_lines(case.name, answer.handoffs, published.handoffs))
    return found


def explain(case: Case, lines: list[str]) -> str:
    """The differences of one case followed by its facts."""
    return "\n".join([f"case {case.name}", *lines, compact(case)])


def _ids(name: str, ours: Mapping[str, object], theirs: Mapping[str, object]) -> set[str]:
    return set(ours) | {key for key in theirs if key.startswith(name)}


def _account_lines(
    key: str, ours: AccountAnswer | None, theirs: PublishedAccount, as_of: date
) -> Iterator[str]:
    if ours is None or not theirs.days:
        yield f"account {key}: oracle {_presence(ours)}, pipeline {_presence(theirs.days)}"
        return
    stages = {day: one.stage for day, one in ours.days.items()}
    past = {day: stage for day, stage in stages.items() if day <= as_of}
    difference = _first_difference(past, theirs.days)
    if difference:
        yield f"account {key}, {difference}"
        return
    for entered_on, group in theirs.groups.items():
        expected = ours.days[entered_on].met.get(stages[entered_on])
        if group != expected:
            found = f"oracle {expected}, pipeline {group}"
            yield f"account {key}, rule_group, day {entered_on}: {found}"
    entered_on = ours.entered_on(as_of)
    today = (stages[as_of], entered_on, ours.is_held(as_of), (as_of - entered_on).days)
    if today != theirs.current:
        found = f"oracle {today}, pipeline {theirs.current}"
        yield f"account {key}, account_stages, day {as_of}: {found}"
    next_on = _next_change(stages, as_of)
    if _within(theirs.next_change_on, stages) != next_on:
        yield f"account {key}, next_change_on: oracle {next_on}, pipeline {theirs.next_change_on}"


def _reason_lines(
    key: str, answer: Answer, theirs: PublishedAccount, rules: RuleSet
) -> Iterator[str]:
    for entered_on, reason in theirs.reasons.items():
        expected = entry_figures(rules, answer.facts[key], answer.accounts[key], entered_on)
        if published_figures(reason) != expected:
            yield f"account {key}, reason, day {entered_on}: oracle {expected}, pipeline {reason}"


def _lead_lines(
    key: str, ours: LeadAnswer | None, theirs: PublishedLead, as_of: date
) -> Iterator[str]:
    if ours is None or not theirs.days:
        yield f"person {key}: oracle {_presence(ours)}, pipeline {_presence(theirs.days)}"
        return
    difference = _first_difference(
        {day: (one.score, one.band) for day, one in ours.days.items() if day <= as_of}, theirs.days
    )
    if difference:
        day = date.fromisoformat(difference.split("day ")[1][:10])
        yield f"person {key}, {difference}; {_ledger(ours.days.get(day))}"
    today = ours.days[as_of]
    measures = (today.score, today.band, today.fit, today.engagement, today.intent)
    if measures != theirs.measures:
        yield (
            f"person {key}, lead_scores (score, band, fit, engagement, intent): "
            f"oracle {measures}, pipeline {theirs.measures}"
        )
    for entry in sorted(today.ledger.keys() | theirs.ledger.keys()):
        points = today.ledger.get(entry, 0), theirs.ledger.get(entry, 0)
        if points[0] != points[1]:
            yield f"person {key}, ledger {entry}: oracle {points[0]}, pipeline {points[1]}"
    yield from _outlook(ours, theirs, key, as_of)


def _match_lines(key: str, ours: Match | None, theirs: PublishedLead) -> Iterator[str]:
    second = (ours.second_best or (None, None)) if ours else (None, None)
    expected = (ours.account_id, ours.method, ours.candidates, *second) if ours else None
    if expected != theirs.match:
        yield f"person {key}, account_matches: oracle {expected}, pipeline {theirs.match}"


def _outlook(ours: LeadAnswer, theirs: PublishedLead, key: str, as_of: date) -> Iterator[str]:
    """The next changes of score and band, as far as the oracle looks."""
    scores = {day: (one.score, one.band) for day, one in ours.days.items()}
    bands = {day: one.band for day, one in ours.days.items()}
    band_on = _next_change(bands, as_of)
    expected = (_next_change(scores, as_of), bands[band_on] if band_on else None, band_on)
    change_on, band, published_band_on = theirs.outlook
    is_seen = _within(published_band_on, bands) is not None
    published = (
        _within(change_on, scores),
        band if is_seen else None,
        published_band_on if is_seen else None,
    )
    if expected != published:
        yield (
            f"person {key}, (next_change_on, next_band, next_band_on): "
            f"oracle {_text(expected)}, pipeline {_text(theirs.outlook)}"
        )


def _next_change(days: Mapping[date, object], as_of: date) -> date | None:
    later = sorted(day for day in days if day > as_of and days[day] != days[as_of])
    return later[0] if later else None


def _within(day: date | None, days: Mapping[date, object]) -> date | None:
    """The day if the oracle looks as far, else None."""
    return day if day in days else None


def _text(values: tuple[object, ...]) -> str:
    return "(" + ", ".join(str(value) for value in values) + ")"


def _first_difference(ours: Mapping[date, object], theirs: Mapping[date, object]) -> str:
    for day in sorted(ours.keys() | theirs.keys()):
        if ours.get(day) != theirs.get(day):
            different = sum(ours.get(d) != theirs.get(d) for d in ours.keys() | theirs.keys())
            return (
                f"{different} days differ, first day {day}: "
                f"oracle {ours.get(day)}, pipeline {theirs.get(day)}"
            )
    return ""


def _presence(found: object) -> str:
    return "has it" if found else "leaves it out"


def _ledger(day: LeadDay | None) -> str:
    if day is None:
        return "the day is before the oracle's history"
    entries = " ".join(
        f"{category}/{rule}={points}" for (category, rule), points in day.ledger.items()
    )
    return f"fit={day.fit} engagement={day.engagement} intent={day.intent} {entries}"


def _metrics(rules: RuleSet, facts: AccountFacts, ours: AccountAnswer, day: date) -> str:
    """What the oracle counted on the day and on the day before."""
    metrics = Metrics(rules)
    lines = []
    for one in (day - timedelta(days=1), day):
        if one not in ours.days:
            continue
        lines.append(f"  {one} segment {ours.days[one].segment} met {ours.days[one].met}")
        for row in rules.rows("stage_rules"):
            value = metrics.value(facts, row["metric"], row["window_days"], one)
            shown = "null" if value is None else f"{float(value):g}"
            lines.append(
                f"    {row['stage']}/{row['rule_group']} {row['segment'] or 'all'}: {row['metric']}"
                f"({row['window_days']}) = {shown} of {row['minimum']}"
            )
    return "\n".join(lines)
