"""Ledger and history of the lead scores of the tiny hand-made company."""

from collections.abc import Mapping
from datetime import date

Row = Mapping[str, object]


def contribution_rows() -> list[Row]:
    """Return the ledger of the hand-made people: p1 is capped, p4 has no points."""
    return [
        {"person_id": key, "score_name": "default", "category": category, "rule_id": rule,
         "events": 1, "points": points, "last_event_on": date(2026, 1, 20),
         "next_decay_on": date(2026, 2, 9)}
        for key, category, rule, points in [
            ("p1", "demographic", "title_vp", "25.00"),
            ("p1", "online_behavior", "demo", "55.25"),
            ("p1", "online_behavior", "cap", "-10.25"),
            ("p2", "online_behavior", "demo", "45.00"),
            ("p3", "email_engagement", "click", "12.50"),
        ]
    ]  # fmt: skip


def score_history_rows() -> list[Row]:
    """Return the history that ends in the scores of the hand-made people."""
    return [
        {"person_id": key, "score_name": "default", "score": score, "band": band,
         "valid_from": date(2026, 1, start),
         "valid_to": date(2026, 1, end) if end else None}
        for key, score, band, start, end in [
            ("p1", "10.00", "nurture", 2, 15),
            ("p1", "70.00", "sql", 15, None),
            ("p2", "0.00", "nurture", 3, 20),
            ("p2", "45.00", "mql", 20, None),
            ("p3", "12.50", "nurture", 6, None),
            ("p4", "0.00", "nurture", 7, None),
        ]
    ]  # fmt: skip
