"""What relates the columns of a holdout, and what no population of influence may be called."""

from decimal import Decimal

from orchestration.rules.files import Rules

# `all` is refused for every table of segments.
TARGETS = "target_accounts"


def judge_holdouts(rules: Rules) -> None:
    """Raise RuleError at the first holdout that cannot be drawn."""
    file = rules.files["holdouts"]
    for row in file.rows:
        if bool(row["channel"]) == bool(row["campaign_id"]):
            column = "campaign_id" if row["campaign_id"] else "channel"
            expected = "a holdout holds back either a channel or a campaign"
            raise file.error(row, column, row[column], expected)
        # Arms are drawn in ten-thousandths.
        if not Decimal("0.0001") <= Decimal(row["share"]) <= Decimal("0.9999"):
            raise file.error(row, "share", row["share"], "expected 0.0001 to 0.9999")
        if row["ends_on"] and row["ends_on"] < row["starts_on"]:
            expected = f"the holdout starts on {row['starts_on']}"
            raise file.error(row, "ends_on", row["ends_on"], expected)


def judge_populations(rules: Rules) -> None:
    """Raise RuleError if a segment has the name of another population of campaign_influence."""
    file = rules.files["segments"]
    for row in file.rows:
        if row["segment"] == TARGETS or row["segment"].startswith("holdout "):
            expected = "the name of another population in campaign_influence"
            raise file.error(row, "segment", row["segment"], expected)
