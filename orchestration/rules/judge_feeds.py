"""What relates the costs of intent feeds: each names a provider and is an amount of a year."""

from decimal import Decimal, InvalidOperation

from orchestration.rules.files import Rules

COST = "intent_feed_cost"
HIGHEST = Decimal(10) ** 15


def judge_feeds(rules: Rules) -> None:
    """Raise RuleError if a cost in seed finance names no provider or is no amount."""
    file = rules.files["finance"]
    for row in file.rows:
        words = row["name"].strip().lower().split(maxsplit=1)
        if words[0] != COST:
            continue
        if len(words) == 1:
            raise file.error(row, "name", row["name"], f"expected {COST!r} and a provider")
        try:
            is_amount = 0 <= Decimal(row["value"].strip()) < HIGHEST
        except InvalidOperation:
            is_amount = False
        if not is_amount:
            raise file.error(row, "value", row["value"], "expected an amount of zero or more")
