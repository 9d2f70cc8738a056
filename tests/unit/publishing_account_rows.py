"""Rows of the tables about one account's score, buying group, profile and journey."""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.unit.publishing_target_rows import TIERS

Row = Mapping[str, object]
ACCOUNTS = {"a1": "enterprise", "a2": "micro", "a3": "micro"}
STAGE_OF = {"a1": "Engaged", "a2": "Unaware", "a3": "Unaware"}
SCORES = {"a1": "100.00", "a2": "5.00", "a3": "0.00"}
ENGAGED = {"a1": 2, "a2": 1, "a3": 0}
# What account_stages says of scores and people, by account.
STAGE_EXTRAS: dict[str, dict[str, object]] = {
    key: {
        "account_score": SCORES[key],
        "decision_makers_known": 1 if key == "a1" else 0,
        "decision_maker_reached": key == "a1",
        "buying_group_coverage": "1.0000" if key == "a1" else "0.0000",
        "next_stage": "Aware",
        "missing_for_next": "1 more engaged person",
        "next_action": "Call",
        "next_action_zh": "致电",
        "next_action_team": "sales",
    }
    for key in ACCOUNTS
}
# Role of a person in `people`.
ROLES = {"p1": "executive", "p2": "user", "p3": "user"}


def january(day: int) -> date:
    """Return a day of the month in which everything happens."""
    return date(2026, 1, day)


def account_tables() -> dict[str, list[Row]]:
    """Return rows of these tables that satisfy every expectation."""
    return {
        "account_scores": _scores(),
        "account_score_contributions": _ledger(),
        "account_profile": _profiles(),
        "account_journey": _journeys(),
        "buying_group_coverage": _coverage(),
        "buying_group_history": _history(),
    }


def _scores() -> list[Row]:
    points = dict.fromkeys(("content", "intent", "web", "events", "sales"), "0.00")
    return [
        {"account_id": key, "segment": segment, "stage": STAGE_OF[key], "score": SCORES[key],
         "rank": rank, "change_7d": change, "change_28d": change, "trend": trend,
         "people_points": people, **{f"{name}_points": value for name, value in points.items()},
         "next_change_on": january(31) + timedelta(days=9)}
        for (key, segment), rank, change, trend, people in zip(
            ACCOUNTS.items(), (1, 2, 3), ("30.00", "-5.00", "0.00"),
            ("surge", "steady", "steady"), ("110.00", "5.00", "0.00"), strict=True,
        )
    ]  # fmt: skip


def _ledger() -> list[Row]:
    return [
        {"account_id": key, "segment": ACCOUNTS[key], "signal": signal, "rule_id": rule,
         "metric": "engaged_people" if signal == "people" else None,
         "window_days": 90 if signal == "people" else None, "points": points}
        for key, signal, rule, points in [
            ("a1", "people", "engaged", "110.00"),
            ("a1", "score", "clip", "-10.00"),
            ("a2", "people", "engaged", "5.00"),
            ("a3", "people", "engaged", "0.00"),
        ]
    ]  # fmt: skip


def _profiles() -> list[Row]:
    return [
        {"account_id": key, "segment": segment, "stage": STAGE_OF[key], "employee_count": 30,
         "employee_count_source": "crm", "annual_revenue": 1000, "annual_revenue_source": "crm",
         "account_score": SCORES[key], "engaged_people": ENGAGED[key],
         "last_touch_on": january(20) if key == "a1" else None, "touches_90d": 2,
         "engagements_90d": 2, "open_opportunities": 0 if key == "a3" else 1,
         "open_amount": None if key == "a3" else 500,
         "open_currency": None if key == "a3" else "USD",
         "won_opportunities": 0, "industry": "Software",
         "industry_source": "enricher", "tier": TIERS.get(key), "is_target": key in TIERS,
         "crm_is_target": False}
        for key, segment in ACCOUNTS.items()
    ]  # fmt: skip


def _journeys() -> list[Row]:
    return [
        {"account_id": account, "segment": ACCOUNTS[account], "stage": stage,
         "entered_on": january(entered), "campaign_id": campaign, "channel": "email",
         "touches": 1, "people": 1, "first_on": january(day), "last_on": january(day),
         "position": 1}
        for account, stage, entered, campaign, day in [
            ("a1", "Aware", 10, "c1", 10),
            ("a1", "Engaged", 20, "c1", 20),
        ]
    ]  # fmt: skip


def _coverage() -> list[Row]:
    return [
        {"account_id": account, "segment": ACCOUNTS[account], "role": role, "required": required,
         "is_core": role == "executive", "known": known, "engaged": engaged, "status": status,
         "last_engaged_on": january(last) if last else None}
        for account, role, required, known, engaged, status, last in [
            ("a1", "executive", 1, 1, 1, "engaged", 10),
            ("a1", "user", 0, 1, 1, "engaged", 20),
            ("a2", "executive", 1, 0, 0, "missing", None),
            ("a2", "user", 0, 1, 1, "engaged", 12),
            ("a3", "executive", 1, 0, 0, "missing", None),
        ]
    ]  # fmt: skip


def _history() -> list[Row]:
    current = {"a1 executive": 10, "a1 user": 20, "a2 executive": 5, "a2 user": 12}
    open_rows = [
        {**row, "valid_from": january(current.get(f"{row['account_id']} {row['role']}", 10))}
        for row in _coverage()
    ]
    past: list[Row] = [
        {"account_id": "a1", "segment": "enterprise", "role": role, "required": required,
         "is_core": role == "executive", "known": 1, "engaged": 0, "status": "identified",
         "valid_from": january(3), "valid_to": january(day)}
        for role, required, day in [("executive", 1, 10), ("user", 0, 20)]
    ]  # fmt: skip
    return [*past, *open_rows]
