"""Small companies drawn at random, with everything in them that has ever been misread."""

from dataclasses import dataclass
from datetime import date
from random import Random

from tests.oracle.company import Case, Row, day_of
from tests.oracle.random_activity import add_activity, add_feedback
from tests.oracle.random_crm import add_accounts, add_opportunities, add_people
from tests.oracle.random_days import DayDrawer
from tests.oracle.random_rules import Overlay
from tests.oracle.random_sales import add_sales


@dataclass(frozen=True)
class Companies:
    """Cases of one run, and the rule files that name their accounts."""

    cases: list[Case]
    overlay: Overlay


def draw_companies(
    random: Random, count: int, as_of: date, overlay: Overlay, *, span: tuple[int, int]
) -> Companies:
    """Draw `count` companies under disjoint ids; `span` is the least and most days of a history.

    With an empty overlay nothing is excluded and no rule file is touched.
    """
    exclusions: list[Row] = []
    own_domains: list[Row] = []
    overrides: list[Row] = []
    merges: list[Row] = []
    rollups: list[Row] = _rollups_by_field(random)
    cases = []
    for number in range(count):
        case = Case(f"c{number:04}")
        days = DayDrawer(random, as_of, overlay, span)
        add_accounts(random, case, days)
        add_people(random, case, days)
        add_opportunities(random, case, days)
        add_activity(random, case, days)
        add_feedback(random, case, days)
        add_sales(case, f"{as_of} {days.start}")
        if overlay:
            _leave_out(random, case, exclusions, own_domains)
            _override(random, case, overrides, as_of)
            _merge_by_hand(random, case, merges)
            _roll_up(random, case, rollups)
        cases.append(case)
    if not overlay:
        return Companies(cases, {})
    named = {
        "account_exclusions": exclusions,
        "own_domains": own_domains,
        "account_match_overrides": overrides,
        "account_merges": merges,
        "account_rollups": rollups,
    }
    return Companies(cases, {**overlay, **named})


def _leave_out(random: Random, case: Case, exclusions: list[Row], own_domains: list[Row]) -> None:
    account = random.choice(case.of("accounts"))
    choice = random.random()
    if choice < 0.04:
        exclusions.append({"account_id": account["account_id"], "reason": "partner"})
    elif choice < 0.06 and account.get("domain"):
        exclusions.append({"domain": account["account_id"].lower() + ".com", "reason": "partner"})
    elif choice < 0.08:
        exclusions.append({"name": account["name"], "reason": "partner"})
    elif choice < 0.12:
        own_domains.append({"domain": f"{case.name}own.com"})


def _rollups_by_field(random: Random) -> list[Row]:
    """Now and then all subsidiaries of a country are a part of the whole."""
    by_country = {"field": "country", "value": "Fr", "agreed_by": "finance"}
    return [by_country] if random.random() < 0.5 else []


def _merge_by_hand(random: Random, case: Case, merges: list[Row]) -> None:
    """Now and then somebody merges two accounts, or undoes a merge of the source."""
    ids = sorted({row["account_id"] for row in case.of("accounts")})
    if random.random() < 0.15:
        one, other = random.choice(ids), random.choice([*ids, "nobody"])
        merges.append({"account_id": one, "merged_into_id": other, "agreed_by": "sales"})


def _roll_up(random: Random, case: Case, rollups: list[Row]) -> None:
    children = sorted(
        {row["account_id"] for row in case.of("accounts") if "parent_account_id" in row}
    )
    if children and random.random() < 0.25:
        rollups.append({"account_id": random.choice(children), "agreed_by": "finance"})


def _is_late(row: Row, as_of: date) -> bool:
    return day_of(row["created_at"]) > as_of


def _override(random: Random, case: Case, overrides: list[Row], as_of: date) -> None:
    """Now and then a person is matched by hand."""
    accounts, people = case.of("accounts"), case.of("people")
    gone = {row["account_id"] for row in accounts if "is_deleted" in row or _is_late(row, as_of)}
    known = sorted({row["account_id"] for row in accounts} - gone)
    if random.random() > 0.1 or not known or not people:
        return
    account_id, person = random.choice(known), random.choice(people)
    override = {"account_id": account_id, "agreed_by": "sales", "note": "by hand"}
    if "email" in person and random.random() < 0.5:
        overrides.append({"email": person["email"].strip().lower(), **override})
    else:
        overrides.append({"person_id": person["person_id"], **override})
