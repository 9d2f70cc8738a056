"""Stages without the touches of one channel, and of all campaigns, followed anew and compared."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path

import duckdb

from tests.oracle.account_metrics import AccountFacts
from tests.oracle.account_stages import stage_accounts
from tests.oracle.rule_files import RuleSet

EPOCH = date(1970, 1, 1)
# The history without any campaign has a number of its own, after those without one channel.
CAMPAIGN_FREE = 41
REPLAYED = f"""
    select accounts.account_id,
        case when spells.replay_id = {CAMPAIGN_FREE} then 'campaigns' else bits.channel end,
        stages.stage, spells.entered_day, spells.exited_day
    from steps.int_histories as spells
    inner join unified.int_accounts as accounts on spells.account_key = accounts.account_key
    left join steps.int_channel_bits as bits on spells.replay_id = bits.replay_id
    inner join rules.stages as stages on spells.ordinal = stages.ordinal
    where spells.replay_id > 0
"""
CAMPAIGN_CHANNELS = "select channel from steps.int_campaign_channels"


@dataclass(frozen=True)
class ReplayedFacts(AccountFacts):
    """Facts of an account without some channels, over the same days as with them."""

    start: date = date.min

    def first_day(self) -> date:
        """First day of the account's own history."""
        return self.start


def replay_differences(
    facts: Mapping[str, AccountFacts], rules: RuleSet, warehouse: Path, as_of: date
) -> Iterator[str]:
    """One sentence per account and replay that is wrong: a channel in turn, and all campaigns."""
    replays, campaigns = _read(warehouse, as_of)
    for number, (key, one) in enumerate(sorted(facts.items())):
        channels = sorted({touch.channel for touch in one.touches})
        if not channels:
            continue
        channel = channels[number % len(channels)]
        left_out = {channel: {channel}}
        if campaigns & set(channels):
            left_out["campaigns"] = campaigns
        for name, without in left_out.items():
            ours = _stages_without(one, without, rules, as_of)
            theirs = replays.get((key, name), {})
            wrong = [day for day in ours if ours[day] != theirs.get(day)]
            if wrong:
                found = f"oracle {ours[wrong[0]]}, pipeline {theirs.get(wrong[0])}"
                yield f"account {key} without {name}: {len(wrong)} days, first {wrong[0]}: {found}"


def _stages_without(
    facts: AccountFacts, left_out: Set[str], rules: RuleSet, as_of: date
) -> dict[date, str]:
    values = {field.name: getattr(facts, field.name) for field in fields(AccountFacts)}
    values["touches"] = [touch for touch in facts.touches if touch.channel not in left_out]
    replayed = ReplayedFacts(**values, start=facts.first_day())
    answer = stage_accounts(rules, {"": replayed}, as_of)[""]
    return {day: one.stage for day, one in answer.days.items()}


def _read(warehouse: Path, as_of: date) -> tuple[dict[tuple[str, str], dict[date, str]], set[str]]:
    """Return the stage by account, replay and day, and the channels that are campaigns."""
    replays: dict[tuple[str, str], dict[date, str]] = {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for key, channel, stage, entered, exited in connection.execute(REPLAYED).fetchall():
            last = min(exited - 1, (as_of - EPOCH).days)
            for day in range(entered, last + 1):
                replays.setdefault((key, channel), {})[EPOCH + timedelta(days=day)] = stage
        campaigns = {row[0] for row in connection.execute(CAMPAIGN_CHANNELS).fetchall()}
    return replays, campaigns
