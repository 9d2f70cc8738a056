"""What stands beside a lead score: the grade of fit and engagement, and awareness."""

from datetime import date
from fractions import Fraction

from tests.oracle.company import Row
from tests.oracle.counted_touches import Touch
from tests.oracle.rule_files import RuleSet


def grade_of(rules: RuleSet, fit: int, engagement: int) -> str:
    """The grade of fit followed by that of engagement; points in hundredths."""
    grade = ""
    for axis, points in (("fit", fit), ("engagement", engagement)):
        rows = [row for row in rules.rows("lead_grades") if row["axis"] == axis]
        reached = [row for row in rows if Fraction(row["minimum"]) * 100 <= points]
        grade += max(reached, key=lambda row: Fraction(row["minimum"]))["grade"]
    return grade


def awareness_on(rules: RuleSet, touches: list[Touch], day: date) -> str:
    """The highest level of which a row holds for one person's touches."""

    def holds(row: Row) -> bool:
        if not row["metric"]:
            return True
        seen = [t for t in touches if 0 <= (day - t.day).days < int(row["window_days"])]
        return _awareness_value(row["metric"], seen) >= int(row["minimum"])

    reached = [row for row in rules.rows("awareness_levels") if holds(row)]
    return max(reached, key=lambda row: int(row["ordinal"]))["level"]


def _awareness_value(metric: str, touches: list[Touch]) -> int:
    kinds = {
        "content_views": ("content_downloaded", "video_watched", "webinar_attended"),
        "product_page_views": ("product_page_viewed", "pricing_page_viewed"),
    }
    flags = {
        "exposures": "exposure",
        "engagements": "engagement",
        "engaged_days": "engagement",
        "product_page_views": "engagement",
        "explicit_requests": "explicit_intent",
    }
    found = [
        touch
        for touch in touches
        if touch.fields["kind"] in kinds.get(metric, (touch.fields["kind"],))
        and (metric not in flags or flags[metric] in touch.flags)
        and touch.quantity > 0
    ]
    if metric == "engaged_days":
        return len({touch.day for touch in found})
    return sum(touch.quantity for touch in found)
