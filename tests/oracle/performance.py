"""Campaigns' figures counted one by one, from published touches, leads and the files read.

Written from the tables' descriptions. Touches are those that count; who they are of is checked
elsewhere.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Row = dict[str, Any]
CENT = Decimal("0.01")
Figures = dict[str, Any]
Key = tuple[str, str, str]
EVENTS = {"lead": "leads", "mql": "mqls", "sql": "sqls", "opportunity": "opportunities",
          "won": "won", "customer": "customers"}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What the figures are counted from. Amounts are in the company's currency."""

    as_of: date
    touches: list[Row]
    campaigns: dict[str, Row]
    ad_costs: list[Row]
    entries: list[Row]
    opportunities: list[Row]
    channels: dict[str, Row]

    def unit_of(self, touch: Row) -> tuple[str, str]:
        """Level and name of what a touch is booked to."""
        if touch["campaign_id"]:
            return "campaign", touch["campaign_id"]
        return "no_campaign", touch["channel"]

    def channel_of(self, unit: tuple[str, str]) -> str:
        """The channel to which a unit belongs."""
        if unit[0] != "campaign":
            return unit[1]
        carried = Counter[str]()
        for touch in self.touches:
            if touch["campaign_id"] == unit[1]:
                carried[touch["channel"]] += touch["quantity"]
        own: str = self.campaigns[unit[1]]["channel"]
        if own in carried or not carried:
            return own
        return min(carried, key=lambda channel: (-carried[channel], channel))

    def groups_of(self, unit: tuple[str, str]) -> list[tuple[str, str]]:
        """The rows in which a unit is counted."""
        if unit[0] == "untouched":
            return [unit, ("all", "all")]
        channel = self.channel_of(unit)
        owner = self.campaigns[unit[1]] if unit[0] == "campaign" else self.channels[channel]
        return [unit, ("channel", channel), ("direction", owner["direction"]), ("all", "all")]


def month_of(day: date) -> str:
    """Return a day's month as 2026-06."""
    return f"{day:%Y-%m}"


def daily_spend(facts: Facts) -> dict[tuple[str, str], Decimal]:
    """Spend by campaign and month, added up day by day; all amounts are in one currency."""
    spend: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    reported = set()
    for row in facts.ad_costs:
        if row["day"] <= facts.as_of and row["cost"] is not None:
            reported.add(row["campaign_id"])
            spend[row["campaign_id"], month_of(row["day"])] += row["cost"]
    for name, row in facts.campaigns.items():
        if name in reported or row["cost"] is None:
            continue
        days = (row["ended_on"] - row["started_on"]).days + 1
        cents = int(row["cost"] * 100)
        for number in range(days):
            day = row["started_on"] + timedelta(days=number)
            if day <= facts.as_of:
                due = cents * (number + 1) // days - cents * number // days
                spend[name, month_of(day)] += due * CENT
    return spend


def success_events(facts: Facts) -> Iterable[tuple[str, str, str, date, Decimal | None]]:
    """Yield event, subject's column, subject, day and amount of each success."""
    for row in facts.entries:
        yield row["stage"], "person_id", row["person_id"], row["entered_on"], None
    first_wins: dict[Any, tuple[date, str]] = {}
    for row in facts.opportunities:
        if row["is_won"] and row["type"] == "new" and row["closed_on"] <= facts.as_of:
            win, account = (row["closed_on"], row["opportunity_id"]), row["account_id"]
            first_wins[account] = min(first_wins.get(account, win), win)
    for row in facts.opportunities:
        account, amount = row["account_id"], row["amount"]
        yield "opportunity", "account_id", account, row["created_on"], amount
        if row["closed_on"] and row["closed_on"] <= facts.as_of and row["is_won"]:
            yield "won", "account_id", account, row["closed_on"], amount
            if first_wins.get(account) == (row["closed_on"], row["opportunity_id"]):
                yield "customer", "account_id", account, row["closed_on"], amount


