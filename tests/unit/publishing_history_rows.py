"""What the company of `publishing_rows` was said to be before, and what is told of it since.

The first publication was as of 15 January; it had a1 in Unaware and a3 in Aware by mistake.
"""

from collections.abc import Mapping
from datetime import date

Row = Mapping[str, object]
STAGES = ("Unaware", "Aware", "Engaged", "Qualified", "Intent", "Customer")
FIRST_AS_OF = date(2026, 1, 15)
FIRST_STAGES = {"a1": "Unaware", "a2": "Aware", "a3": "Aware"}
SECOND_AS_OF = date(2026, 1, 31)
SECOND_STAGES = {"a1": "Engaged", "a2": "Unaware", "a3": "Unaware"}


def first_tables(tables: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the tables as they were published first: other stages, one report, no moves."""
    return {
        **tables,
        "account_stages": [
            {**row, "stage": FIRST_STAGES[key], "stage_ordinal": STAGES.index(FIRST_STAGES[key])}
            for row in tables["account_stages"]
            if (key := str(row["account_id"]))
        ],
        "account_stage_reported": [
            {**row, "is_latest": True}
            for row in tables["account_stage_reported"]
            if row["report_no"] == 1
        ],
        "account_moves": [],
    }


def reports() -> list[Row]:
    """Return both reports of each account."""
    return [
        {"account_id": account, "report_no": number, "reported_on": day, "stage": stage,
         "stage_ordinal": STAGES.index(stage), "rules_version": "rules-1",
         "is_latest": number == 2}
        for number, day, stages in [
            (1, FIRST_AS_OF, FIRST_STAGES),
            (2, SECOND_AS_OF, SECOND_STAGES),
        ]
        for account, stage in stages.items()
    ]  # fmt: skip


def moves() -> list[Row]:
    """Return what moved between the two publications."""
    return [
        {"account_id": account, "move_no": number, "from_stage": start, "to_stage": end,
         "moved_on": date(2026, 1, day), "kind": kind, "reason": "So it is.",
         "baseline_as_of": FIRST_AS_OF}
        for account, number, start, end, day, kind in [
            ("a1", 1, "Unaware", "Aware", 10, "restated"),
            ("a1", 2, "Aware", "Engaged", 20, "forward"),
            ("a2", 1, "Aware", "Unaware", 26, "backward"),
            ("a3", 1, "Aware", "Unaware", 10, "restated"),
        ]
    ]  # fmt: skip
