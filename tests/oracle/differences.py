"""Where oracle and pipeline disagree, with all that a person needs to say who is right."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from tests.oracle.account_extras import PublishedExtras, extra_lines
from tests.oracle.account_metrics import AccountFacts, Metrics
from tests.oracle.account_stages import AccountAnswer
from tests.oracle.answer import Answer
from tests.oracle.company import Case, compact
from tests.oracle.day_differences import first_difference, next_change, presence, within
from tests.oracle.entry_reasons import entry_figures, published_figures
from tests.oracle.funnel_differences import PublishedFunnel, funnel_lines
from tests.oracle.handoff_differences import handoff_lines
from tests.oracle.lead_differences import lead_lines
from tests.oracle.published import Published, PublishedAccount, PublishedLead
from tests.oracle.rule_files import RuleSet


def case_differences(
    case: Case, answer: Answer, published: Published, rules: RuleSet, as_of: date
) -> list[str]:
    """One sentence per subject that differs; empty if all is equal."""
    found = []
    for key in sorted(_ids(case.name, answer.accounts, published.accounts)):
        account = published.accounts.get(key, PublishedAccount())
        lines = [*_account_lines(key, answer.accounts.get(key), account, as_of)]
        if not lines and key in answer.facts:
            lines = [*_reason_lines(key, answer, account, rules)]
        for line in lines:
            found.append(line)
            if key in answer.facts and "day " in line:
                day = date.fromisoformat(line.split("day ")[1][:10])
                found.append(_metrics(rules, answer.facts[key], answer.accounts[key], day))
    for key, facts in sorted(answer.facts.items()):
        extras = published.extras.get(key, PublishedExtras())
        found.extend(extra_lines(key, facts, extras, rules, as_of))
    for key in sorted(_ids(case.name, answer.people, published.people)):
        lead = published.people.get(key, PublishedLead())
        ours = answer.people.get(key)
        found.extend(lead_lines(key, ours, answer.matches.get(key), lead, rules, as_of))
    for key, funnel in sorted(answer.funnels.items()):
        published_funnel = published.funnels.people.get(key, PublishedFunnel())
        found.extend(funnel_lines(key, funnel, published_funnel, as_of))
    found.extend(handoff_lines(case.name, answer.handoffs, published.handoffs))
    return found


def explain(case: Case, lines: list[str]) -> str:
    """The differences of one case followed by its facts."""
    return "\n".join([f"case {case.name}", *lines, compact(case)])


def _ids(name: str, ours: Mapping[str, object], theirs: Mapping[str, object]) -> set[str]:
    return set(ours) | {key for key in theirs if key.startswith(name)}


def _account_lines(
    key: str, ours: AccountAnswer | None, theirs: PublishedAccount, as_of: date
) -> Iterator[str]:
    if ours is None or not theirs.days:
        yield f"account {key}: oracle {presence(ours)}, pipeline {presence(theirs.days)}"
        return
    stages = {day: one.stage for day, one in ours.days.items()}
    past = {day: stage for day, stage in stages.items() if day <= as_of}
    difference = first_difference(past, theirs.days)
    if difference:
        yield f"account {key}, {difference}"
        return
    for entered_on, group in theirs.groups.items():
        expected = ours.days[entered_on].met.get(stages[entered_on])
        if group != expected:
            found = f"oracle {expected}, pipeline {group}"
            yield f"account {key}, rule_group, day {entered_on}: {found}"
    entered_on = ours.entered_on(as_of)
    today = (stages[as_of], entered_on, ours.is_held(as_of), (as_of - entered_on).days)
    if today != theirs.current:
        found = f"oracle {today}, pipeline {theirs.current}"
        yield f"account {key}, account_stages, day {as_of}: {found}"
    next_on = next_change(stages, as_of)
    if within(theirs.next_change_on, stages) != next_on:
        yield f"account {key}, next_change_on: oracle {next_on}, pipeline {theirs.next_change_on}"
    elif next_on and theirs.next_change_stage != stages[next_on]:
        found = f"oracle {stages[next_on]}, pipeline {theirs.next_change_stage}"
        yield f"account {key}, next_change_stage: {found}"


def _reason_lines(
    key: str, answer: Answer, theirs: PublishedAccount, rules: RuleSet
) -> Iterator[str]:
    for entered_on, reason in theirs.reasons.items():
        expected = entry_figures(rules, answer.facts[key], answer.accounts[key], entered_on)
        if published_figures(reason) != expected:
            yield f"account {key}, reason, day {entered_on}: oracle {expected}, pipeline {reason}"


def _metrics(rules: RuleSet, facts: AccountFacts, ours: AccountAnswer, day: date) -> str:
    """What the oracle counted on the day and on the day before."""
    metrics = Metrics(rules)
    lines = []
    for one in (day - timedelta(days=1), day):
        if one not in ours.days:
            continue
        lines.append(f"  {one} segment {ours.days[one].segment} met {ours.days[one].met}")
        for row in rules.rows("stage_rules"):
            value = metrics.value(facts, row["metric"], row["window_days"], one)
            shown = "null" if value is None else f"{float(value):g}"
            lines.append(
                f"    {row['stage']}/{row['rule_group']} {row['segment'] or 'all'}: {row['metric']}"
                f"({row['window_days']}) = {shown} of {row['minimum']}"
            )
    return "\n".join(lines)
