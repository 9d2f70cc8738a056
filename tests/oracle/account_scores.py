"""The account score of one day: points of each rule, summed, clipped to 0 to 100."""

from collections.abc import Callable
from fractions import Fraction

from tests.oracle.company import Row
from tests.oracle.rule_files import RuleSet

# Of a rule without a cap.
MOST_POINTS = 10_000
# Value of a metric in a window on the day in question; None is unknown.
MetricOfDay = Callable[[str, str], Fraction | None]


def score_points(rules: RuleSet, metric_of_day: MetricOfDay) -> dict[str, Fraction]:
    """Points by rule, and `clip` if the sum lies outside 0 to 100."""
    points = {
        row["rule_id"]: _points(row, metric_of_day(row["metric"], row["window_days"]))
        for row in rules.rows("account_score_rules")
    }
    total = sum(points.values(), Fraction(0))
    clipped = min(max(total, Fraction(0)), Fraction(100))
    return points if clipped == total else {**points, "clip": clipped - total}


def _points(row: Row, value: Fraction | None) -> Fraction:
    times = (value or Fraction(0)) // Fraction(row["per"])
    limit = Fraction(row["cap"] or MOST_POINTS)
    return max(-limit, min(times * Fraction(row["points"]), limit))
