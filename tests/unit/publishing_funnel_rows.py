"""Rows of the hand-made company's lead funnel: who stood where, why, and what sales said of it."""

from collections.abc import Mapping
from datetime import date

Row = Mapping[str, object]

ORDINALS = {
    "rejected": -2, "recycled": -1, "inquiry": 0, "lead": 1, "mql": 2, "sql": 3,
    "opportunity": 4, "customer": 5,
}  # fmt: skip
# Person to account, lead source and spells: stage, day of January, basis and reason.
FUNNELS: Mapping[str, tuple[str | None, str | None, list[tuple[str, int, str | None, str | None]]]]
FUNNELS = {
    "p1": ("a1", "Web", [("lead", 2, None, None), ("sql", 15, "score", "band sql")]),
    "p2": ("a1", None, [
        ("lead", 3, None, None), ("rejected", 10, "sales", "no need"),
        ("lead", 14, None, "no longer rejected"),
        ("mql", 20, "score", "band mql"),
    ]),
    "p3": ("a2", None, [
        ("mql", 6, "request", "two_calls_to_action"),
        ("lead", 12, None, "no longer two_calls_to_action"),
    ]),
    "p4": (None, None, [("inquiry", 7, None, None)]),
}  # fmt: skip


def january(day: int) -> date:
    """Return a day of the month in which everything happens."""
    return date(2026, 1, day)


def funnel_columns(person_id: str) -> Row:
    """Return what lead_scores says of a person beside the score."""
    stage, day, *_ = FUNNELS[person_id][2][-1]
    more: Mapping[str, Row] = {
        "p1": {"sales_ready_on": january(15), "priority": "A", "qualified_by": "score",
               "product_qualified_on": january(16), "feedback_rating": 5,
               "feedback_on": january(20)},
        "p2": {"priority": "C", "qualified_by": "score"},
    }  # fmt: skip
    return {"lead_stage": stage, "lead_stage_since": january(day), **more.get(person_id, {})}


def funnel_tables(segments: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return rows of the tables of the lead funnel."""
    return {
        "lead_stage_history": _history(segments),
        "lead_stage_conversion": _conversion(),
        "lead_rejections": [
            {"month": january(1), "source": source, "reason": reason, "mqls": mqls, "sqls": sqls,
             "accepted": 0, "rejected": rejected, "recycled": 0}
            for source, reason, mqls, sqls, rejected in [
                ("Web", "none", 0, 1, 0), ("unknown", "none", 2, 0, 0),
                ("unknown", "no need", 0, 0, 1),
            ]
        ],
        "sql_obstacles": [
            {"lost_object": kind, "reason": reason, "competitor": competitor, "source": source,
             "segment": "enterprise", "lost": lost, "amount": amount, "without_amount": without}
            for kind, reason, competitor, source, lost, amount, without in [
                ("person", "no need", "none", "unknown", 1, None, 0),
                ("opportunity", "price", "Rival", "Web", 2, 1000, 1),
            ]
        ],
        "score_feedback": [
            {"band": band, "rating": rating, "verdict": verdict, "people": people,
             "people_rated": rated, "share_of_band": share, "mean_score": "50.00"}
            for band, rating, verdict, people, rated, share in [
                ("sql", 5, "well", 1, 1, 1), ("nurture", 3, "neither", 1, 4, "0.25"),
                ("nurture", 2, "badly", 3, 4, "0.75"),
            ]
        ],
    }  # fmt: skip


def _history(segments: Mapping[str, str]) -> list[Row]:
    rows: list[Row] = []
    for person_id, (account_id, source, spells) in FUNNELS.items():
        for at, (stage, day, basis, reason) in enumerate(spells):
            before = spells[at - 1][0] if at else None
            end = spells[at + 1][1] if at + 1 < len(spells) else None
            rows.append(
                {"person_id": person_id, "account_id": account_id, "lead_source": source,
                 "segment": segments.get(account_id or ""), "stage": stage,
                 "stage_ordinal": ORDINALS[stage], "basis": basis, "reason": reason,
                 "entered_on": january(day), "exited_on": january(end) if end else None,
                 "duration_days": end - day if end else None, "previous_stage": before,
                 "direction": _direction(before, stage), "is_current": end is None,
                 "is_backfilled": False}
            )  # fmt: skip
    return rows


def _direction(before: str | None, stage: str) -> str:
    if before is None:
        return "start"
    if ORDINALS[stage] < 0:
        return "aside"
    return "forward" if ORDINALS[stage] > ORDINALS[before] else "backward"


def _conversion() -> list[Row]:
    return [
        {"grouped_by": "all", "group_name": "all", "from_stage": start, "to_stage": end,
         "move_kind": kind, "entered": sum(counts), "moved": counts[0],
         "moved_elsewhere": counts[1], "moved_back": counts[2], "moved_aside": counts[3],
         "churned": 0, "still_open": counts[4], "reentered": 0,
         "cohort": 2 if rate else 0, "cohort_moved": 1 if rate else 0, "rate": rate,
         "rate_low": rate and "0.10", "rate_high": rate and "0.90", "loss_rank": rate and 1}
        for start, end, kind, counts, rate in [
            ("lead", "any", "any_forward", (2, 0, 0, 1, 1), "0.50"),
            ("lead", "mql", "forward_by_one", (1, 1, 0, 1, 1), None),
            ("lead", "sql", "skip", (1, 1, 0, 1, 1), None),
            ("lead", "rejected", "aside", (1, 2, 0, 0, 1), None),
            ("mql", "any", "any_forward", (0, 0, 1, 0, 1), None),
            ("mql", "sql", "forward_by_one", (0, 0, 1, 0, 1), None),
            ("mql", "lead", "backward", (1, 0, 0, 0, 1), None),
            ("rejected", "any", "any_return", (1, 0, 0, 0, 0), None),
            ("rejected", "lead", "return", (1, 0, 0, 0, 0), None),
        ]
    ]  # fmt: skip
