"""Small objects that a CRM keeps beside accounts and people: owners, consents, feedback."""

from typing import Any

import numpy as np

from orchestration.demo.accounts import Accounts, Owners
from orchestration.demo.dates import Calendar
from orchestration.demo.names import CHINESE_FAMILY, CHINESE_GIVEN, WESTERN_FAMILY, WESTERN_GIVEN
from orchestration.demo.people import CONSENT_NAMES, UNKNOWN, WITHDRAWN, People
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.sales_stories import Outcome
from orchestration.demo.vocabulary import COUNTRIES, REGIONS, SELLER_DOMAIN
from orchestration.demo.writing import Sheet

_TEAMS = {
    "AMER": "Sales Americas",
    "EMEA": "Sales Europe",
    "DACH": "Sales DACH",
    "Greater China": "大中华区销售",
    "APAC": "Sales Asia Pacific",
}
_REASONS = {
    1: "wrong person",
    2: "not ready",
    3: "interested later",
    4: "good talk",
    5: "ready to buy",
}
_RATINGS = {"accepted": (3, 5), "working": (2, 4), "recycled": (2, 3), "rejected": (1, 2)}


def build_owner_sheet(plan: CompanyPlan, owners: Owners) -> Sheet:
    """Return one row for each sales person; those in China write from WeCom."""
    rng = plan.stream("owners")
    rows = []
    for number, identifier in enumerate(owners.ids):
        region = REGIONS[owners.region[number]]
        if region == "Greater China":
            given, given_latin = str(rng.choice(CHINESE_GIVEN)).split()
            family, family_latin = str(rng.choice(CHINESE_FAMILY)).split()
            name, local = family + given, f"{given_latin}.{family_latin}"
        else:
            given, family = str(rng.choice(WESTERN_GIVEN)), str(rng.choice(WESTERN_FAMILY))
            name, local = f"{given} {family}", f"{given}.{family}".lower()
        wecom = f"wc_{local.replace('.', '_')}{number}" if region == "Greater China" else None
        rows.append(
            (
                identifier,
                name,
                f"{local}{number}@{SELLER_DOMAIN}",
                wecom,
                _TEAMS[region],
                region,
                bool(owners.is_active[number]),
            )
        )
    return Sheet(("owner_id", "name", "email", "wecom_id", "team", "region", "is_active"), rows)


def build_consent_sheet(plan: CompanyPlan, accounts: Accounts, people: People) -> Sheet:
    """Return what people said about e-mail, and some of them about a second purpose."""
    rng = plan.stream("consents")
    calendar = Calendar(plan)
    draw = rng.random((len(people), 3))
    codes = [country.code for country in COUNTRIES]
    rows: list[tuple[Any, ...]] = []
    for number, identifier in enumerate(people.ids):
        consent = int(people.consent[number])
        if consent == UNKNOWN and draw[number, 0] < 0.7:
            continue
        code = codes[accounts.country[people.account[number]]]
        day = int(np.clip(people.consent_day[number], -300, plan.days - 1))
        moment = calendar.moment(day, 43_200)
        basis = "legitimate_interest" if draw[number, 1] < 0.3 else "consent"
        source = "double opt-in" if code == "DE" else "web form"
        status = CONSENT_NAMES[consent]
        rows.append((identifier, "email", status, basis, source, moment))
        if draw[number, 2] < 0.25:
            second = "wechat" if code == "CN" else "phone"
            rows.append((identifier, second, status, basis, source, moment))
        if consent == WITHDRAWN:
            rows.append((identifier, "profiling", status, basis, "preference centre", moment))
    return Sheet(("person_id", "purpose", "status", "legal_basis", "source", "changed_at"), rows)


def build_feedback_sheet(
    plan: CompanyPlan,
    accounts: Accounts,
    owners: Owners,
    people: People,
    outcomes: list[Outcome],
) -> Sheet:
    """Return what sales thought of leads they worked on, of some others, and of some accounts."""
    rng = plan.stream("feedback")
    calendar = Calendar(plan)
    about_people = np.flatnonzero(rng.random(len(people)) < 0.03)
    about_accounts = np.flatnonzero(rng.random(len(accounts)) < 0.03)
    rows = _feedback_on_outcomes(plan, accounts, owners, people, outcomes)
    for person, account in [
        *((int(person), int(people.account[person])) for person in about_people),
        *((-1, int(account)) for account in about_accounts),
    ]:
        rating = int(rng.integers(1, 6))
        first = max(0, int(accounts.born[account]))
        day = int(rng.integers(first, plan.days)) if first < plan.days else plan.days - 1
        rows.append(
            (
                f"FBK-{len(rows) + 1:05d}",
                people.ids[person] if person >= 0 else None,
                accounts.ids[account] if person < 0 else None,
                owners.ids[accounts.owner[account]],
                rating,
                _REASONS[rating],
                "请下季度再联系" if rating == 3 else None,
                calendar.moment(day, 57_600),
            )
        )
    return Sheet(
        (
            "feedback_id",
            "person_id",
            "account_id",
            "given_by",
            "rating",
            "reason",
            "note",
            "given_at",
        ),
        rows,
    )


def _feedback_on_outcomes(
    plan: CompanyPlan,
    accounts: Accounts,
    owners: Owners,
    people: People,
    outcomes: list[Outcome],
) -> list[tuple[Any, ...]]:
    """Rate a third of the outcomes on their day: accepted ones well, rejected ones badly."""
    draw = plan.stream("feedback_on_outcomes").random((len(outcomes), 2))
    rows: list[tuple[Any, ...]] = []
    for outcome, (chosen, how) in zip(outcomes, draw, strict=True):
        if chosen >= 0.35:
            continue
        low, high = _RATINGS[outcome.status]
        rating = low + int(how * (high - low + 1))
        owner = owners.ids[accounts.owner[people.account[outcome.person]]]
        rows.append(
            (
                f"FBK-{len(rows) + 1:05d}",
                people.ids[outcome.person],
                None,
                owner,
                rating,
                _REASONS[rating],
                None,
                outcome.moment,
            )
        )
    return rows


def build_history_sheet(rows: list[tuple[Any, ...]]) -> Sheet:
    """Return the field history of accounts and people, oldest change first."""
    ordered = sorted(rows, key=lambda row: (row[3], row[0], row[1]))
    return Sheet(("object", "id", "field", "changed_at", "old_value", "new_value"), ordered)
