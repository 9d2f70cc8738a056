"""What relates settings of predictions and credit: each is within what the models count."""

from orchestration.rules.files import Rules

# Name to the least and the most that it may be.
LIMITS = {
    "horizon_days": (7, 365),
    "snapshot_days": (7, 365),
    "snapshots": (1, 59),
    "min_outcomes": (20, 1_000_000),
    "max_rows": (1000, 10_000_000),
    "points_per_doubling": (1, 100),
    "credit_half_life_days": (1, 365),
    "stale_after_days": (1, 3650),
    "worthwhile_feed_percent": (101, 1000),
}


def judge_predictions(rules: Rules) -> None:
    """Raise RuleError if a setting is out of its limits."""
    file = rules.files["model_settings"]
    for row in file.rows:
        least, most = LIMITS[row["name"]]
        if not least <= int(row["value"]) <= most:
            raise file.error(row, "value", row["value"], f"expected {least} to {most}")
