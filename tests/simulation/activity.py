"""Touches of people from which the real models make stages, with a channel that does nothing.

Accounts engage by themselves, as their interest has it. People also attend events. Attendance
changes nothing that anybody does later, yet it is engagement, and stages are made of engagement.
"""

from dataclasses import dataclass

import duckdb
import numpy as np
import pandas as pd

from orchestration.settings import DBT_SOURCES
from tests.simulation.warehouse import (
    AFTER_ALL,
    ESTIMATES,
    FIRST_DAY,
    create_run,
    create_table,
)
from tests.unit.rendered_models import build_upstream

PEOPLE = 6
SEGMENTS = np.array(("small", "mid", "large"), dtype=object)


@dataclass(frozen=True)
class Activity:
    """A company of people who act; `is_hot_only` sends invitations to hot accounts alone."""

    accounts: int = 1500
    days: int = 540
    seed: int = 0
    is_hot_only: bool = False


def simulate_activity(activity: Activity) -> pd.DataFrame:
    """Return touches, one row each, with the columns of `int_touches` that stages are made of."""
    rng = np.random.default_rng(activity.seed)
    lasting = rng.standard_normal(activity.accounts)
    passing = rng.standard_normal(activity.accounts)
    recent = np.zeros((30, activity.accounts), dtype=np.int64)
    parts = []
    fade = np.exp(-1 / 45)
    for day in range(activity.days):
        interest = 0.6 * lasting + 0.8 * passing
        rate = 0.006 * np.exp(0.7 * interest - 0.25)
        acts = rng.random((activity.accounts, PEOPLE)) < rate[:, None]
        seen = recent.sum(axis=0)
        chance = 0.06 * (seen >= 3) if activity.is_hot_only else np.full(seen.size, 0.012)
        attends = rng.random(acts.shape) < 0.3
        attends &= (rng.random(seen.size) < chance)[:, None]
        parts += [_touches(acts, day, "web", rng), _touches(attends, day, "event", rng)]
        recent[day % 30] = acts.sum(axis=1)
        noise = rng.standard_normal(activity.accounts)
        passing = fade * passing + np.sqrt(1 - fade**2) * noise
    return pd.concat(parts, ignore_index=True)


def _touches(acts: np.ndarray, day: int, channel: str, rng: np.random.Generator) -> pd.DataFrame:
    account, person = np.nonzero(acts)
    is_signal = rng.random(account.size) < 0.25
    campaign = f"the {channel}" if channel == "event" else None
    frame = pd.DataFrame(
        {
            "account_key": account,
            "actor_key": account * PEOPLE + person,
            "person_key": account * PEOPLE + person,
            "touch_day": day + FIRST_DAY,
            "channel": channel,
            "quantity": 1,
            "is_counted": True,
            "is_exposure": True,
            "is_engagement": True,
            "is_buying_signal": is_signal,
            "is_explicit_intent": is_signal & (rng.random(account.size) < 0.1),
            "is_sales_activity": False,
        }
    )
    frame["campaign_id"] = pd.Series(campaign, frame.index, dtype="str")
    frame["content_format"] = pd.Series(None, frame.index, dtype="str")
    return frame


def influence_of(activity: Activity) -> pd.DataFrame:
    """Run the real chain from touches over stages and replays to influence.

    One row per channel and stage left forward: as `warehouse.ESTIMATES`, and `operational`, the
    ratio on stages of which the channel's touches are a part.
    """
    with duckdb.connect() as connection:
        connection.execute("set threads = 1")
        given = load_activity(connection, activity, simulate_activity(activity))
        build_upstream(connection, ["int_influence_claims"], given)
        return connection.execute(ESTIMATES).df()


def load_activity(
    connection: duckdb.DuckDBPyConnection, activity: Activity, touches: pd.DataFrame
) -> set[str]:
    """Create the tables that stages, replays and influence start from; return their names."""
    accounts = pd.DataFrame(
        {
            "account_key": np.arange(activity.accounts),
            "account_id": np.arange(activity.accounts).astype(str),
            "segment": SEGMENTS[np.arange(activity.accounts) % SEGMENTS.size],
        }
    )
    create_table(connection, "int_touches", touches)
    create_table(connection, "accounts", accounts)
    create_run(connection, activity.days)
    connection.execute(f"""
        create table int_accounts as
        select account_key, account_id, null::varchar as parent_account_id,
            null::varchar as exclusion_reason, {FIRST_DAY} as created_day
        from accounts;
        create table int_account_segments as
        select account_key, segment, {FIRST_DAY} as valid_from_day, {AFTER_ALL} as valid_to_day
        from accounts;
        create table int_icp_scores as
        select account_key, 8000 as icp_cents, {FIRST_DAY} as valid_from_day,
            {AFTER_ALL} as valid_to_day
        from accounts;
        create table int_crm_spells
            (account_key integer, metric varchar, from_day integer, to_day integer);
        create table int_customer_spells
            (account_key integer, from_day integer, to_day integer);
        create table int_person_versions (
            person_key integer, buying_role varchar, valid_from_day integer, valid_to_day integer
        );
        create table int_intent_signals
            (account_key integer, provider varchar, topic varchar, observed_day integer);
        create table int_influence_accounts as
        select account_key, account_key % 20 as jackknife_group, false as is_target from accounts;
        create table stages as
        select stage, ordinal::integer as ordinal, hold_days::integer as hold_days
        from read_csv('{DBT_SOURCES}/seeds/stages.csv');
        create table stage_rules as
        select * replace (window_days::integer as window_days, minimum::decimal(9, 2) as minimum)
        from read_csv('{DBT_SOURCES}/seeds/stage_rules.csv', all_varchar = true);
        create table account_score_rules as
        select * replace (
            window_days::integer as window_days, per::decimal(9, 2) as per,
            points::decimal(9, 2) as points, cap::decimal(9, 2) as cap
        )
        from read_csv('{DBT_SOURCES}/seeds/account_score_rules.csv', all_varchar = true);
    """)
    return {
        row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()
    }
