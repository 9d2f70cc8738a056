"""What relates the settings of the predictions: each is there, and within what the models count."""

from orchestration.rules.errors import RuleError
from orchestration.rules.files import Rules

# Name to the least and the most that it may be.
LIMITS = {
    "horizon_days": (7, 365),
    "snapshot_days": (7, 365),
    "snapshots": (1, 59),
    "min_outcomes": (20, 1_000_000),
    "max_rows": (1000, 10_000_000),
    "points_per_doubling": (1, 100),
    "stale_after_days": (1, 3650),
}
# Left out, it is what the models take for granted.
OPTIONAL = frozenset({"stale_after_days"})


def judge_predictions(rules: Rules) -> None:
    """Raise RuleError if a setting is missing or out of its limits."""
    file = rules.files["model_settings"]
    if missing := LIMITS.keys() - OPTIONAL - {row["name"] for row in file.rows}:
        raise RuleError(f"{file.path}: {min(missing)!r} is missing; every setting has a row")
    for row in file.rows:
        least, most = LIMITS[row["name"]]
        if not least <= int(row["value"]) <= most:
            raise file.error(row, "value", row["value"], f"expected {least} to {most}")
