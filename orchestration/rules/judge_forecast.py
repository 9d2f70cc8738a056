"""What relates the settings of the forecast: each is within what the models count."""

from orchestration.rules.files import Rules

# Name to the least and the most that it may be.
LIMITS = {
    "look_back_days": (30, 720),
    "origins": (1, 18),
    "paths": (100, 2000),
    "random_seed": (0, 1_000_000),
    "min_moves": (1, 1_000_000),
    "min_history_days": (30, 720),
}
PERIOD_DAYS = 30


def judge_forecast(rules: Rules) -> None:
    """Raise RuleError if a setting is out of its limits or no whole number of periods."""
    file = rules.files["forecast_settings"]
    for row in file.rows:
        least, most = LIMITS[row["name"]]
        if not least <= int(row["value"]) <= most:
            raise file.error(row, "value", row["value"], f"expected {least} to {most}")
        if row["name"] == "look_back_days" and int(row["value"]) % PERIOD_DAYS:
            raise file.error(row, "value", row["value"], f"expected a multiple of {PERIOD_DAYS}")
