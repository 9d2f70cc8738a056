"""How the reason of a hand-off names a metric and its value."""

from fractions import Fraction

POINTS = {
    "score": "score",
    "fit": "points of fit",
    "engagement": "points of engagement",
    "intent": "points of intent",
}
COUNTS = {
    "bant_known": "BANT known",
    "distinct_calls_to_action": "different calls to action",
    "signals": "buying signals",
    "engaged_days": "days with engagement",
    "need_strength": "strength of need",
}
WORDS = {
    "budget_known": ("budget not known", "budget known"),
    "budget_confirmed": ("budget not confirmed", "budget confirmed"),
    "authority_level": (
        "authority: unknown",
        "authority: user",
        "authority: influencer",
        "authority: decision maker",
    ),
    "urgency": (
        "time to buy: later or unknown",
        "time to buy: within 90 days",
        "time to buy: within 30 days",
    ),
}
TIMES = {
    "product_page_views": "product page viewed",
    "pricing_page_views": "pricing page viewed",
    "demos_attended": "demo attended",
    "trials_started": "trial started",
    "upgrade_requests": "upgrade requested",
    "customer_upgrade_requests": "upgrade requested as a customer",
    "explicit_requests": "asked explicitly",
    "content_downloads": "content downloaded",
    "webinars_attended": "webinar attended",
    "engagements": "engaged",
    "exposures": "saw us",
}


def reading(metric: str, value: Fraction) -> str:
    """How a metric and its value stand in a reason."""
    if metric in POINTS:
        return f"{POINTS[metric]}: {short(int(value * 100))} (needed"
    if metric in WORDS:
        return WORDS[metric][min(int(value), len(WORDS[metric]) - 1)]
    if metric in COUNTS:
        return f"{COUNTS[metric]}: {value}"
    return f"{TIMES[metric]} {value} {'time' if value == 1 else 'times'} in "


def short(cents: int) -> str:
    """Points as people write them."""
    return f"{cents / 100:.2f}".removesuffix(".00")
