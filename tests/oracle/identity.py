"""Who is who as of as_of: merged records, their accounts, consent, what is left out."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tests.oracle.company import Case, day_of, moment_of
from tests.oracle.matching import (
    Account,
    Match,
    accounts_by_text,
    domain_type,
    match,
    normalised_email,
    normalised_name,
    registrable_domain,
)
from tests.oracle.merging import end_of, survivor_of, united, valid_links
from tests.oracle.records import Record, is_true, read_records
from tests.oracle.rule_files import RuleSet


@dataclass(frozen=True)
class Person:
    """One person of possibly several records; `record` is the one that survived."""

    record: Record
    member_ids: frozenset[str]
    match: Match
    created_on: date
    is_withdrawn: bool
    is_own: bool

    @property
    def person_id(self) -> str:
        """Id of the surviving record."""
        return self.record.key

    @property
    def account_id(self) -> str | None:
        """Id of the account matched."""
        return self.match.account_id


@dataclass(frozen=True)
class Identity:
    """Accounts and people that exist on as_of. Excluded accounts are in `accounts` too.

    `account_of` is the account of each record; `customers` has the records that rolled up.
    """

    accounts: dict[str, Record]
    excluded: frozenset[str]
    people: list[Person]
    account_of: dict[str, str]
    rolled_up: dict[str, list[Record]]
    rules: RuleSet
    described: list[Account]

    @cached_property
    def person_of(self) -> dict[str, Person]:
        """Person by the id of any of its records."""
        return {member: person for person in self.people for member in person.member_ids}

    @cached_property
    def parent_of(self) -> dict[str, str | None]:
        """The account above each account."""
        return {account.account_id: account.parent_id for account in self.described}

    def is_scored(self, person: Person) -> bool:
        """Whether the person has a lead score."""
        left_out = person.is_withdrawn or person.is_own
        return not left_out and person.account_id not in self.excluded

    def account_of_domain(self, domain: str) -> str | None:
        """The account to which a signal of a domain belongs."""
        if domain_type(domain, self.rules) != "business":
            return None
        return next(iter(accounts_by_text(domain, self.described, of_domain=True)), None)


def identify(case: Case, rules: RuleSet, as_of: date) -> Identity:
    """Resolve accounts and people of one company."""
    history = case.of("field_history")
    of_accounts = [row for row in history if row["object"] == "accounts"]
    of_people = [row for row in history if row["object"] == "people"]
    records = _created(read_records(case.of("accounts"), "account_id", as_of, of_accounts), as_of)
    survivor_of_record = _merge_accounts(records, rules)
    excluded = frozenset(
        survivor
        for key, survivor in survivor_of_record.items()
        if _is_excluded(records[key], rules)
    )
    top_of = _roll_up(records, survivor_of_record, excluded, rules)
    account_of = {key: top_of.get(one, one) for key, one in survivor_of_record.items()}
    accounts = {key: records[key] for key in account_of.values()}
    described = [_describe(key, records, account_of) for key in accounts]
    rolled_up: dict[str, list[Record]] = defaultdict(list)
    for part, top in top_of.items():
        rolled_up[top].append(records[part])
    people_records = _created(read_records(case.of("people"), "person_id", as_of, of_people), as_of)
    withdrawn = _withdrawn_ids(case, people_records, as_of)
    people = [
        _person(members, survivor, people_records, withdrawn, described, account_of, rules)
        for members, survivor in _merge_people(people_records)
    ]
    return Identity(accounts, excluded, people, account_of, dict(rolled_up), rules, described)


def _created(records: dict[str, Record], as_of: date) -> dict[str, Record]:
    return {
        key: record
        for key, record in records.items()
        if day_of(record.latest["created_at"]) <= as_of
    }


def _merge_accounts(records: Mapping[str, Record], rules: RuleSet) -> dict[str, str]:
    """The record that stands for each; without the accounts of which nothing is left."""
    wanted = {key: record.latest.get("merged_into_id") for key, record in records.items()}
    wanted |= {row["account_id"]: row["merged_into_id"] for row in rules.rows("account_merges")}
    links = valid_links(wanted, records)
    groups: dict[frozenset[str], list[str]] = defaultdict(list)
    for key in records:
        groups[end_of(key, links)].append(key)
    survivors = {}
    for members in groups.values():
        survivor = survivor_of(members, records, links)
        survivors |= {key: survivor for key in members if survivor}
    return survivors


def _roll_up(
    records: Mapping[str, Record],
    survivors: Mapping[str, str],
    excluded: frozenset[str],
    rules: RuleSet,
) -> dict[str, str]:
    """The top of the hierarchy for each account that a rule rolls up."""
    alive = {key: records[key] for key in set(survivors.values()) - excluded}
    parents = {
        key: survivors.get(record.latest.get("parent_account_id", ""))
        for key, record in alive.items()
    }
    links = valid_links(parents, alive)
    tops = {}
    for key, record in alive.items():
        chosen = any(
            survivors.get(row["account_id"]) == key
            if row["account_id"]
            else record.latest.get(row["field"], "").strip().lower() == row["value"].strip().lower()
            for row in rules.rows("account_rollups")
        )
        top = min(
            end_of(key, links), key=lambda one: (moment_of(records[one].latest["created_at"]), one)
        )
        if chosen and top != key:
            tops[key] = top
    return tops


def _describe(key: str, records: Mapping[str, Record], account_of: Mapping[str, str]) -> Account:
    parent = account_of.get(records[key].latest.get("parent_account_id", ""))
    parts = tuple(records[part] for part, whole in account_of.items() if whole == key)
    return Account(records[key], parts, parent if parent != key else None)


def _merge_people(records: Mapping[str, Record]) -> list[tuple[set[str], str]]:
    """Members and survivor of each person: one by merges and equal keys, however they chain."""
    wanted = {key: record.latest.get("merged_into_id") for key, record in records.items()}
    links = valid_links(wanted, records)
    linked = {*links, *links.values()}
    taking_part = {
        key
        for key, record in records.items()
        if key in linked or not is_true(record.latest.get("is_deleted"))
    }
    by_key: dict[str, set[str]] = defaultdict(set)
    for key in taking_part:
        by_key[_identity_key(records[key])].add(key)
    groups = united([*by_key.values(), *({one, other} for one, other in links.items())])
    found = [(members, survivor_of(members, records, links)) for members in groups]
    return [(members, survivor) for members, survivor in found if survivor]


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
        for row in sorted(profiling, key=lambda row: (moment_of(row["changed_at"]), row["status"]))
    }
    return frozenset(withdrawn | {key for key, status in latest.items() if status == "withdrawn"})


def _person(
    members: set[str],
    survivor: str,
    records: Mapping[str, Record],
    withdrawn: frozenset[str],
    described: list[Account],
    account_of: dict[str, str],
    rules: RuleSet,
) -> Person:
    record = records[survivor]
    email = normalised_email(record.latest)
    emails = frozenset(normalised_email(records[key].latest) for key in members)
    own = {row["domain"].lower() for row in rules.rows("own_domains")}
    return Person(
        record=record,
        member_ids=frozenset(members),
        match=match(record, members, emails, described, account_of, rules),
        created_on=day_of(record.latest["created_at"]),
        is_withdrawn=not members.isdisjoint(withdrawn),
        is_own=bool(email) and registrable_domain(email) in own,
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
