"""Rows of the hand-made company that say which accounts are targets and which leads they have."""

from collections.abc import Iterable, Mapping
from datetime import date

Row = Mapping[str, object]

TIERS = {"a1": "strategic", "a3": "key"}


def target_rows(accounts: Iterable[str]) -> list[Row]:
    """Return a target by the rules, an account that falls short, and one agreed on by hand."""
    return [
        {"account_id": key, "tier": TIERS.get(key), "is_target": key in TIERS,
         "decided_by": "override" if key == "a3" else "rules",
         "agreed_by": "Ann and Bob" if key == "a3" else None,
         "agreed_on": date(2026, 1, 9) if key == "a3" else None, "crm_is_target": False,
         "rank": 1 if key == "a1" else None, "meets_strategic": key == "a1",
         "meets_potential": key == "a1", "meets_reach": True,
         "missing_for_target": None if key == "a1" else "ICP score unknown, 60.00 needed",
         "icp_score": "75.00" if key == "a1" else None,
         "potential_score": "65.00" if key == "a1" else "0.00", "won_opportunities": 0,
         "intent_topics_90d": 0, "decision_makers_reachable": 1}
        for key in accounts
    ]  # fmt: skip


def lead_bridge_rows(accounts: Iterable[str]) -> list[Row]:
    """Return what `lead_scores` and `account_stages` say of the same accounts."""
    leads = {
        "a1": {"people": 2, "mqls": 2, "sqls": 1, "active_people": 2, "best_score": "70.00",
               "newest_mql_on": date(2026, 1, 20), "top_person_id": "p1", "people_mql": 1,
               "people_sql": 1, "newest_sql_on": date(2026, 1, 15),
               "newest_mql_stage_on": date(2026, 1, 20), "newest_sql_stage_on": date(2026, 1, 15)},
        "a2": {"people": 1, "mqls": 0, "sqls": 0, "active_people": 1, "best_score": "12.50",
               "top_person_id": "p3", "people_lead": 1},
    }  # fmt: skip
    nobody = {"people": 0, "mqls": 0, "sqls": 0, "active_people": 0}
    stages = ("inquiry", "lead", "mql", "sql", "opportunity", "customer", "recycled", "rejected")
    no_leads = {f"people_{name}": 0 for name in (*stages, "accepted")}
    return [
        {"account_id": key, "stage": "Engaged" if key == "a1" else "Unaware",
         "active_without_sql": False, "sql_while_unaware": False, **no_leads,
         **leads.get(key, nobody)}
        for key in accounts
    ]  # fmt: skip
