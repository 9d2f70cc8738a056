"""Judges the rule files by which sales are handed people and accounts."""

import re

from orchestration.rules.errors import RuleError
from orchestration.rules.files import Rules
from orchestration.rules.judge_accounts import LONGEST_WINDOW

# What makes a person ready for sales.
BASES = ("service", "product", "request", "bant", "score")
MOST_HOURS = 24 * 365


def judge_handoffs(rules: Rules) -> None:
    """Raise RuleError at the first row that cannot be used, and where a priority has no hours."""
    file = rules.files["handoff_rules"]
    crossings = {"person": BASES, "account": tuple(row["stage"] for row in rules.rows("stages"))}
    for row in file.rows:
        known = crossings[row["subject"]]
        if row["crossing"] not in known:
            article = "an" if row["subject"] == "account" else "a"
            expected = f"for {article} {row['subject']} expected one of {', '.join(known)}"
            raise file.error(row, "crossing", row["crossing"], expected)
        if not re.fullmatch(r"\w+", row["audience"]):
            expected = "expected letters, digits and underscores: it names channels of notices"
            raise file.error(row, "audience", row["audience"], expected)
        if row["quiet_days"] and not 0 <= int(row["quiet_days"]) <= LONGEST_WINDOW:
            expected = f"expected 0 to {LONGEST_WINDOW}"
            raise file.error(row, "quiet_days", row["quiet_days"], expected)
    levels = rules.files["service_levels"]
    for row in levels.rows:
        if not 1 <= int(row["hours"]) <= MOST_HOURS:
            raise levels.error(row, "hours", row["hours"], f"expected 1 to {MOST_HOURS}")
        least = -(-int(row["hours"]) // 24)
        if row["contact_days"] and not least <= int(row["contact_days"]) <= LONGEST_WINDOW:
            expected = f"expected {least} (no less than its hours) to {LONGEST_WINDOW}"
            raise levels.error(row, "contact_days", row["contact_days"], expected)
    if missing := {"A", "B", "C"} - {row["priority"] for row in levels.rows}:
        raise RuleError(f"{levels.path}: priority {min(missing)!r} has no hours")
    _judge_routing(rules)


def _judge_routing(rules: Rules) -> None:
    """Raise RuleError where a row is for a segment or a tier that there is not."""
    file = rules.files["routing"]
    known = {
        "segment": {row["segment"].lower() for row in rules.rows("segments")} | {"other"},
        "tier": {row["tier"].lower() for row in rules.rows("target_tiers")},
    }
    for row in file.rows:
        for name, names in known.items():
            if row[name] and row[name].lower() not in names:
                expected = f"expected one of {', '.join(sorted(names))}"
                raise file.error(row, name, row[name], expected)
