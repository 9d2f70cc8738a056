"""Whose opportunity is it? Its contacts', else that of who engaged before it."""

from datetime import date, timedelta

from tests.oracle.company import Case, day_of
from tests.oracle.counted_touches import Touch
from tests.oracle.identity import Identity
from tests.oracle.records import is_true, read_records

Deal = tuple[date, date, str]  # first day, end, opportunity


def deals_by_person(
    case: Case, identity: Identity, touches: list[Touch], as_of: date
) -> dict[str, list[Deal]]:
    """Every opportunity by person: its contacts', else of who engaged."""
    named: dict[str, set[str]] = {}
    for row in case.of("opportunity_contacts"):
        if person := identity.person_of.get(row["person_id"]):
            named.setdefault(row["opportunity_id"], set()).add(person.person_id)
    deals: dict[str, list[Deal]] = {}
    for opportunity in read_records(case.of("opportunities"), "opportunity_id", as_of).values():
        row = opportunity.latest
        account_id = identity.account_of.get(row["account_id"])
        created, closed = day_of(row["created_at"]), row.get("closed_at")
        is_left_out = is_true(row.get("is_deleted")) or row.get("type") == "renewal"
        if account_id is None or is_left_out or created > as_of:
            continue
        engaged = {
            touch.person.person_id
            for touch in touches
            if touch.person
            and touch.account_id == account_id
            and "engagement" in touch.flags
            and created - timedelta(days=90) < touch.day <= created
        }
        end = day_of(closed) if closed and day_of(closed) <= as_of else date.max
        for person_id in named.get(opportunity.key, engaged):
            deals.setdefault(person_id, []).append((created, end, opportunity.key))
    return deals
