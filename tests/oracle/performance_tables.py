"""Outreach, content, search, overlap, visits, experiments: counted one by one."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from math import sqrt
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle.performance import Facts, Row, month_of

Z = 1.959963984540054
HORIZON = 90
STAGES = ("lead", "mql", "sql", "opportunity", "customer")


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the bounds of Wilson's 95 % interval."""
    centre = (part + Z * Z / 2) / (whole + Z * Z)
    half = Z * sqrt(part * (whole - part) / whole + Z * Z / 4) / (whole + Z * Z)
    return max(0.0, centre - half), min(1.0, centre + half)


def newcombe(part: int, whole: int, control_part: int, control: int) -> tuple[float, float]:
    """Return the bounds of the difference of two shares (Newcombe 1998, method 10)."""
    one, other = part / whole, control_part / control
    low, high = wilson(part, whole)
    other_low, other_high = wilson(control_part, control)
    return (
        one - other - sqrt((one - low) ** 2 + (other_high - other) ** 2),
        one - other + sqrt((high - one) ** 2 + (other - other_low) ** 2),
    )


def last_day_of(month: str) -> date:
    """Return the last day of a month given as 2026-06."""
    year, number = (int(part) for part in month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def outreach(
    facts: Facts, outcomes: list[Row], zone_of: Callable[[str | None], str]
) -> dict[tuple[str, int, int], tuple[int, int]]:
    """Attempts and successes by channel, ISO weekday and hour of the account's clocks."""
    counts: dict[tuple[str, int, int], list[int]] = defaultdict(lambda: [0, 0])
    answers: dict[str, dict[str, int]] = defaultdict(dict)
    for row in outcomes:
        answers[row["kind"]].update(
            {row["outcome_kind"]: int(row["within_days"] or 0)} if row["outcome_kind"] else {}
        )
    for kind, waits in answers.items():
        attempts: dict[Any, dict[datetime, int]] = defaultdict(lambda: defaultdict(int))
        succeeded: set[tuple[Any, datetime]] = set()
        is_waiting = set(waits) - {kind}
        for touch in facts.touches:
            if touch["kind"] == kind and (touch["actor"] or not is_waiting):
                attempts[_story(touch)][touch["occurred_at"]] += touch["quantity"]
        for touch in facts.touches:
            if touch["kind"] in is_waiting and touch["actor"]:
                before = [at for at in attempts[_story(touch)] if at <= touch["occurred_at"]]
                wait = timedelta(days=waits[touch["kind"]])
                if before and touch["occurred_at"] - max(before) <= wait:
                    succeeded.add((_story(touch), max(before)))
        last = facts.as_of - timedelta(days=max(waits.values(), default=0))
        for story, moments in attempts.items():
            for at, times in moments.items():
                if at.date() > last:
                    continue
                zone = ZoneInfo(zone_of(story[1]))
                local = at.replace(tzinfo=ZoneInfo("UTC")).astimezone(zone)
                count = counts[story[2], local.isoweekday(), local.hour]
                count[0] += times
                count[1] += times if kind in waits else (story, at) in succeeded
    return {key: (count[0], count[1]) for key, count in counts.items()}


def _story(touch: Row) -> tuple[Any, ...]:
    return touch["actor"], touch["account_id"], touch["channel"], touch["campaign_id"]


def cohorts(
    histories: dict[str, list[Row]], uses: list[tuple[str, Row]]
) -> dict[tuple[str, str], Row]:
    """What became of the people behind `uses` (key and touch), by month and key."""
    first: dict[tuple[str, str, str], date] = {}
    for key, touch in uses:
        if touch["person_id"]:
            name = (month_of(touch["day"]), key, touch["person_id"])
            first[name] = min(first.get(name, date.max), touch["day"])
    found: dict[tuple[str, str], Row] = defaultdict(lambda: defaultdict(int))
    for (month, key, person), day in first.items():
        row = found[month, key]
        row["people"] += 1
        for number, stage in enumerate(STAGES[:3]):
            reached = [
                entry["entered_on"]
                for entry in histories.get(person, [])
                if entry["stage"] in STAGES[number:]
            ]
            start = min(reached, default=None)
            row[f"{stage}_candidates"] += start is None or start >= day
            row[f"{stage}s"] += start is not None and 0 <= (start - day).days < HORIZON
    return found


def overlap(
    facts: Facts, spells: dict[str, list[Row]], ways: tuple[str, str, str]
) -> dict[tuple[str, str], list[Any]]:
    """Accounts, accounts at risk and moved forward by month and group; `ways` name the grouping."""
    column, first, second = ways
    touched: dict[tuple[str, str], set[str]] = defaultdict(set)
    for touch in facts.touches:
        if touch["is_exposure"] and touch["account_id"]:
            touched[month_of(touch["day"]), touch["account_id"]].add(touch[column])
    found: dict[tuple[str, str], list[Any]] = defaultdict(lambda: [0, 0, 0])
    for month in {month for month, _ in touched}:
        end = min(last_day_of(month), facts.as_of)
        for account, history in spells.items():
            before = [spell for spell in history if spell["entered_on"] <= end]
            if not before:
                continue
            seen = touched.get((month, account), set())
            both = {first, second} & seen
            group = "both" if len(both) == 2 else f"{min(both)}_only" if both else "neither"
            row = found[month, group]
            row[0] += 1
            if before[-1]["stage"] != "Customer":
                row[1] += 1
                row[2] += any(
                    spell["direction"] == "forward"
                    and end < spell["entered_on"] <= end + timedelta(days=HORIZON)
                    for spell in history
                )
    for (month, _), row in found.items():
        if last_day_of(month) + timedelta(days=HORIZON) > facts.as_of:
            row[2] = None
    return found


def visits(facts: Facts, own_hosts: set[str]) -> list[Row]:
    """One row a visit, with where it came from, what was seen and how it counts."""
    pages: dict[tuple[str, date], list[Row]] = defaultdict(list)
    for touch in facts.touches:
        if touch["actor"] and (touch["url"] or touch["kind"].endswith("page_viewed")):
            pages[touch["actor"], touch["day"]].append(touch)
    rows = []
    for (actor, day), seen in pages.items():
        # Ties are pages of one second: the channel first in the alphabet, then the source.
        landing = min(
            seen,
            key=lambda touch: (touch["occurred_at"], touch["channel"], source_of(touch, own_hosts)),
        )
        times = sum(touch["quantity"] for touch in seen)
        views = sum(t["quantity"] for t in seen if t["kind"].endswith("page_viewed"))
        engagements = sum(t["quantity"] for t in seen if t["is_engagement"])
        answers = sum(t["quantity"] for t in seen if t["is_call_to_action"])
        seconds = sum((t["seconds"] or 0) * t["quantity"] for t in seen)
        rows.append(
            {
                "month": month_of(day), "channel": landing["channel"],
                "source": source_of(landing, own_hosts), "actor": actor,
                "account_id": landing["account_id"], "page_views": views, "seconds": seconds,
                "is_engaged": engagements > 0
                and (engagements >= 2 or answers > 0 or seconds >= 30),
                "is_single": views == 1 and times == 1 and answers == 0,
            }
        )  # fmt: skip
    return rows


def source_of(touch: Row, own_hosts: set[str]) -> str:
    """Return where a page was reached from."""
    if touch["utm_source"]:
        return str(touch["utm_source"]).strip().lower()
    host = (touch["referrer"] or "").lower().split("://")[-1].split("/")[0].split("?")[0]
    host = host.removeprefix("www.")
    return host if host and host not in own_hosts else "direct"


def experiments(facts: Facts) -> dict[tuple[str, str, str], tuple[int, int]]:
    """People and responses by level, name and variant, of experiments with two variants or more."""
    shown: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for touch in facts.touches:
        name = touch["campaign_id"] or touch["content_id"]
        if touch["actor"] and name:
            level = "campaign" if touch["campaign_id"] else "content"
            shown[level, name][touch["actor"]].append(touch)
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    for (level, name), people in shown.items():
        arms: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for touches in people.values():
            variants = {touch["variant"] for touch in touches} - {None}
            for variant in variants:
                arms[variant][0] += 0
            start = min((t["day"] for t in touches if t["variant"]), default=None)
            if len(variants) != 1 or start is None:
                continue
            if start + timedelta(days=29) > facts.as_of:
                continue
            arm = arms[variants.pop()]
            arm[0] += 1
            arm[1] += any(
                t["is_call_to_action"] and 0 <= (t["day"] - start).days < 30 for t in touches
            )
        if len(arms) > 1:
            found.update({(level, name, key): (arm[0], arm[1]) for key, arm in arms.items()})
    return found
