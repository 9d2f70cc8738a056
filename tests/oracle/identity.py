"""Who is who as of as_of: merged people, their accounts, consent, what is left out."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tests.oracle.company import Case, Row, day_of, moment_of
from tests.oracle.records import Record, is_true, read_records
from tests.oracle.rule_files import RuleSet

_LEGAL_FORMS = ("gmbh", "inc", "ltd", "ag", "有限公司")


@dataclass(frozen=True)
class Person:
    """One person of possibly several records; `record` is the one that survived."""

    record: Record
    member_ids: frozenset[str]
    account_id: str | None
    created_on: date
    is_withdrawn: bool
    is_own: bool

    @property
    def person_id(self) -> str:
        """Id of the surviving record."""
        return self.record.key


@dataclass(frozen=True)
class Identity:
    """Accounts and people that exist on as_of. Excluded accounts are in `accounts` too."""

    accounts: dict[str, Record]
    excluded: frozenset[str]
    people: list[Person]

    @cached_property
    def person_of(self) -> dict[str, Person]:
        """Person by the id of any of its records."""
        return {member: person for person in self.people for member in person.member_ids}

    def is_scored(self, person: Person) -> bool:
        """Whether the person has a lead score."""
        left_out = person.is_withdrawn or person.is_own
        return not left_out and person.account_id not in self.excluded


def identify(case: Case, rules: RuleSet, as_of: date) -> Identity:
    """Resolve accounts and people of one company."""
    history = case.of("field_history")
    of_accounts = [row for row in history if row["object"] == "accounts"]
    of_people = [row for row in history if row["object"] == "people"]
    accounts = _existing(read_records(case.of("accounts"), "account_id", as_of, of_accounts), as_of)
    records = _existing(read_records(case.of("people"), "person_id", as_of, of_people), as_of)
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records.values():
        groups[_identity_key(record)].append(record)
    withdrawn = _withdrawn_ids(case, records, as_of)
    people = [_merge(group, accounts, withdrawn, rules) for group in groups.values()]
    excluded = frozenset(key for key, record in accounts.items() if _is_excluded(record, rules))
    return Identity(accounts, excluded, people)


def _existing(records: dict[str, Record], as_of: date) -> dict[str, Record]:
    return {
        key: record
        for key, record in records.items()
        if not is_true(record.latest.get("is_deleted"))
        and day_of(record.latest["created_at"]) <= as_of
    }


def normalised_email(row: Row) -> str:
    """Trimmed, lower case, nothing else; empty if there is none."""
    return row.get("email", "").strip().lower()


def registrable_domain(text: str) -> str:
    """The registrable domain of an address, url or host; enough of it for .com and .co.uk."""
    host = re.sub(r"^[a-z]+://", "", text.strip().lower()).split("@")[-1].split("/")[0]
    labels = host.split(".")
    return ".".join(labels[-3:] if labels[-2:] == ["co", "uk"] else labels[-2:])


def normalised_name(text: str) -> str:
    """A company name without case, punctuation and legal form."""
    words = re.sub(r"[\W_]+", " ", text.lower()).strip()
    for form in _LEGAL_FORMS:
        words = words.removesuffix(form).strip()
    return words


def domain_type(email: str, rules: RuleSet) -> str:
    """business, free, disposable, or none without an e-mail."""
    if not email:
        return "none"
    domain = registrable_domain(email)
    types = {row["domain"]: row["domain_type"] for row in rules.rows("free_mail_domains")}
    return types.get(domain, "business")


def _identity_key(record: Record) -> str:
    email = normalised_email(record.latest)
    phone = record.latest.get("phone") or record.latest.get("mobile")
    if email:
        return f"email {email}"
    return f"phone {re.sub(r'[^0-9+]', '', phone)}" if phone else f"id {record.key}"


def _withdrawn_ids(case: Case, records: dict[str, Record], as_of: date) -> frozenset[str]:
    withdrawn = set()
    for key, record in records.items():
        consent_at = record.latest.get("consent_at")
        is_in_force = not consent_at or day_of(consent_at) <= as_of
        if record.latest.get("consent_status") == "withdrawn" and is_in_force:
            withdrawn.add(key)
    profiling = [
        row
        for row in case.of("consents")
        if row["purpose"] == "profiling" and day_of(row["changed_at"]) <= as_of
    ]
    latest = {
        row["person_id"]: row["status"]
        for row in sorted(profiling, key=lambda row: moment_of(row["changed_at"]))
    }
    return frozenset(withdrawn | {key for key, status in latest.items() if status == "withdrawn"})


def _merge(
    group: list[Record], accounts: dict[str, Record], withdrawn: frozenset[str], rules: RuleSet
) -> Person:
    survivor = min(group, key=lambda record: (moment_of(record.latest["created_at"]), record.key))
    email = normalised_email(survivor.latest)
    own = {row["domain"].lower() for row in rules.rows("own_domains")}
    return Person(
        record=survivor,
        member_ids=frozenset(record.key for record in group),
        account_id=_match(survivor, accounts, rules),
        created_on=day_of(survivor.latest["created_at"]),
        is_withdrawn=any(record.key in withdrawn for record in group),
        is_own=bool(email) and registrable_domain(email) in own,
    )


def _match(person: Record, accounts: dict[str, Record], rules: RuleSet) -> str | None:
    """Override, account given, e-mail domain, company name: the first that finds an account."""
    row, email = person.latest, normalised_email(person.latest)
    overrides = rules.rows("account_match_overrides")
    for override in overrides:
        if override["person_id"] == person.key:
            return override["account_id"]
    for override in overrides:
        if email and override["email"].lower() == email:
            return override["account_id"]
    if row.get("account_id") in accounts:
        return row["account_id"]
    if email and domain_type(email, rules) == "business":
        by_domain = account_of_domain(registrable_domain(email), accounts)
        if by_domain:
            return by_domain
    name = normalised_name(row.get("company_name", ""))
    same = [k for k, a in accounts.items() if name and normalised_name(a.latest["name"]) == name]
    return same[0] if same else None


def account_of_domain(domain: str, accounts: dict[str, Record]) -> str | None:
    """Of the accounts on one domain the top of their hierarchy, else the oldest."""
    found = [
        account
        for account in accounts.values()
        if account.latest.get("domain") and registrable_domain(account.latest["domain"]) == domain
    ]
    tops = [a for a in found if any(b.latest.get("parent_account_id") == a.key for b in found)]
    return (
        min(
            (account for account in tops or found),
            key=lambda account: (moment_of(account.latest["created_at"]), account.key),
            default=_NOBODY,
        ).key
        or None
    )


def _is_excluded(account: Record, rules: RuleSet) -> bool:
    domain = registrable_domain(account.latest.get("domain", ""))
    name = normalised_name(account.latest["name"])
    return any(
        (row["account_id"] and row["account_id"] == account.key)
        or (row["domain"] and domain and registrable_domain(row["domain"]) == domain)
        or (row["name"] and normalised_name(row["name"]) == name)
        for row in rules.rows("account_exclusions")
    )


_NOBODY = Record("", {}, date.min, ())
