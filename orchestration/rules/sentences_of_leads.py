"""Each group of the rules that qualify people beside the score, as a sentence."""

from collections.abc import Callable
from itertools import groupby

from orchestration.counts import counted
from orchestration.rules.files import Row
from orchestration.rules.judge_leads import STATES
from orchestration.rules.words import Pair, Said, number, word

DEFAULT_WINDOW = "60"


def qualification_rules(rows: tuple[Row, ...]) -> Said:
    """Yield a sentence for each group of qualification_rules."""
    for (target, group), asked in _groups(rows, lambda row: (row["target"], row["rule_group"])):
        needs = _needs([_need(row["metric"], row["window_days"], row) for row in asked])
        rule_id, label = f"{target} {group}", asked[0]["target_zh"]
        yield rule_id, rule_id, (
            f"A person is {target.replace('_', '-')} by group {group} with {needs[0]}.",
            f"联系人按规则组 {group} 达到{label}：{needs[1]}。",
        )  # fmt: skip


def priority_rules(rows: tuple[Row, ...]) -> Said:
    """Yield a sentence for each group of priority_rules; rows without a group are one."""
    by_group = _groups(rows, lambda row: (row["priority"], row["rule_group"] or row["priority"]))
    for (priority, group), asked in by_group:
        needs = _needs(
            [_need(row["measure"], row["window_days"] or DEFAULT_WINDOW, row) for row in asked]
        )
        rule_id = priority if group == priority else f"{priority} {group}"
        yield rule_id, rule_id, (
            f"A qualified person has priority {priority} with {needs[0]}, "
            "unless a higher one holds.",
            f"合格联系人满足以下条件时优先级为 {priority}（更高优先级优先）：{needs[1]}。",
        )  # fmt: skip


def _groups(
    rows: tuple[Row, ...], key: Callable[[Row], tuple[str, str]]
) -> list[tuple[tuple[str, str], list[Row]]]:
    return [(name, list(found)) for name, found in groupby(sorted(rows, key=key), key)]


def _need(metric: str, window: str, row: Row) -> Pair:
    name, least = word("lead_metrics", metric), number(row["minimum"])
    if metric in STATES:
        return f"{name[0]} of at least {least}", f"{name[1]}不少于 {least}"
    return (
        f"{name[0]} in {counted(window, 'day')} of at least {least}",
        f"近 {window} 天{name[1]}不少于 {least}",
    )


def _needs(needs: list[Pair]) -> Pair:
    return " and ".join(english for english, _ in needs), "，且".join(zh for _, zh in needs)
