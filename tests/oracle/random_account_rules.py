"""Rules of the account score and of the buying group, drawn at random."""

from random import Random

from tests.oracle.company import Row
from tests.oracle.rule_files import read_rule_set
from tests.oracle.rule_vocabulary import STATE_METRICS, WINDOWED_METRICS

SIGNALS = ("people", "content", "intent", "web", "events", "sales")


def draw_account_score_rules(random: Random) -> list[Row]:
    """Rules over any metric but the score itself, some without a cap, some that take points."""
    names = [name for name in (*STATE_METRICS, *WINDOWED_METRICS) if name != "account_score"]
    return [
        {
            "rule_id": f"score_{number:02}",
            "signal": random.choice(SIGNALS),
            "metric": metric,
            "window_days": str(random.choice([1, 3, 7, 14, 40]))
            if metric in WINDOWED_METRICS
            else "",
            "per": random.choice(["1", "1", "2", "3", "0.5", "1.5", "33.34"]),
            "points": random.choice(["5", "2.5", "0.01", "12.34", "-3", "40", "9876.54"]),
            "cap": random.choice(["", "0", "10", "12.5", "33.33", "60"]),
        }
        for number, metric in enumerate(random.choices(names, k=9))
    ]


def draw_buying_roles(random: Random) -> list[Row]:
    """The default roles with other demands, some of them of one segment alone."""
    rows = [dict(row) for row in read_rule_set().rows("buying_roles")]
    for row in rows:
        row["required"] = random.choice(["", "0", "1", "1", "2"])
        row["is_core"] = random.choice(["true", "false"])
        row["segment"] = random.choice(["", "", "micro", "other", "enterprise"])
        row["is_decision_maker"] = random.choice(["", "", "true", "false"])
        if random.random() < 0.3:
            row["unless"] = "IT|采购|specialist"
    return rows
