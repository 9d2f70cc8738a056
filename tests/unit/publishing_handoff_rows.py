"""Hand-offs of the hand-made company: one person twice, since they asked, another, an account."""

from collections.abc import Mapping
from datetime import date

Row = Mapping[str, object]


def handoff_rows() -> list[Row]:
    """Return a hand-off in each state."""
    people = [
        (
            "h1",
            "p1",
            15,
            "score_reached",
            "C",
            "70.00",
            "sql",
            False,
            "2026-01-20 10:00:00",
            "late",
        ),
        (
            "h2",
            "p1",
            20,
            "explicit_request",
            "A",
            "70.00",
            "sql",
            True,
            "2026-01-20 13:00:00",
            "met",
        ),
        ("h3", "p2", 20, "explicit_request", "B", "45.00", "mql", True, None, "late"),
    ]
    hours = {"A": 4, "B": 24, "C": 72}
    return [
        *({"handoff_id": key, "subject": "person", "person_id": person, "account_id": "a1",
           "reason_code": code, "reason_text": "Quote requested", "audience": "sales",
           "priority": priority, "created_on": date(2026, 1, day), "score": score, "band": band,
           "clock_started_at": f"2026-01-{day} 10:00:00",
           "due_at": f"2026-01-{day + hours[priority] // 24} {10 + hours[priority] % 24}:00:00",
           "first_contact_at": contact, "hours_to_first_contact": "1.00" if contact else None,
           "state": state, "buying_stage": "Aware" if day < 20 else "Engaged", "owner_id": "o1",
           "owner_name": "Ann", "routed_by": "person", "owners_passed_over": 0,
           "contact_channels": "email", "quiet_days": 14, "is_request": is_request}
          for key, person, day, code, priority, score, band, is_request, contact, state in people),
        {"handoff_id": "h4", "subject": "account", "account_id": "a2", "audience": "sales",
         "reason_code": "account_aware", "reason_text": "moved from Unaware to Aware",
         "priority": "B", "created_on": date(2026, 1, 12), "buying_stage": "Aware",
         "clock_started_at": "2026-01-12 12:30:00", "due_at": "2026-01-13 12:30:00",
         "state": "late", "owner_id": "o1", "owner_name": "Ann", "routed_by": "account",
         "owners_passed_over": 0, "quiet_days": 14, "is_request": False},
    ]  # fmt: skip
