"""Why a stage was entered: the figures that a published reason must name, by hand."""

import re
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from tests.oracle.account_metrics import AccountFacts, Metrics, exact
from tests.oracle.account_stages import AccountAnswer
from tests.oracle.company import Row, day_of
from tests.oracle.rule_files import RuleSet

# Value, window in days or nothing, least value.
Figures = list[tuple[str, str, str]]
_FIGURES = re.compile(
    r"(?:(?:ICP|account) score )?([\d.]+|unknown)[^,(:]*?(?: in (\d+) days?)? "
    r"\(needed (-?[\d.]+)\)"
)


def entry_figures(
    rules: RuleSet, facts: AccountFacts, answer: AccountAnswer, entered_on: date
) -> tuple[str, Figures]:
    """Return the day that the reason names, '' for a move forward, and its figures, sorted."""
    today, before = answer.days[entered_on], answer.days.get(entered_on - timedelta(days=1))
    order = rules.stage_names
    if before is None or order.index(today.stage) > order.index(before.stage):
        if today.stage not in today.met:
            return "", []
        group = _rows(rules, today.stage, today.met[today.stage], today.segment)
        return "", sorted(_figures(rules, facts, group, entered_on))
    last_met = entered_on - timedelta(days=1)
    while before.stage not in answer.days[last_met].met:
        last_met -= timedelta(days=1)
    then = answer.days[last_met]
    lapsed_on = last_met + timedelta(days=1)
    group = [
        row
        for row in _rows(rules, before.stage, then.met[before.stage], then.segment)
        if not _holds(rules, facts, row, lapsed_on)
    ]
    if _churned_on(facts) == lapsed_on and "won_opportunities" in [row["metric"] for row in group]:
        return lapsed_on.isoformat(), []
    return lapsed_on.isoformat(), sorted(_figures(rules, facts, group, lapsed_on))


def _churned_on(facts: AccountFacts) -> date | None:
    churned_at = facts.record.latest.get("churned_at")
    return day_of(churned_at) if churned_at else None


def published_figures(reason: str) -> tuple[str, Figures]:
    """Read the same out of a published reason."""
    named = re.search(r"(?:not met since|^churned on) (\d{4}-\d\d-\d\d)", reason)
    return named[1] if named else "", sorted(_FIGURES.findall(reason))


def _rows(rules: RuleSet, stage: str, group: str, segment: str) -> list[Row]:
    return [
        row
        for row in rules.rows("stage_rules")
        if (row["stage"], row["rule_group"]) == (stage, group) and row["segment"] in ("", segment)
    ]


def _figures(rules: RuleSet, facts: AccountFacts, group: list[Row], day: date) -> Figures:
    # Rows that demand the same of all and of this segment are one demand.
    demands = {(row["metric"], row["window_days"], exact(row["minimum"])): row for row in group}
    return [_figure(rules, facts, row, day) for row in demands.values()]


def _figure(rules: RuleSet, facts: AccountFacts, row: Row, day: date) -> tuple[str, str, str]:
    value = _value(rules, facts, row, day)
    if row["metric"] in ("icp_score", "account_score"):
        shown = "unknown" if value is None else f"{float(value):.2f}"
        return shown, "", f"{float(exact(row['minimum'])):.2f}"
    assert value is not None
    return str(value), row["window_days"], str(ceil(exact(row["minimum"])))


def _holds(rules: RuleSet, facts: AccountFacts, row: Row, day: date) -> bool:
    value = _value(rules, facts, row, day)
    return value is not None and value >= exact(row["minimum"])


def _value(rules: RuleSet, facts: AccountFacts, row: Row, day: date) -> Fraction | None:
    return Metrics(rules).value(facts, row["metric"], row["window_days"], day)
