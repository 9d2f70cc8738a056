"""A tiny hand-made company, valid in every published table: three accounts, four people.

Everything happens in January 2026. A column that no row names is null.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.unit.publishing_account_rows import ROLES, STAGE_EXTRAS, account_tables
from tests.unit.publishing_credit_rows import credit_tables
from tests.unit.publishing_forecast_rows import forecast_tables
from tests.unit.publishing_funnel_rows import funnel_columns, funnel_tables
from tests.unit.publishing_handoff_rows import handoff_rows
from tests.unit.publishing_history_rows import moves, reports
from tests.unit.publishing_influence_rows import influence_tables
from tests.unit.publishing_performance_rows import performance_tables
from tests.unit.publishing_prediction_rows import prediction_tables, probability_of
from tests.unit.publishing_score_rows import contribution_rows, score_history_rows
from tests.unit.publishing_target_rows import TIERS, lead_bridge_rows, target_rows

Row = Mapping[str, object]
Tables = dict[str, list[Row]]

STAGES = ("Unaware", "Aware", "Engaged", "Qualified", "Intent", "Customer")
SEGMENTS = {"a1": "enterprise", "a2": "micro", "a3": "micro"}
# Account to the spells it went through: stage and the day it was entered.
SPELLS = {
    "a1": [("Unaware", 1), ("Aware", 10), ("Engaged", 20)],
    "a2": [("Unaware", 5), ("Aware", 12), ("Unaware", 26)],
    "a3": [("Unaware", 10)],
}


def january(day: int) -> date:
    """Return a day of the month in which everything happens."""
    return date(2026, 1, day)


def good_tables() -> Tables:
    """Return rows of every published table that satisfy every expectation."""
    return {
        "accounts": [
            {"account_id": key, "account_name": f"Account {key}", "domain": f"{key}.example",
             "segment": segment, "is_target": False, "created_on": january(SPELLS[key][0][1]),
             "employee_count": 30, "annual_revenue": 1000, "owner_id": "o1", "owner_name": "Ann",
             "parent_account_id": "a1" if key == "a2" else None}
            for key, segment in SEGMENTS.items()
        ],
        "people": _people(),
        "account_matches": _account_matches(),
        "owners": [{"owner_id": "o1", "owner_name": "Ann", "is_active": True}],
        "touches": _touches(),
        "timeline": _timeline(),
        "lead_scores": _lead_scores(),
        "lead_score_contributions": contribution_rows(),
        "lead_score_history": score_history_rows(),
        "sales_handoffs": handoff_rows(),
        **prediction_tables(),
        "account_stages": _account_stages(),
        "account_stage_history": _stage_history(),
        "account_stage_reported": reports(),
        "account_moves": moves(),
        **account_tables(),
        **funnel_tables(SEGMENTS),
        "stage_distribution": _distribution(),
        "stage_conversion": _conversion(),
        "target_accounts": target_rows(SEGMENTS),
        "account_lead_bridge": lead_bridge_rows(SEGMENTS),
        **credit_tables(),
        **performance_tables(),
        **forecast_tables(SEGMENTS),
        **influence_tables(),
        "rule_catalog": [
            {"rule_file": "stage_rules", "rule_id": "Aware one_engaged", "sentence_en": "So it is.",
             "sentence_zh": "如此。", "is_due": False, "counted": "accounts", "matched_now": 1,
             "matched_ever": 2},
            *({"rule_file": "scoring_rules", "rule_id": rule, "sentence_en": "So it is.",
               "sentence_zh": "如此。", "is_due": False, "counted": "people", "matched_now": 1,
               "matched_ever": 2} for rule in ("demo", "click")),
        ],
        "crm_agreement": [
            {"crm_object": kind, "our_stage": ours, "crm_stage": theirs, "agreement": agreement,
             "accounts": accounts, "people": people}
            for kind, ours, theirs, agreement, accounts, people in [
                ("account", "Engaged", "Proposal", "crm_is_ahead", 1, 2),
                ("account", "Unaware", "none", "agrees", 2, 1),
                ("person", "sql", "rejected", "we_are_ahead", 1, 1),
                ("person", "mql", "accepted", "agrees", 1, 1),
                ("person", "nurture", "none", "undecided", 1, 2),
            ]
        ],
        "data_health": [
            {"source": "crm", "object": "accounts", "lag_hours": 5, "read": 6, "accepted": 3,
             "unchanged": 2, "quarantined": 0, "blank": 1, "keys": 3, "set_aside": 0,
             "last_landing": 1, "last_new": 3, "last_lost": 0, "loses_too_much": False},
            {"source": "automation", "object": "touches", "lag_hours": 24, "read": 4,
             "accepted": 4, "unchanged": 0, "quarantined": 0, "blank": 0, "keys": 4,
             "set_aside": 2, "unmatched": 0, "match_rate": 1, "duplicates": 0,
             "last_landing": 2, "last_new": 1, "last_lost": 0, "loses_too_much": False},
            {"source": "crm", "object": "people", "lag_hours": 5, "read": 4, "accepted": 4,
             "unchanged": 0, "quarantined": 0, "blank": 0, "keys": 4, "set_aside": 0,
             "unmatched": 1, "match_rate": "0.75", "duplicates": 0,
             "second_best_differs": 1, "lost_merges": 0, "last_landing": 1, "last_new": 4,
             "last_lost": 0, "loses_too_much": False},
        ],
    }  # fmt: skip


def _people() -> list[Row]:
    return [
        {"person_id": key, "person_name": f"Person {key}", "email": email, "account_id": account,
         "segment": SEGMENTS.get(account or ""), "email_domain_type": kind,
         "account_match_method": method,
         "consent_status": "unknown", "source_records": 1, "buying_role": ROLES.get(key),
         "created_on": january(day)}
        for key, email, account, method, kind, day in [
            ("p1", "p1@a1.example", "a1", "given", "business", 2),
            ("p2", "p2@a1.example", "a1", "domain", "business", 3),
            ("p3", "p3@mail.example", "a2", "given", "free", 6),
            ("p4", None, None, None, "none", 7),
        ]
    ]  # fmt: skip


def _account_matches() -> list[Row]:
    return [
        {"person_id": key, "account_id": account, "method": method, "confidence": confidence,
         "candidates": candidates, "second_best_account_id": second,
         "second_best_method": "domain" if second else None, "matched_on": matched_on}
        for key, account, method, confidence, candidates, second, matched_on in [
            ("p1", "a1", "given", "0.97", 1, None, "a1"),
            ("p2", "a1", "domain", "0.95", 1, None, "a1.example"),
            ("p3", "a2", "given", "0.97", 2, "a1", "a2"),
            ("p4", None, "none", "0", 0, None, None),
        ]
    ]  # fmt: skip


def _touches() -> list[Row]:
    return [
        {"touch_id": key, "occurred_at": f"2026-01-{day:02} 12:30:00", "day": january(day),
         "kind": kind, "person_id": person, "account_id": account, "channel": "email",
         "campaign_id": "c1" if account == "a1" else None, "quantity": 1,
         "stage_at_touch": stage, "is_exposure": True, "is_engagement": True,
         "is_buying_signal": False, "is_counted": reason is None, "excluded_reason": reason}
        for key, day, kind, person, account, stage, reason in [
            ("t1", 10, "email_clicked", "p1", "a1", "Aware", None),
            ("t2", 12, "page_viewed", "p3", "a2", "Aware", None),
            ("t3", 20, "demo_requested", "p2", "a1", "Engaged", None),
            ("t4", 21, "page_viewed", None, "rival", None, "account_excluded"),
            ("t5", 22, "email_opened", "p1", "a1", "Engaged", "machine"),
        ]
    ]  # fmt: skip


def _timeline() -> list[Row]:
    moves = [
        (account, day, "stage", f"stage {january(day)}", stage)
        for account, spells in SPELLS.items()
        for stage, day in spells
    ]
    others = [
        ("a1", 10, "touch", "touch t1", "Aware"),
        ("a1", 20, "touch", "touch t3", "Engaged"),
        ("a2", 12, "touch", "touch t2", "Aware"),
        ("a1", 25, "opportunity", "opened d1", "Engaged"),
    ]
    return [
        {"account_id": account, "segment": SEGMENTS[account], "day": january(day),
         "event_type": kind, "event_id": event, "what": "Something", "stage": stage}
        for account, day, kind, event, stage in [*moves, *others]
    ]  # fmt: skip


def _lead_scores() -> list[Row]:
    stages = {"a1": "Engaged", "a2": "Unaware"}
    return [
        {"person_id": key, "score_name": "default", "is_main": True, "account_id": account,
         "score": score, "band": band, "best_band": band, "rank": rank, "grade": "D4",
         "awareness": "unaware", "next_score": score,
         "fit_score": 0, "engagement_score": score, "intent_score": 0,
         "predicted_probability": probability_of(key),
         "buying_stage": stages.get(account or ""), "mql_on": mql_on, "sql_on": sql_on,
         "next_change_on": january(31) + timedelta(days=9), **funnel_columns(key)}
        for key, account, score, band, rank, mql_on, sql_on in [
            ("p1", "a1", "70.00", "sql", 1, january(15), january(15)),
            ("p2", "a1", "45.00", "mql", 2, january(20), None),
            ("p3", "a2", "12.50", "nurture", 3, None, None),
            ("p4", None, "0.00", "nurture", 4, None, None),
        ]
    ]  # fmt: skip


def _stage_history() -> list[Row]:
    return [
        {"account_id": account, "segment": SEGMENTS[account], "stage": stage,
         "stage_ordinal": STAGES.index(stage), "entered_on": january(day),
         "exited_on": january(spells[at + 1][1]) if at + 1 < len(spells) else None,
         "duration_days": spells[at + 1][1] - day if at + 1 < len(spells) else None,
         "previous_stage": spells[at - 1][0] if at else None,
         "direction": _direction(stage, spells[at - 1][0] if at else None),
         "stages_moved": STAGES.index(stage) - STAGES.index(spells[at - 1][0]) if at else 0,
         "rule_group": "one_engaged", "is_current": at + 1 == len(spells),
         "entry_reason": "1 engaged person", "visit_no": _visit_no(account, at),
         "move_kind": _move_kind(stage, spells[at - 1][0] if at else None),
         "is_reentry": _visit_no(account, at) > 1}
        for account, spells in SPELLS.items()
        for at, (stage, day) in enumerate(spells)
    ]  # fmt: skip


def _direction(stage: str, previous: str | None) -> str:
    if previous is None:
        return "start"
    return "forward" if STAGES.index(stage) > STAGES.index(previous) else "backward"


def _move_kind(stage: str, previous: str | None) -> str:
    # No account of this company skips a stage.
    direction = _direction(stage, previous)
    return "forward_by_one" if direction == "forward" else direction


def _visit_no(account: str, at: int) -> int:
    stages = [stage for stage, _ in SPELLS[account]]
    return stages[: at + 1].count(stages[at])


def _account_stages() -> list[Row]:
    people = {"a1": 2, "a2": 1}
    return [
        {"account_id": account, "segment": SEGMENTS[account], "stage": spells[-1][0],
         "stage_ordinal": STAGES.index(spells[-1][0]), "label_en": spells[-1][0],
         "label_zh": "阶段", "entered_on": january(spells[-1][1]),
         "days_in_stage": 31 - spells[-1][1],
         "previous_stage": spells[-2][0] if len(spells) > 1 else None,
         "highest_stage": max((stage for stage, _ in spells), key=STAGES.index),
         "next_stage": STAGES[STAGES.index(spells[-1][0]) + 1], "tier": TIERS.get(account),
         "entry_reason": "1 engaged person", "is_held": False,
         "icp_score": "75.00" if account == "a1" else None,
         "icp_status": "fit" if account == "a1" else "unknown",
         "known_people": people.get(account, 0), "engaged_people": people.get(account, 0),
         "next_change_on": january(31) + timedelta(days=30),
         "next_change_stage": "Aware" if spells[-1][0] == "Unaware" else "Unaware",
         **STAGE_EXTRAS[account]}
        for account, spells in SPELLS.items()
    ]  # fmt: skip


def _distribution() -> list[Row]:
    return [
        {"segment": segment, "stage": stage, "stage_ordinal": STAGES.index(stage),
         "day": january(day), "accounts": accounts}
        for segment, stage, counts in [
            ("enterprise", "Unaware", [(1, 1), (10, 0), (31, 0)]),
            ("enterprise", "Aware", [(10, 1), (20, 0), (31, 0)]),
            ("enterprise", "Engaged", [(20, 1), (31, 1)]),
            ("micro", "Unaware", [(5, 1), (10, 2), (12, 1), (26, 2), (31, 2)]),
            ("micro", "Aware", [(12, 1), (26, 0), (31, 0)]),
        ]
        for day, accounts in counts
    ]  # fmt: skip


def _conversion() -> list[Row]:
    return [
        {"grouped_by": grouped_by, "segment": segment, "from_stage": start, "to_stage": to_stage,
         "move_kind": kind, "entered": entered, "moved": moved, "moved_elsewhere": 0,
         "moved_back": back, "churned": 0, "still_open": still_open, "reentered": 0,
         "cohort": entered if rate else 0, "cohort_moved": moved if rate else 0, "rate": rate,
         "rate_low": rate and "0.10", "rate_high": rate and "0.90",
         "loss_rank": 1 if rate and to_stage == "any" else None}
        for grouped_by, segment, start, end, entered, moved, back, still_open, rate in [
            ("segment", "enterprise", "Unaware", "Aware", 1, 1, 0, 0, None),
            ("segment", "enterprise", "Aware", "Engaged", 1, 1, 0, 0, None),
            ("segment", "enterprise", "Engaged", "Qualified", 1, 0, 0, 1, None),
            ("segment", "micro", "Unaware", "Aware", 3, 1, 0, 2, None),
            ("segment", "micro", "Aware", "Engaged", 1, 0, 1, 0, None),
            ("tier", "strategic", "Unaware", "Aware", 1, 1, 0, 0, None),
            ("all", "all", "Unaware", "Aware", 4, 2, 0, 2, "0.50"),
            ("all", "all", "Aware", "Engaged", 2, 1, 1, 0, None),
            ("all", "all", "Engaged", "Qualified", 1, 0, 0, 1, None),
        ]
        for to_stage, kind in [(end, "forward_by_one"), ("any", "any_forward")]
    ]  # fmt: skip