def last_touch(facts: Facts, column: str, subject: str, day: date) -> tuple[str, str]:
    """Return the unit that a success is booked to."""
    found = [
        touch
        for touch in facts.touches
        if touch[column] == subject
        and touch["is_exposure"]
        and day - timedelta(days=89) <= touch["day"] <= day
    ]
    found = [touch for touch in found if touch["campaign_id"]] or found
    if not found:
        return "untouched", "untouched"
    last = max(touch["day"] for touch in found)
    latest = [touch for touch in found if touch["day"] == last]
    moment = max(touch["occurred_at"] for touch in latest)
    return min(facts.unit_of(touch) for touch in latest if touch["occurred_at"] == moment)


def campaign_performance(facts: Facts) -> dict[Key, Figures]:
    """Figures by level, name and period, where there is anything."""
    found: dict[Key, Figures] = defaultdict(lambda: defaultdict(int))
    sets: dict[Key, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))

    def keys(unit: tuple[str, str], month: str) -> list[Key]:
        return [(*group, period) for group in facts.groups_of(unit) for period in (month, "all")]

    platforms = {row["campaign_id"] for row in facts.ad_costs if row["day"] <= facts.as_of}
    attended: dict[Any, str] = {}
    for touch in facts.touches:
        if touch["kind"] in ("webinar_attended", "event_attended") and touch["actor"]:
            who = (facts.unit_of(touch), touch["actor"])
            attended[who] = max(attended.get(who, ""), month_of(touch["day"]))
    for (campaign, month), amount in daily_spend(facts).items():
        for key in keys(("campaign", campaign), month):
            found[key]["spend"] += amount
    for row in facts.ad_costs:
        if row["day"] <= facts.as_of:
            for key in keys(("campaign", row["campaign_id"]), month_of(row["day"])):
                found[key]["impressions"] += row["impressions"]
                found[key]["clicks"] += row["clicks"]
    for touch in facts.touches:
        unit, month, kind = facts.unit_of(touch), month_of(touch["day"]), touch["kind"]
        times, actor = touch["quantity"], touch["actor"]
        pair = (unit, month, actor)
        for key in keys(unit, month):
            figures, people = found[key], sets[key]
            figures["touches"] += times
            if unit[1] not in platforms:
                figures["impressions"] += times * (kind == "ad_impression")
                figures["clicks"] += times * (kind in ("ad_click", "search_ad_clicked"))
            figures["calls"] += times * (kind in ("call_attempted", "call_connected"))
            figures["calls_connected"] += times * (kind == "call_connected")
            people["accounts"].add(touch["account_id"])
            people["people"].add(touch["person_id"])
            if kind == "content_downloaded":
                people["downloaders"].add(touch["person_id"])
            if actor is None:
                continue
            if kind in ("email_sent", "email_delivered"):
                people["emailed"].add(pair)
            elif kind == "email_opened":
                people["opened"].add(pair)
            elif kind == "email_clicked":
                people["clicked"].add(pair)
            elif kind in ("webinar_registered", "event_registered"):
                people["registrations"].add(pair)
    for event, column, subject, day, amount in success_events(facts):
        for key in keys(last_touch(facts, column, subject, day), month_of(day)):
            found[key][EVENTS[event]] += 1
            if event in ("opportunity", "won") and amount is not None:
                name = {"opportunity": "opportunity_amount", "won": "amount"}[event]
                found[key][name] += amount
    for key, people in sets.items():
        figures = found[key]
        for name in ("people", "accounts", "downloaders"):
            figures[name] = len(people[name] - {None})
        figures["emailed"] = len(people["emailed"])
        figures["email_opened"] = len(people["emailed"] & people["opened"])
        figures["email_clicked"] = len(people["emailed"] & people["clicked"])
        figures["registrations"] = len(people["registrations"])
        figures["attended"] = sum(
            attended.get((unit, actor), "") >= month
            for unit, month, actor in people["registrations"]
        )
    return {key: dict(figures) for key, figures in found.items()}


def cost_per(spend: Decimal | None, count: int) -> Decimal | None:
    """Return a cost per success, rounded to cents; None without spend or success."""
    if not spend or spend < 0 or not count:
        return None
    return (spend / count).quantize(CENT, ROUND_HALF_UP)
