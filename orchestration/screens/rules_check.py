"""The rule files on one screen: what each rule matches now, and what nobody ever matches."""

from itertools import groupby

from rich.console import Console
from rich.table import Table

from orchestration.rules.judge import judged_rules
from orchestration.rules.usage import StageUsage, Usage, measure_usage
from orchestration.settings import DBT_SOURCES, Settings


def show_rules(console: Console, settings: Settings) -> None:
    """Judge the files, run them on what is landed, print the outcome. Raises RuleError."""
    rules = judged_rules(DBT_SOURCES / "seeds", settings.rules)
    console.print(f"{len(rules.files)} rule files can be used, version {rules.version}")
    usage = measure_usage(settings, rules)
    for rule_file, group in groupby(usage.rules, key=lambda rule: rule.rule_file):
        table = Table(
            title=f"\n{rule_file}, as of {usage.as_of}",
            title_justify="left",
            title_style="bold",
            box=None,
        )
        for name in ("rule", "match now", "ever", ""):
            table.add_column(name, justify="left" if name == "rule" else "right")
        for rule in group:
            mark = "" if rule.matched_ever else "never matched"
            table.add_row(
                f"  {rule.rule}",
                str(rule.matched_now),
                str(rule.matched_ever),
                f"{rule.counted} {mark}",
            )
        console.print(table)
    _show_stages(console, usage)
    if usage.unknown_names:
        console.print("\nNames that nothing landed knows:")
        for line in usage.unknown_names:
            console.print(f"  {line}", soft_wrap=True)


def _show_stages(console: Console, usage: Usage) -> None:
    table = Table(title="\nstages", title_justify="left", title_style="bold", box=None)
    for name in ("stage", "accounts now", "ever", ""):
        table.add_column(name, justify="left" if name in ("stage", "") else "right")
    for stage in usage.stages:
        table.add_row(
            f"  {stage.stage}",
            str(stage.accounts_now),
            str(stage.accounts_ever),
            _reason(stage, usage),
        )
    console.print(table)


def _reason(stage: StageUsage, usage: Usage) -> str:
    """Say why nobody was ever in a stage: rows that never held, or never together."""
    if stage.accounts_ever:
        return ""
    rows = [
        rule
        for rule in usage.rules
        if rule.rule_file == "stage_rules" and rule.rule.startswith(f"{stage.stage} ")
    ]
    if not rows:
        return "never reached: no rule leads there"
    never = [rule.rule.partition(" ")[2] for rule in rows if not rule.matched_ever]
    if never:
        return f"never reached: never held: {'; '.join(never)}"
    return "never reached: each row held somewhere, but never all rows of a group at once"
