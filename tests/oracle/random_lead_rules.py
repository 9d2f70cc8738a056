"""Rules by which people of a random company qualify beside the score, and what goes first."""

from random import Random

from tests.oracle.company import Row
from tests.oracle.lead_metrics import COUNTED

# Likely least values. A score of so many points is often passed within a few days.
MINIMUMS = {
    "product_page_views": (1, 5),
    "pricing_page_views": (1, 5),
    "demos_attended": (1, 2),
    "trials_started": (1, 2),
    "upgrade_requests": (1, 2),
    "customer_upgrade_requests": (1, 1),
    "explicit_requests": (1, 4),
    "content_downloads": (1, 3),
    "webinars_attended": (1, 2),
    "engagements": (1, 30),
    "engaged_days": (1, 4),
    "signals": (1, 8),
    "exposures": (1, 40),
    "distinct_calls_to_action": (1, 3),
    "bant_known": (0, 4),
    "budget_known": (1, 1),
    "budget_confirmed": (1, 1),
    "authority_level": (1, 3),
    "need_strength": (1, 3),
    "urgency": (1, 2),
    "score": (5, 40),
    "fit": (1, 20),
    "engagement": (1, 20),
    "intent": (1, 20),
}
TARGETS = ("mql", "mql", "sql", "product_qualified", "service_qualified")
BASES = ("", "", "", "request", "bant", "product", "service")


def draw_qualification_rules(random: Random) -> list[Row]:
    """Every metric stands in at least one group, alone or beside others."""
    metrics = [*MINIMUMS]
    random.shuffle(metrics)
    rows: list[Row] = []
    number = 0
    while metrics:
        target, basis = random.choice(TARGETS), random.choice(BASES)
        for metric in [
            metrics.pop() for _ in range(min(random.choice([1, 2, 2, 3]), len(metrics)))
        ]:
            row = {"target": target, "rule_group": f"group_{number:02}", "metric": metric}
            rows.append(row | _limits(random, metric) | {"basis": basis})
        number += 1
    # One metric may be asked over two windows; a basis may stand in one row of a group alone.
    twin = next((row for row in rows if row["window_days"]), None)
    if twin:
        rows.append({**twin, "window_days": str(int(twin["window_days"]) + 1), "basis": ""})
    return rows


def draw_priority_rules(random: Random) -> list[Row]:
    """A few groups of A and B, some without a name; everybody is C, or almost nobody."""
    rows: dict[tuple[str, ...], Row] = {}
    for priority, groups in (("A", ("", "urgent")), ("B", ("", "known")), ("C", ("rest",))):
        for group in groups:
            for measure in random.sample([*MINIMUMS], random.choice([1, 2])):
                row = {"priority": priority, "rule_group": group, "measure": measure}
                row |= _limits(random, measure)
                if random.random() < 0.3:
                    row["window_days"] = ""
                rows[tuple(row[name] for name in ("priority", "rule_group", "measure"))] = row
    if random.random() < 0.5:
        rows["C", "all", ""] = {"priority": "C", "measure": "bant_known", "minimum": "0"}
    return list(rows.values())


def _limits(random: Random, metric: str) -> Row:
    low, high = MINIMUMS[metric]
    minimum = str(random.choice([low, low, random.randint(low, high)]))
    if metric in ("score", "fit", "engagement", "intent"):
        minimum += random.choice(["", ".5", ".01"])
    window = str(random.choice([1, 3, 7, 14, 30, 40])) if metric in COUNTED else ""
    return {"window_days": window, "minimum": minimum}
