"""Opportunities and the people on them: what the journeys won, lost and left open.

New business follows the journeys exactly. Customers also have expansions and renewals, which
change no stage; a customer that churns loses its renewal on that day.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from orchestration.demo.accounts import CUSTOMER, Accounts, Owners
from orchestration.demo.dates import Calendar
from orchestration.demo.dirt import DirtPlan
from orchestration.demo.jobs import JOBS
from orchestration.demo.journey_log import JourneyLog
from orchestration.demo.journey_state import HOLD_DAYS
from orchestration.demo.people import People
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.vocabulary import COMPETITORS, PRODUCTS, SELLER_CURRENCY
from orchestration.demo.writing import Sheet

COLUMNS = (
    "opportunity_id",
    "account_id",
    "name",
    "type",
    "stage",
    "amount",
    "currency",
    "owner_id",
    "lost_reason",
    "competitor",
    "created_at",
    "closed_at",
    "is_won",
    "updated_at",
    "is_deleted",
)
CONTACT_COLUMNS = ("opportunity_id", "person_id", "role", "is_primary")
OPEN_STAGES = ("Prospecting", "Qualification", "Proposal", "Negotiation")
LOST_REASONS = ("price", "no decision", "competitor", "missing feature", "budget cut", "timing")
TYPICAL_AMOUNT = (9_000, 26_000, 74_000, 210_000)
STILL_OPEN = -1_000_000


@dataclass(frozen=True)
class Deal:
    """One deal: day numbers, `closed` is `STILL_OPEN` while it is open."""

    account: int
    kind: str
    opened: int
    closed: int
    is_won: bool


@dataclass(frozen=True)
class OpportunityRows:
    """Deals and the people on them."""

    opportunities: Sheet
    contacts: Sheet


def build_opportunities(
    plan: CompanyPlan,
    accounts: Accounts,
    owners: Owners,
    people: People,
    log: JourneyLog,
    dirt: DirtPlan,
) -> OpportunityRows:
    """Write out all deals, with older versions of some and the planted dirt."""
    rng = plan.stream("opportunities")
    calendar = Calendar(plan)
    deals = sorted(
        [
            *_journey_deals(log),
            *_earlier_wins(rng, accounts),
            *_later_deals(plan, rng, accounts, log),
        ],
        key=lambda deal: (deal.opened, deal.account, deal.kind, deal.closed),
    )
    rows: list[tuple[Any, ...]] = []
    contacts: list[tuple[Any, ...]] = []
    for number, deal in enumerate(deals, start=1):
        identifier = f"OPP-{number:06d}"
        row = _row(rng, calendar, accounts, owners, identifier, deal)
        if rng.random() < 0.12:
            rows.append(_older_version(row))
        rows.append(tuple(row.values()))
        contacts.extend(_contacts(rng, people, identifier, deal.account))
    rows.extend(_dirty(rng, calendar, accounts, owners, dirt))
    return OpportunityRows(Sheet(COLUMNS, rows), Sheet(CONTACT_COLUMNS, contacts))


def _journey_deals(log: JourneyLog) -> list[Deal]:
    return [
        Deal(
            int(account),
            "new",
            int(opened),
            int(closed) if won >= 0 else STILL_OPEN,
            is_won=bool(won == 1),
        )
        for part in log.deals
        for account, opened, closed, won in zip(*part, strict=True)
    ]


def _earlier_wins(rng: np.random.Generator, accounts: Accounts) -> list[Deal]:
    """Return the deals by which customers became customers before the first day."""
    deals = []
    for account in np.flatnonzero(accounts.starts_in == CUSTOMER).tolist():
        since = int(accounts.customer_since[account])
        opened = max(int(accounts.born[account]) + 1, since - int(rng.integers(15, 120)))
        deals.append(Deal(account, "new", min(opened, since), since, is_won=True))
    return deals


def _later_deals(
    plan: CompanyPlan, rng: np.random.Generator, accounts: Accounts, log: JourneyLog
) -> list[Deal]:
    """Return renewals each year and a few expansions of everybody who is a customer."""
    since = np.where(accounts.starts_in == CUSTOMER, accounts.customer_since, -10_000)
    for winners, _, closed, won in log.deals:
        since[winners[won == 1]] = closed[won == 1]
    deals: list[Deal] = []
    for account in np.flatnonzero(since > -10_000).tolist():
        churned = int(log.churned_on[account])
        begin = int(since[account])
        left_again = churned > begin
        end = churned if left_again else plan.days - 1
        deals.extend(
            Deal(account, "renewal", renewal - 45, renewal, is_won=True)
            for renewal in range(begin + 365, end, 365)
            if renewal >= 0
        )
        if left_again:
            deals.append(Deal(account, "renewal", max(begin, churned - 50), churned, is_won=False))
        deals.extend(_expansion(rng, account, max(begin, 0), end, left_again=left_again))
    return deals


def _expansion(
    rng: np.random.Generator, account: int, begin: int, end: int, *, left_again: bool
) -> list[Deal]:
    """Return one expansion for a third of the customers; none shortly before a customer leaves.

    An expansion that is open counts as intent, which would be held after the churn.
    """
    if end - begin < 60 or rng.random() > 0.35:
        return []
    opened = int(rng.integers(begin + 20, end - 30))
    closed = opened + int(rng.integers(15, 90))
    if left_again and closed > end - HOLD_DAYS - 2:
        return []
    if closed >= end:
        closed = STILL_OPEN
    is_won = closed != STILL_OPEN and bool(rng.random() < 0.55)
    return [Deal(account, "expansion", opened, closed, is_won)]


def _row(
    rng: np.random.Generator,
    calendar: Calendar,
    accounts: Accounts,
    owners: Owners,
    identifier: str,
    deal: Deal,
) -> dict[str, Any]:
    scale = {"new": 1.0, "expansion": 0.4, "renewal": 0.9}[deal.kind]
    amount = TYPICAL_AMOUNT[accounts.segment[deal.account]] * scale * float(rng.lognormal(0, 0.45))
    is_open = deal.closed == STILL_OPEN
    is_lost = not is_open and not deal.is_won
    reason = str(rng.choice(LOST_REASONS)) if is_lost else None
    age = calendar.days - deal.opened
    created = calendar.moment(deal.opened, int(rng.integers(28_800, 43_200)))
    closed = None if is_open else calendar.moment(deal.closed, int(rng.integers(50_400, 64_800)))
    stage = (
        OPEN_STAGES[max(0, min(3, age // 25))]
        if is_open
        else ("Closed Won" if deal.is_won else "Closed Lost")
    )
    rival = reason == "competitor" or rng.random() < 0.12
    return {
        "opportunity_id": identifier,
        "account_id": accounts.ids[deal.account],
        "name": _name(
            accounts.names[deal.account], str(rng.choice(PRODUCTS)), deal.kind, created.year
        ),
        "type": deal.kind,
        "stage": stage,
        "amount": calendar.money(round(amount, -2)),
        "currency": SELLER_CURRENCY,
        "owner_id": owners.ids[accounts.owner[deal.account]],
        "lost_reason": reason,
        "competitor": str(rng.choice(COMPETITORS)) if rival else None,
        "created_at": created,
        "closed_at": closed,
        "is_won": None if is_open else deal.is_won,
        "updated_at": closed
        or max(created, calendar.moment(deal.opened + int(rng.integers(0, max(1, age))), 64_000)),
        "is_deleted": False,
    }


def _name(account: str, product: str, kind: str, year: int) -> str:
    """Name a deal as sales people do: who, what, and for a renewal when."""
    tail = {"new": "", "expansion": " Expansion", "renewal": f" Renewal {year}"}[kind]
    return f"{account} - {product}{tail}"


def _older_version(row: dict[str, Any]) -> tuple[Any, ...]:
    """Return the deal as it was on its first day."""
    older = row | {
        "stage": OPEN_STAGES[0],
        "lost_reason": None,
        "competitor": None,
        "closed_at": None,
        "is_won": None,
        "updated_at": row["created_at"],
    }
    return tuple(older.values())


def _contacts(
    rng: np.random.Generator, people: People, identifier: str, account: int
) -> list[tuple[Any, ...]]:
    """Return one to four members of the buying group, the likeliest first."""
    members = int(people.members[account])
    if not members:
        return []
    first = int(people.first[account])
    score = np.log(people.propensity[first : first + members]) + rng.gumbel(size=members)
    chosen = np.argsort(-score, kind="stable")[: int(rng.integers(1, 5))]
    return [
        (identifier, people.ids[first + slot], JOBS[people.job[first + slot]].role, place == 0)
        for place, slot in enumerate(chosen.tolist())
    ]


def _dirty(
    rng: np.random.Generator,
    calendar: Calendar,
    accounts: Accounts,
    owners: Owners,
    dirt: DirtPlan,
) -> list[tuple[Any, ...]]:
    """Return deleted deals, and deals that are dated after the last day."""
    rows = []
    for number in range(1, dirt.deleted_opportunities + dirt.future_opportunities + 1):
        is_future = number > dirt.deleted_opportunities
        account = int(rng.integers(0, len(accounts)))
        opened = calendar.days + 9000 + number if is_future else max(0, calendar.days // 2)
        name = "FUTURE" if is_future else "DELETED"
        row = _row(
            rng,
            calendar,
            accounts,
            owners,
            f"OPP-{name}-{number:03d}",
            Deal(account, "new", opened, STILL_OPEN, is_won=False),
        )
        row["is_deleted"] = not is_future
        rows.append(tuple(row.values()))
    return rows
