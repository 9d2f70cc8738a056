"""Stages without one channel's touches, followed anew and compared with the pipeline's replays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path

import duckdb

from tests.oracle.account_metrics import AccountFacts
from tests.oracle.account_stages import stage_accounts
from tests.oracle.rule_files import RuleSet

EPOCH = date(1970, 1, 1)
REPLAYED = """
    select accounts.account_id, bits.channel, stages.stage, spells.entered_day, spells.exited_day
    from steps.int_histories as spells
    inner join unified.int_accounts as accounts on spells.account_key = accounts.account_key
    inner join steps.int_channel_bits as bits on spells.replay_id = bits.replay_id
    inner join rules.stages as stages on spells.ordinal = stages.ordinal
"""


@dataclass(frozen=True)
class ReplayedFacts(AccountFacts):
    """Facts of an account without one channel, over the same days as with it."""

    start: date = date.min

    def first_day(self) -> date:
        """First day of the account's own history."""
        return self.start


def replay_differences(
    facts: Mapping[str, AccountFacts], rules: RuleSet, warehouse: Path, as_of: date
) -> Iterator[str]:
    """One sentence per account and channel that the replays get wrong; every channel in turn."""
    replays = _read(warehouse, as_of)
    for number, (key, one) in enumerate(sorted(facts.items())):
        channels = sorted({touch.channel for touch in one.touches})
        if not channels:
            continue
        channel = channels[number % len(channels)]
        ours = _stages_without(one, channel, rules, as_of)
        theirs = replays.get((key, channel), {})
        wrong = [day for day in ours if ours[day] != theirs.get(day)]
        if wrong:
            found = f"oracle {ours[wrong[0]]}, pipeline {theirs.get(wrong[0])}"
            yield f"account {key} without {channel}: {len(wrong)} days, first {wrong[0]}: {found}"


def _stages_without(
    facts: AccountFacts, channel: str, rules: RuleSet, as_of: date
) -> dict[date, str]:
    values = {field.name: getattr(facts, field.name) for field in fields(AccountFacts)}
    values["touches"] = [touch for touch in facts.touches if touch.channel != channel]
    replayed = ReplayedFacts(**values, start=facts.first_day())
    answer = stage_accounts(rules, {"": replayed}, as_of)[""]
    return {day: one.stage for day, one in answer.days.items()}


def _read(warehouse: Path, as_of: date) -> dict[tuple[str, str], dict[date, str]]:
    replays: dict[tuple[str, str], dict[date, str]] = {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for key, channel, stage, entered, exited in connection.execute(REPLAYED).fetchall():
            last = min(exited - 1, (as_of - EPOCH).days)
            for day in range(entered, last + 1):
                replays.setdefault((key, channel), {})[EPOCH + timedelta(days=day)] = stage
    return replays
