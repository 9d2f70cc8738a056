"""Rule sets that a company could have, drawn at random: valid, with short windows."""

from random import Random

from tests.oracle.company import Row
from tests.oracle.random_account_rules import draw_account_score_rules, draw_buying_roles
from tests.oracle.random_lead_rules import draw_priority_rules, draw_qualification_rules
from tests.oracle.random_sales import draw_handoff_rules
from tests.oracle.random_score_rules import draw_score_rules
from tests.oracle.rule_files import read_rule_set
from tests.oracle.rule_vocabulary import (
    ATTRIBUTE_TESTS,
    RARE_METRICS,
    STAGE_RULE_KEY,
    STATE_METRICS,
    WINDOWED_METRICS,
)

Overlay = dict[str, list[Row]]


def draw_overlay(random: Random) -> Overlay:
    """Rule files of one company; account exclusions and the like belong to the cases."""
    kinds = [dict(row) for row in read_rule_set().rows("touch_kinds")]
    kinds.append({**kinds[11], "kind": "blog_page_viewed", "label_en": "Blog read"})
    return {
        "touch_kinds": kinds,
        "qualification_rules": draw_qualification_rules(random),
        "priority_rules": draw_priority_rules(random),
        "stages": _stages(random),
        "stage_rules": _stage_rules(random),
        "segments": _segments(random),
        "icp_rules": _icp_rules(random),
        "account_score_rules": draw_account_score_rules(random),
        "buying_roles": draw_buying_roles(random),
        **draw_score_rules(random),
        "intent_thresholds": [{"provider": "bombora", "minimum": "70.5"}],
        "intent_topics": _intent_topics(random),
        **_emptied(random),
        "page_rules": [
            *read_rule_set().rows("page_rules"),
            {
                "pattern": "*/product/beta*",
                "page_type": "beta",
                "is_engagement": "false",
                "is_high_value": "false",
            },
            {
                "pattern": "*/blog/buyers-*-guide",
                "page_type": "guide",
                "is_engagement": "true",
                "is_high_value": "true",
            },
        ],
        # Of their own seed: what is drawn next stays what it was.
        **draw_handoff_rules(Random(repr(random.getstate()))),
    }


def _emptied(random: Random) -> Overlay:
    """Files that a company may leave empty, and tiers that leave some of the qualified out."""
    names = ("next_actions", "buying_committees", "score_trends", "potential_rules")
    tiers = [{"tier": "key", "top_share": "0.5", "is_target": "true"}]
    emptied: Overlay = {name: [] for name in names if random.random() < 0.5}
    return {**emptied, "target_conditions": [], "target_tiers": tiers}


def _stages(random: Random) -> list[Row]:
    rows = [dict(row) for row in read_rule_set().rows("stages")]
    for row in rows[1:]:
        row["hold_days"] = str(random.choice([0, 0, 1, 2, 5, 14, 20]))
    return rows


def _stage_rules(random: Random) -> list[Row]:
    """Every metric stands in at least one rule; rare ones tend to the later stages."""
    names = [*STATE_METRICS, *WINDOWED_METRICS]
    metrics = sorted(names, key=lambda name: (name in RARE_METRICS) + 1.5 * random.random())
    stages = ("Aware", "Engaged", "Qualified", "Intent", "Customer")
    rows: dict[tuple[str, ...], Row] = {}
    for number, metric in enumerate(metrics * 2):
        is_second = number >= len(metrics)
        if is_second and random.random() < 0.6:
            continue
        stage = stages[number % len(metrics) * len(stages) // len(metrics)]
        row = _stage_rule(random, stage, f"group_{random.choice('cab')}", metric)
        rows[tuple(row[name] for name in STAGE_RULE_KEY)] = row
    return list(rows.values())


def _stage_rule(random: Random, stage: str, group: str, metric: str) -> Row:
    low, high = {**WINDOWED_METRICS, **STATE_METRICS}[metric]
    is_windowed = metric in WINDOWED_METRICS
    return {
        "stage": stage,
        "rule_group": group,
        "segment": random.choice(["", "", "", "", "micro", "other"]),
        "metric": metric,
        "window_days": str(random.choice([1, 3, 7, 14, 30, 40])) if is_windowed else "",
        "minimum": str(random.choice([low, low, low, random.randint(low, high)])),
    }


def _segments(random: Random) -> list[Row]:
    rows = [dict(row) for row in read_rule_set().rows("segments")]
    if random.random() < 0.7:
        rows.append(
            {
                "segment": "micro",
                "priority": "5",
                "field": "country",
                "operator": "in",
                "value": "中国|China",
            }
        )
    if random.random() < 0.5:
        rows.append(
            {
                "segment": "small",
                "priority": "0",
                "field": "industry",
                "operator": "equals",
                "value": "retail",
            }
        )
    random.shuffle(rows)
    return rows


def _icp_rules(random: Random) -> list[Row]:
    tests = [
        (field, operator, value)
        for subject, field, operator, value in ATTRIBUTE_TESTS
        if subject == "account" and field != "segment" and operator != "is_null"
    ]
    rows = []
    for number, (field, operator, value) in enumerate(random.sample(tests, 6)):
        points = random.choice(["10", "33.33", "20", "7.5", "40"])
        rows.append(_attribute(f"icp_{number}", field, operator, value) | {"points": points})
    rows.append(_attribute("icp_minus", "industry", "equals", "retail") | {"points": "-15"})
    rows.append(_attribute("icp_software", "industry", "equals", "software") | {"points": "25"})
    return rows


def _attribute(rule_id: str, field: str, operator: str, value: str) -> Row:
    return {"rule_id": rule_id, "field": field, "operator": operator, "value": value}


def _intent_topics(random: Random) -> list[Row]:
    if random.random() < 0.5:
        return []
    return [
        {"topic": "security", "is_relevant": "true"},
        {"topic": "cloud", "is_relevant": "true"},
        {"topic": "gardening", "is_relevant": "false"},
    ]
