"""The lead funnel as published, expanded to days, against the one followed by hand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import duckdb

from tests.oracle.lead_funnel import STAGES, FunnelAnswer, FunnelDay

ONE_DAY = timedelta(days=1)
# What a reason begins with before its parts.
LEADS = ("opportunity closed: ", "opportunity ", "no longer ")
Told = tuple[str, frozenset[str]]
Counts = Counter[tuple[date, str, str, str]]  # month, source, reason, what is counted


@dataclass
class PublishedFunnel:
    """One person: stage by day, spells by first day, the row of lead_scores."""

    days: dict[date, str] = field(default_factory=dict)
    entries: dict[date, tuple[str | None, Told, str | None, str]] = field(default_factory=dict)
    today: tuple[object, ...] | None = None


@dataclass(frozen=True)
class PublishedFunnels:
    """All people by id, and lead_rejections as counts."""

    people: dict[str, PublishedFunnel]
    counts: Counts


def read_funnels(connection: duckdb.DuckDBPyConnection, as_of: date) -> PublishedFunnels:
    """Read the funnel's tables; an overlap of days is an error."""
    people: dict[str, PublishedFunnel] = defaultdict(PublishedFunnel)
    for key, stage, basis, reason, first, end, previous, direction in connection.execute(
        "select person_id, stage, basis, reason, entered_on, exited_on, previous_stage, direction"
        " from lead_stage_history"
    ).fetchall():
        people[key].entries[first] = (basis, _told(stage, reason), previous, direction)
        day = first
        while day < (end or as_of + ONE_DAY):
            assert day not in people[key].days, f"two stages of {key} hold on {day}"
            people[key].days[day] = stage
            day += ONE_DAY
    for key, stage, since, qualified_by, *values in connection.execute(
        "select person_id, lead_stage, lead_stage_since, qualified_by, priority, sales_ready_on,"
        " sales_accepted_on, product_qualified_on, service_qualified_on, feedback_rating,"
        " feedback_reason, feedback_on from lead_scores"
    ).fetchall():
        people[key].today = (stage, since, _parts(qualified_by), *values)
    counts: Counts = Counter()
    whats = ("mqls", "sqls", "accepted", "rejected", "recycled")
    for month, source, reason, *numbers in connection.execute(
        f"select month, source, reason, {', '.join(whats)} from lead_rejections"
    ).fetchall():
        for what, number in zip(whats, numbers, strict=True):
            counts[month, source, reason, what] += number
    return PublishedFunnels(dict(people), counts)


def funnel_lines(
    key: str, ours: FunnelAnswer, theirs: PublishedFunnel, as_of: date
) -> Iterator[str]:
    """One sentence per difference."""
    past = {day: one for day, one in ours.days.items() if day <= as_of}
    for day in sorted(past.keys() | theirs.days.keys()):
        stage = past[day].stage if day in past else None
        if stage != theirs.days.get(day):
            found = f"oracle {past.get(day)}, pipeline {theirs.days.get(day)}"
            yield f"person {key}, funnel, day {day}: {found}"
            return
    for day, entry in theirs.entries.items():
        before = past[day - ONE_DAY].stage if day - ONE_DAY in past else None
        stage = past[day].stage
        expected = (past[day].basis, _reason(past, day), before, _direction(before, stage))
        if expected != entry:
            yield f"person {key}, entry, day {day}: oracle {expected}, pipeline {entry}"
    today = past[as_of]
    expected_today = (
        today.stage,
        _since(past, as_of, "stage"),
        today.qualified_by,
        today.priority,
        _since(past, as_of, "ready"),
        today.accepted_on,
        _since(past, as_of, "product"),
        _since(past, as_of, "service"),
        *(ours.feedback or (None, None, None)),
    )
    if expected_today != theirs.today:
        yield f"person {key}, lead_scores: oracle {expected_today}, pipeline {theirs.today}"


def _told(stage: str, reason: str | None) -> Told:
    lead = next((lead for lead in LEADS if (reason or "").startswith(lead)), "")
    if stage in ("mql", "sql", "rejected", "recycled"):
        lead = ""
    return lead, _parts(reason and reason.removeprefix(lead))


def _reason(past: Mapping[date, FunnelDay], day: date) -> Told:
    """Why a stage is entered: what holds, or of who falls back what held on the day before."""
    stage = past[day].stage
    before = past.get(day - ONE_DAY)
    if stage == "opportunity":
        return "opportunity ", past[day].reasons
    if stage == "customer":
        return "", frozenset({"account is a customer"})
    if stage not in ("inquiry", "lead"):
        return "", past[day].reasons
    if before is None or (before.stage, stage) == ("inquiry", "lead"):
        return "", frozenset()
    if before.stage == "lead":
        return "", _parts("name, company or a way of contact no longer known")
    if before.stage == "customer":
        return "", frozenset({"account no longer a customer"})
    if before.stage == "opportunity":
        return "opportunity closed: ", before.reasons
    is_aside = before.stage in ("rejected", "recycled")
    return "no longer ", frozenset({before.stage}) if is_aside else before.reasons


def counted(answers: Iterable[FunnelAnswer], as_of: date) -> Counts:
    """What lead_rejections says of these people."""
    counts: Counts = Counter()
    for answer in answers:
        before = None
        for day in sorted(day for day in answer.days if day <= as_of):
            stage = answer.days[day].stage
            if stage in ("mql", "sql") and _direction(before, stage) in ("start", "forward"):
                counts[day.replace(day=1), answer.lead_source, "none", f"{stage}s"] += 1
            before = stage
        for day, decision, reason in answer.decisions:
            shown = "none" if decision == "accepted" else reason
            counts[day.replace(day=1), answer.lead_source, shown, decision] += 1
    return counts


def _direction(before: str | None, stage: str) -> str:
    """As published; a stay in one stage has none."""
    if before is None:
        return "start"
    if stage not in STAGES:
        return "" if before == stage else "aside"
    if before not in STAGES:
        return "forward"
    step = STAGES.index(stage) - STAGES.index(before)
    return "forward" if step > 0 else "backward" if step < 0 else ""


def _since(days: dict, as_of: date, what: str) -> date | None:  # type: ignore[type-arg]
    """First day of the unbroken stretch up to as_of with today's value; None if it is false."""
    value = getattr(days[as_of], what)
    if not value:
        return None
    day = as_of
    while day - ONE_DAY in days and getattr(days[day - ONE_DAY], what) == value:
        day -= ONE_DAY
    return day


def _parts(text: str | None) -> frozenset[str]:
    return frozenset(text.split(", ")) if text else frozenset()
