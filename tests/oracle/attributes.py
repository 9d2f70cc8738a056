"""Attributes of a day, also those that are derived: segment, buying role, kind of mail domain."""

from datetime import date

from tests.oracle.company import Row
from tests.oracle.comparisons import is_match
from tests.oracle.matching import domain_type, normalised_email
from tests.oracle.records import Record
from tests.oracle.rule_files import RuleSet


def segment_of(account: Row, rules: RuleSet) -> str:
    """The first segment rule that fits, else other."""
    for row in rules.segment_rows:
        if is_match(row["operator"], row["value"], account.get(row["field"])):
            return row["segment"]
    return "other"


def buying_role_of(title: str | None, rules: RuleSet) -> str | None:
    """The role whose pattern a word of the title fits, by priority."""
    for row in rules.role_rows:
        if is_match("contains_word", row["pattern"], title) and not any(
            other["role"] == row["role"] and is_match("contains_word", other["unless"], title)
            for other in rules.role_rows
            if other["unless"]
        ):
            return row["role"]
    return None


def account_value(field: str, account: Row | None, rules: RuleSet) -> str | None:
    """Value of an account's attribute; None for null and without an account."""
    if account is None:
        return None
    return segment_of(account, rules) if field == "segment" else account.get(field)


def person_value(field: str, person: Row, account: Row | None, rules: RuleSet) -> str | None:
    """Value of a person's attribute, or of the account of which they are."""
    if field == "segment":
        return account_value(field, account, rules)
    if field == "buying_role":
        return buying_role_of(person.get("title"), rules)
    if field == "email_domain_type":
        return domain_type(normalised_email(person), rules)
    if field == "name_looks_real":
        name = person.get("full_name")
        nonsense = {row["pattern"] for row in rules.rows("nonsense_names")}
        return None if name is None else "false" if name.strip().lower() in nonsense else "true"
    if field == "is_competitor":
        return "false"
    return person.get(field)


def values_on(record: Record | None, day: date) -> Row | None:
    """Values of a record on a day; None without a record."""
    return record.on(day) if record else None
