"""Objects of marketing: campaigns, what they cost by day, content, nurture programmes."""

from typing import Any

import numpy as np

from orchestration.demo.accounts import Accounts
from orchestration.demo.campaigns import Campaigns
from orchestration.demo.channels import CHANNELS
from orchestration.demo.content import CONTENT
from orchestration.demo.dates import Calendar
from orchestration.demo.people import WITHDRAWN, People
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.touch_rows import TouchRows
from orchestration.demo.vocabulary import SELLER_CURRENCY
from orchestration.demo.writing import Sheet

_STEPS = ("welcome", "education", "case study", "offer")


def build_campaign_sheet(plan: CompanyPlan, campaigns: Campaigns) -> Sheet:
    """Return one row for each campaign."""
    calendar = Calendar(plan)
    rows = []
    for number, identifier in enumerate(campaigns.ids):
        channel = CHANNELS[campaigns.channel[number]]
        rows.append(
            (
                identifier,
                campaigns.names[number],
                channel.name,
                channel.direction,
                channel.setting,
                calendar.day(campaigns.first_day[number]),
                calendar.day(campaigns.last_day[number]),
                calendar.money(campaigns.cost[number]),
                SELLER_CURRENCY,
            )
        )
    return Sheet(
        (
            "campaign_id",
            "name",
            "channel",
            "direction",
            "setting",
            "started_on",
            "ended_on",
            "cost",
            "currency",
        ),
        rows,
    )


def build_ad_cost_sheet(
    plan: CompanyPlan, campaigns: Campaigns, rows: TouchRows, kinds: list[str]
) -> Sheet:
    """Return spend by day of paid campaigns; platforms see more than what we can assign."""
    rng = plan.stream("ad_costs")
    calendar = Calendar(plan)
    shape = (len(campaigns.ids), plan.days)
    seen = np.isin(rows.kind, [n for n, kind in enumerate(kinds) if kind == "ad_impression"])
    clicked = np.isin(
        rows.kind, [n for n, kind in enumerate(kinds) if kind in ("ad_click", "search_ad_clicked")]
    )
    impressions = _by_campaign_day(rows, seen, shape)
    clicks = _by_campaign_day(rows, clicked, shape)
    sheet: list[tuple[Any, ...]] = []
    for number, identifier in enumerate(campaigns.ids):
        channel = CHANNELS[campaigns.channel[number]]
        if not channel.is_paid or channel.setting == "offline" or channel.name == "sms":
            continue
        first, last = int(campaigns.first_day[number]), int(campaigns.last_day[number])
        share = rng.dirichlet(np.full(last - first + 1, 8.0)) * campaigns.cost[number]
        for offset, cost in enumerate(share.tolist()):
            day = first + offset
            unseen = int(rng.integers(200, 2500))
            sheet.append(
                (
                    calendar.day(day),
                    identifier,
                    int(impressions[number, day]) * 3 + unseen,
                    int(clicks[number, day]) * 2 + unseen // 180,
                    calendar.money(cost),
                    SELLER_CURRENCY,
                )
            )
    return Sheet(("day", "campaign_id", "impressions", "clicks", "cost", "currency"), sheet)


def _by_campaign_day(rows: TouchRows, which: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Sum quantities of the chosen rows by campaign and day."""
    chosen = np.flatnonzero(which & (rows.campaign >= 0) & (rows.day < shape[1]))
    place = rows.campaign[chosen].astype(np.int64) * shape[1] + rows.day[chosen]
    total = np.bincount(place, weights=rows.quantity[chosen], minlength=shape[0] * shape[1])
    return total.reshape(shape)


def build_content_sheet() -> Sheet:
    """Return the content library."""
    columns = (
        "content_id",
        "name",
        "format",
        "topic",
        "funnel_stage",
        "audience_role",
        "product",
        "is_high_value",
    )
    return Sheet(columns, [tuple(getattr(each, name) for name in columns) for each in CONTENT])


def build_program_sheet(plan: CompanyPlan, accounts: Accounts, people: People) -> Sheet:
    """Return the way of one person in seven through a nurture programme, step by step."""
    rng = plan.stream("programs")
    calendar = Calendar(plan)
    chosen = np.flatnonzero((rng.random(len(people)) < 0.14) & (people.consent != WITHDRAWN))
    rows: list[tuple[Any, ...]] = []
    for person in chosen.tolist():
        program = f"PRG-{int(rng.integers(1, 7)):02d}"
        day = max(0, int(accounts.born[people.account[person]]))
        day += int(rng.integers(0, max(1, plan.days - day)))
        for step in _STEPS[: int(rng.integers(1, len(_STEPS) + 1))]:
            if day >= plan.days:
                break
            left = day + int(rng.integers(4, 25))
            done = left < plan.days
            rows.append(
                (
                    program,
                    people.ids[person],
                    step,
                    calendar.moment(day, 28_800),
                    calendar.moment(left, 28_800) if done else None,
                    "completed" if done else "active",
                )
            )
            day = left
    return Sheet(("program_id", "person_id", "step", "entered_at", "exited_at", "status"), rows)
