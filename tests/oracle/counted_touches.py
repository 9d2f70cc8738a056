"""Touches that count: on whose account, by whom, and as what."""

import re
from dataclasses import dataclass
from datetime import date

from tests.oracle.company import Case, Row, day_of
from tests.oracle.identity import Identity, Person
from tests.oracle.records import is_true
from tests.oracle.rule_files import RuleSet

MOST_REPEATS = 1_000_000


@dataclass(frozen=True)
class Touch:
    """A counted touch. `actor` tells people and visitors apart, None is nobody known."""

    touch_id: str
    day: date
    account_id: str | None
    person: Person | None
    actor: str | None
    quantity: int
    channel: str
    flags: frozenset[str]
    fields: Row


def count_touches(case: Case, rules: RuleSet, identity: Identity, as_of: date) -> list[Touch]:
    """Every touch that counts, in order of days."""
    found = [
        touch
        for row in case.of("touches")
        if day_of(row["occurred_at"]) <= as_of
        for touch in [_judge(row, case, rules, identity)]
        if touch is not None
    ]
    unique = {touch.touch_id: touch for touch in found}
    return sorted(unique.values(), key=lambda touch: (touch.day, touch.touch_id))


def _judge(row: Row, case: Case, rules: RuleSet, identity: Identity) -> Touch | None:
    page = page_of(row.get("url"), rules)
    kind = _kind(row["kind"], page, rules)
    person = identity.person_of.get(row.get("person_id", ""))
    if kind not in rules.kinds or row.get("outcome") == "machine":
        return None
    if person and (person.is_withdrawn or person.is_own):
        return None
    account_id = person.account_id if person else None
    account_id = account_id or identity.account_of.get(row.get("account_id", ""))
    if account_id in identity.excluded:
        return None
    visitor = row.get("visitor_id")
    return Touch(
        touch_id=row["touch_id"],
        day=day_of(row["occurred_at"]),
        account_id=account_id,
        person=person,
        actor=f"person {person.person_id}" if person else f"visitor {visitor}" if visitor else None,
        quantity=min(int(row.get("quantity", "1")), MOST_REPEATS),
        channel=_channel(row, kind, case, rules),
        flags=_flags(kind, page, rules),
        fields=_fields(row, kind, page, case, rules),
    )


def page_of(url: str | None, rules: RuleSet) -> Row | None:
    """The page rule with the longest pattern that fits the url without query and fragment."""
    if not url:
        return None
    path = re.split(r"[?#]", url, maxsplit=1)[0].lower()
    for row in rules.page_rules:
        pattern = ".*".join(re.escape(part) for part in row["pattern"].lower().split("*"))
        if re.fullmatch(pattern, path, re.DOTALL):
            return row
    return None


def _kind(kind: str, page: Row | None, rules: RuleSet) -> str:
    special = f"{page['page_type']}_page_viewed" if page else ""
    return special if kind == "page_viewed" and special in rules.kinds else kind


def _flags(kind: str, page: Row | None, rules: RuleSet) -> frozenset[str]:
    row = rules.kinds[kind]
    flags = {
        name.removeprefix("is_") for name in row if name.startswith("is_") and is_true(row[name])
    }
    # Viewing a page is an act; a mail or an advertisement that merely links to it is none.
    if page and is_true(page["is_high_value"]) and "engagement" in flags:
        flags.add("buying_signal")
    if page and not is_true(page["is_engagement"]):
        flags -= {"engagement", "buying_signal"}
    return frozenset(flags)


def _channel(row: Row, kind: str, case: Case, rules: RuleSet) -> str:
    known = {
        channel["source_value"].lower(): channel["channel"] for channel in rules.rows("channels")
    }
    campaigns = {campaign["campaign_id"]: campaign["channel"] for campaign in case.of("campaigns")}
    named = row.get("channel") or campaigns.get(row.get("campaign_id", ""))
    return known[named.strip().lower()] if named else rules.kinds[kind]["channel"]


def _fields(row: Row, kind: str, page: Row | None, case: Case, rules: RuleSet) -> Row:
    """What a touch rule may ask for; a field that is null is absent."""
    contents = {content["content_id"]: content for content in case.of("content")}
    content = contents.get(row.get("content_id", ""), {})
    values = {
        "kind": kind,
        "channel": _channel(row, kind, case, rules),
        "content_name": row.get("content_name") or content.get("name"),
        "format": content.get("format"),
        "topic": content.get("topic"),
        "seconds": row.get("seconds"),
        "page_type": page["page_type"] if page else None,
    }
    return {name: value for name, value in values.items() if value}
