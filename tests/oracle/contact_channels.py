"""By which channels a person may be contacted as of as_of."""

from datetime import date

from tests.oracle.company import Case, day_of, moment_of
from tests.oracle.identity import Person
from tests.oracle.matching import normalised_email
from tests.oracle.records import is_true
from tests.oracle.rule_files import RuleSet


def allowed_channels(case: Case, rules: RuleSet, person: Person, as_of: date) -> list[str]:
    """Channels with an address and a consent, or where unknown consent suffices."""
    latest = person.record.latest
    addresses = {
        "email": normalised_email(latest),
        "phone": latest.get("phone") or latest.get("mobile"),
        "sms": latest.get("mobile") or latest.get("phone"),
        "wechat": latest.get("wechat_id"),
    }
    return [
        channel
        for channel, address in addresses.items()
        if address and _is_allowed(case, rules, person, channel, as_of)
    ]


def _is_allowed(case: Case, rules: RuleSet, person: Person, channel: str, as_of: date) -> bool:
    said = [
        (moment_of(row["changed_at"]), row["status"])
        for row in case.of("consents")
        if row["person_id"] in person.member_ids
        and row["purpose"] == channel
        and day_of(row["changed_at"]) <= as_of
    ]
    stated = person.record.latest.get("consent_status")
    status = max(said)[1] if said else "granted" if stated == "granted" else "unknown"
    if status != "unknown":
        return status == "granted"
    country = person.record.latest.get("country", "").strip().lower()
    policy = {
        row["country"].lower(): is_true(row["is_unknown_allowed"])
        for row in rules.rows("consent_policy")
        if row["channel"] == channel
    }
    return policy.get(country, policy.get("*", False)) if country else policy.get("*", False)
