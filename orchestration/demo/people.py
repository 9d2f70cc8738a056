"""The people of the accounts: names, addresses, jobs, consent, and which of them take part.

People are ordered by account and, within an account, the ones who can take part in the buying
journey first. The first few of each account fill its *slots*: the members of its buying group.
A slot without a person is an anonymous visitor.
"""

from dataclasses import dataclass

import numpy as np

from orchestration.demo.accounts import Accounts
from orchestration.demo.jobs import JOBS
from orchestration.demo.names import (
    CHINESE_FAMILY,
    CHINESE_GIVEN,
    FREE_MAIL_CHINESE,
    FREE_MAIL_WESTERN,
    WESTERN_FAMILY,
    WESTERN_GIVEN,
)
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.vocabulary import COUNTRIES

SLOTS = 8
GIVEN, BY_DOMAIN, BY_COMPANY, BY_SIMILAR_COMPANY, UNMATCHABLE = range(5)
MATCH_NAMES = ("given", "email_domain", "company_name", "company_name_similar", "none")
GRANTED, UNKNOWN, WITHDRAWN = range(3)
CONSENT_NAMES = ("granted", "unknown", "withdrawn")


@dataclass(frozen=True)
class People:
    """The P people, column by column; every array has one element a person.

    `first` and `count` have one element an account: where its people begin, how many there are;
    `members` is how many of them, from the first on, fill slots (at most `SLOTS`), and
    `reachable` how many have not withdrawn their consent.
    """

    ids: list[str]
    account: np.ndarray
    job: np.ndarray
    title: list[str]
    full_name: list[str]
    email: list[str]
    match: np.ndarray
    consent: np.ndarray
    consent_day: np.ndarray
    propensity: np.ndarray
    first: np.ndarray
    count: np.ndarray
    reachable: np.ndarray
    members: np.ndarray

    def __len__(self) -> int:
        """Return the number of people."""
        return len(self.ids)


def build_people(plan: CompanyPlan, accounts: Accounts) -> People:
    """Draw the people of the plan."""
    rng = plan.stream("people")
    total = plan.people
    account = np.sort(_draw_employers(plan, rng, accounts))
    consent = rng.choice(3, total, p=(0.76, 0.2, 0.04))
    # Withdrawn last within each account, so that the first ones fill the slots.
    consent = consent[np.lexsort((consent == WITHDRAWN, account))]
    count = np.bincount(account, minlength=len(accounts))
    first = np.concatenate(([0], np.cumsum(count)[:-1]))
    withdrawn = np.bincount(account[consent == WITHDRAWN], minlength=len(accounts))
    reachable = count - withdrawn
    few_known = rng.random(len(accounts)) < 0.2
    members = np.minimum(reachable, np.where(few_known, 3, SLOTS))
    job = rng.choice(len(JOBS), total, p=_job_weights())
    match = _draw_matches(rng, accounts, account)
    full_name, local_part = _draw_names(rng, accounts, account)
    propensity = np.array([each.propensity for each in JOBS])[job]
    propensity = propensity * rng.lognormal(0.0, 0.5, total)
    return People(
        ids=[f"PER-{number:07d}" for number in range(1, total + 1)],
        account=account,
        job=job,
        title=_draw_titles(rng, accounts, account, job),
        full_name=full_name,
        email=_draw_emails(rng, accounts, account, match, local_part),
        match=match,
        consent=consent,
        consent_day=rng.integers(-300, max(1, plan.days), total),
        propensity=propensity,
        first=first,
        count=count,
        reachable=reachable,
        members=members,
    )


def _draw_employers(plan: CompanyPlan, rng: np.random.Generator, accounts: Accounts) -> np.ndarray:
    """One person for each account as far as they go round, the others by size of account."""
    everyone = rng.permutation(len(accounts))[: plan.people]
    weight = np.array((0.35, 0.8, 1.3, 2.4))[accounts.segment]
    weight = weight * rng.gamma(3.0, 1 / 3.0, weight.size)
    others = rng.choice(len(accounts), plan.people - everyone.size, p=weight / weight.sum())
    return np.concatenate((everyone, others))


def _job_weights() -> np.ndarray:
    weights = np.array([job.weight for job in JOBS])
    return np.asarray(weights / weights.sum())


def _draw_matches(rng: np.random.Generator, accounts: Accounts, account: np.ndarray) -> np.ndarray:
    """Nine in ten are linked by the CRM; the others must be matched, some cannot be."""
    match = rng.choice(5, account.size, p=(0.89, 0.06, 0.03, 0.008, 0.012))
    # A shared domain leads to the top of the hierarchy, so its people keep their link.
    ambiguous = accounts.shares_domain[account] & (match == BY_DOMAIN)
    return np.where(ambiguous, GIVEN, match)


def _draw_names(
    rng: np.random.Generator, accounts: Accounts, account: np.ndarray
) -> tuple[list[str], list[str]]:
    """Return full names and the part of an address before the @ sign."""
    chinese = np.array([country.code == "CN" for country in COUNTRIES])[accounts.country[account]]
    given = rng.integers(0, 1 << 30, account.size)
    family = rng.integers(0, 1 << 30, account.size)
    names, locals_ = [], []
    for is_chinese, one, two in zip(chinese.tolist(), given.tolist(), family.tolist(), strict=True):
        if is_chinese:
            first, first_latin = CHINESE_GIVEN[one % len(CHINESE_GIVEN)].split()
            last, last_latin = CHINESE_FAMILY[two % len(CHINESE_FAMILY)].split()
            names.append(last + first)
            locals_.append(f"{first_latin}.{last_latin}")
        else:
            first = WESTERN_GIVEN[one % len(WESTERN_GIVEN)]
            last = WESTERN_FAMILY[two % len(WESTERN_FAMILY)]
            names.append(f"{first} {last}")
            locals_.append(f"{first}.{last}".lower())
    return names, locals_


def _draw_titles(
    rng: np.random.Generator, accounts: Accounts, account: np.ndarray, job: np.ndarray
) -> list[str]:
    chinese = np.array([country.code == "CN" for country in COUNTRIES])[accounts.country[account]]
    draw = rng.integers(0, 1 << 30, account.size)
    titles = []
    for is_chinese, kind, pick in zip(chinese.tolist(), job.tolist(), draw.tolist(), strict=True):
        choices = JOBS[kind].titles_chinese if is_chinese else JOBS[kind].titles
        titles.append(choices[pick % len(choices)])
    return titles


def _draw_emails(
    rng: np.random.Generator,
    accounts: Accounts,
    account: np.ndarray,
    match: np.ndarray,
    local_part: list[str],
) -> list[str]:
    """Draw addresses on the account's domain; free mail for those matched by company."""
    free = (match >= BY_COMPANY) | ((match == GIVEN) & (rng.random(account.size) < 0.05))
    chinese = np.array([country.code == "CN" for country in COUNTRIES])[accounts.country[account]]
    draw = rng.integers(0, 1 << 30, account.size)
    taken: set[str] = set()
    emails = []
    for number, local in enumerate(local_part):
        if not free[number]:
            domain = accounts.domains[account[number]]
        else:
            choices = FREE_MAIL_CHINESE if chinese[number] else FREE_MAIL_WESTERN
            domain = choices[draw[number] % len(choices)]
        email, suffix = f"{local}@{domain}", 1
        while email in taken:
            suffix += 1
            email = f"{local}{suffix}@{domain}"
        taken.add(email)
        emails.append(email)
    return emails
