"""What others know about the accounts: third-party intent signals and enrichment.

Below Qualified an account never surges in two topics at once, so that a bought signal makes no
stage that the journey does not have.
"""

from typing import Any

import numpy as np

from orchestration.demo.accounts import AWARE, CUSTOMER, QUALIFIED, Accounts
from orchestration.demo.dates import Calendar
from orchestration.demo.journey_log import JourneyLog
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.vocabulary import (
    COUNTRIES,
    INDUSTRIES,
    INTENT_PROVIDERS,
    INTENT_TOPICS,
    SELLER_CURRENCY,
)
from orchestration.demo.writing import Sheet

SURGE = 60
_TYPICAL_SCORE = np.array((25, 35, 45, 62, 70, 30))
_WEEKLY_CHANCE = np.array((0.02, 0.05, 0.10, 0.16, 0.18, 0.03))
_TECHNOLOGIES = ("SAP", "Salesforce", "HubSpot", "Snowflake", "AWS", "Azure", "钉钉", "企业微信")


def build_intent_sheet(plan: CompanyPlan, accounts: Accounts, log: JourneyLog) -> Sheet:
    """Return weekly observations, more and higher ones where a journey is far along."""
    rng = plan.stream("intent")
    calendar = Calendar(plan)
    rows: list[tuple[Any, ...]] = []
    own_pair = rng.integers(0, len(INTENT_TOPICS) * len(INTENT_PROVIDERS), len(accounts))
    for week, stages in enumerate(log.weekly_stages):
        present = accounts.born <= week * 7
        hit = np.flatnonzero(present & (rng.random(stages.size) < _WEEKLY_CHANCE[stages]))
        pair, score = _pairs_and_scores(rng, stages[hit], own_pair[hit])
        late = rng.integers(1, 8, hit.size)
        by_domain = rng.random(hit.size) < 0.3
        for account, which, value, delay, domain_only in zip(
            hit.tolist(),
            pair.tolist(),
            score.tolist(),
            late.tolist(),
            by_domain.tolist(),
            strict=True,
        ):
            day = week * 7
            # The parent's domain would give a subsidiary's signal to the parent.
            named = not domain_only or bool(accounts.shares_domain[account])
            rows.append(
                (
                    f"SIG-{len(rows) + 1:07d}",
                    INTENT_PROVIDERS[which % len(INTENT_PROVIDERS)],
                    accounts.ids[account] if named else None,
                    accounts.domains[account],
                    INTENT_TOPICS[which // len(INTENT_PROVIDERS)],
                    value,
                    calendar.day(day),
                    calendar.day(min(day + delay, plan.days - 1)),
                )
            )
    return Sheet(
        (
            "signal_id",
            "provider",
            "account_id",
            "domain",
            "topic",
            "score",
            "observed_on",
            "delivered_on",
        ),
        rows,
    )


def _pairs_and_scores(
    rng: np.random.Generator, stage: np.ndarray, own_pair: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Draw topics with providers, and scores; early surges keep to the account's own pair."""
    pair = rng.integers(0, len(INTENT_TOPICS) * len(INTENT_PROVIDERS), stage.size)
    score = rng.normal(_TYPICAL_SCORE[stage], 12)
    is_surge = (score >= SURGE) & (stage >= AWARE)
    early = (stage < QUALIFIED) | (stage == CUSTOMER)
    pair = np.where(is_surge & early, own_pair, pair)
    score = np.where((score >= SURGE) & ~is_surge, SURGE - 5, score)
    return pair, np.clip(score, 1, 99).round(1)


def build_enrichment_sheet(plan: CompanyPlan, accounts: Accounts) -> Sheet:
    """Return what data providers say: mostly the same as the CRM, with sizes a little off.

    What the CRM does not know stays unknown here, too, so that the fit of an account is the
    one that its journey was made with.
    """
    rng = plan.stream("enrichment")
    calendar = Calendar(plan)
    rows: list[tuple[Any, ...]] = []
    for provider, share in (("Clearline", 0.55), ("FirmGraph", 0.3)):
        for account in np.flatnonzero(rng.random(len(accounts)) < share).tolist():
            first = max(0, int(accounts.born[account]))
            day = first + int(rng.random() * (plan.days - first))
            by_domain = bool(rng.random() < 0.4) and not accounts.shares_domain[account]
            known_industry = accounts.industry_known[account]
            known_revenue = accounts.revenue_known[account]
            rows.append(
                (
                    provider,
                    calendar.day(day),
                    None if by_domain else accounts.ids[account],
                    accounts.domains[account] if by_domain else None,
                    None,
                    None,
                    INDUSTRIES[accounts.industry[account]] if known_industry else None,
                    int(accounts.employees[account]),
                    calendar.money(accounts.revenue_dollars[account]) if known_revenue else None,
                    SELLER_CURRENCY if known_revenue else None,
                    COUNTRIES[accounts.country[account]].code,
                    accounts.city[account],
                    ", ".join(rng.choice(_TECHNOLOGIES, 2, replace=False).tolist()),
                )
            )
    return Sheet(
        (
            "provider",
            "observed_on",
            "account_id",
            "domain",
            "registration_id",
            "name",
            "industry",
            "employee_count",
            "annual_revenue",
            "currency",
            "country",
            "city",
            "technologies",
        ),
        rows,
    )
