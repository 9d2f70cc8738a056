"""Account stages day by day: criteria of the day, then hold, then the highest."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.account_metrics import AccountFacts, Metrics, exact
from tests.oracle.attributes import segment_of
from tests.oracle.company import Row
from tests.oracle.rule_files import RuleSet


@dataclass(frozen=True)
class AccountDay:
    """One account on one day; `met`: stages whose criteria are met, with the group that holds."""

    stage: str
    met: dict[str, str]
    segment: str


@dataclass(frozen=True)
class AccountAnswer:
    """An account's days from the first day of its history on."""

    account_id: str
    days: dict[date, AccountDay]

    def entered_on(self, as_of: date) -> date:
        """First day of the spell that holds on as_of."""
        day = as_of
        while day - timedelta(days=1) in self.days and (
            self.days[day - timedelta(days=1)].stage == self.days[as_of].stage
        ):
            day -= timedelta(days=1)
        return day

    def is_held(self, as_of: date) -> bool:
        """Whether the stage's criteria are no longer met on as_of."""
        today = self.days[as_of]
        return today.stage != "Unaware" and today.stage not in today.met


def stage_accounts(
    rules: RuleSet, facts: dict[str, AccountFacts], until: date
) -> dict[str, AccountAnswer]:
    """Every account of one company, from the first day of its history to `until`."""
    metrics = Metrics(rules)
    return {
        key: AccountAnswer(key, _days(rules, metrics, one, until)) for key, one in facts.items()
    }


def _days(
    rules: RuleSet, metrics: Metrics, facts: AccountFacts, until: date
) -> dict[date, AccountDay]:
    days: dict[date, AccountDay] = {}
    day = facts.first_day()
    while day <= until:
        segment = segment_of(facts.record.on(day), rules)
        met = criteria_met(rules, metrics, facts, segment, day)
        days[day] = AccountDay("Unaware", met, segment)
        held = [stage for stage in rules.stage_names[1:] if _is_held(stage, rules, days, day)]
        days[day] = AccountDay(held[-1] if held else "Unaware", met, segment)
        day += timedelta(days=1)
    return days


def _is_held(stage: str, rules: RuleSet, days: dict[date, AccountDay], day: date) -> bool:
    window = (day - timedelta(days=back) for back in range(rules.hold_days[stage] + 1))
    return any(stage in days[other].met for other in window if other in days)


def criteria_met(
    rules: RuleSet, metrics: Metrics, facts: AccountFacts, segment: str, day: date
) -> dict[str, str]:
    """Stages whose criteria are met on a day, with the first group by name that holds."""
    met: dict[str, str] = {}
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rules.rows("stage_rules"):
        if row["segment"] in ("", segment):
            groups.setdefault((row["stage"], row["rule_group"]), []).append(row)
    for (stage, group), rows in sorted(groups.items()):
        if stage not in met and all(_holds(row, metrics, facts, day) for row in rows):
            met[stage] = group
    return met


def _holds(row: Row, metrics: Metrics, facts: AccountFacts, day: date) -> bool:
    value = metrics.value(facts, row["metric"], row["window_days"], day)
    return value is not None and value >= exact(row["minimum"])
