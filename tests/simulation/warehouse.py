"""A simulated company as the tables that the models of influence start from, and what they make."""

from datetime import date, timedelta

import duckdb
import numpy as np
import pandas as pd

from tests.simulation.histories import History
from tests.simulation.scenarios import CHANNELS, STAGES
from tests.unit.rendered_models import build_upstream

START = date(2024, 7, 1)
FIRST_DAY = (START - date(1970, 1, 1)).days
AFTER_ALL = 2_000_000


def load_history(connection: duckdb.DuckDBPyConnection, history: History, days: int) -> set[str]:
    """Create the input tables of influence; return their names.

    Stages are no matter of touches here, so that replays without a channel's touches give the same
    history again: nothing was touched in the sense of `int_actor_days`, and history 0 serves all.
    """
    frames = {
        "int_touches": _touches(history),
        "int_histories": _histories(history, days),
        "int_account_starts": _accounts(history).rename(columns={"valid_from_day": "start_day"}),
        "int_account_segments": _accounts(history),
        "stages": pd.DataFrame({"stage": STAGES, "ordinal": range(len(STAGES))}),
    }
    for name, frame in frames.items():
        connection.register("frame", frame)
        connection.execute(f"create table {name} as from frame")
        connection.unregister("frame")
    bits = ", ".join(
        f"('{name}', {number + 1}, {1 << number}::bigint, {len(CHANNELS)})"
        for number, name in enumerate(sorted(CHANNELS))
    )
    create_run(connection, days)
    connection.execute(f"""
        create table int_channel_bits as
        from (values {bits}) as bits (channel, replay_id, channel_bit, channels);
        create table int_actor_days (account_key integer, channel varchar);
        create table int_replays as
        select 0 as replay_id, account_key, start_day from int_account_starts;
        create table int_campaigns as
        select distinct campaign_id, campaign_id as name from int_touches
        where campaign_id is not null;
    """)
    return {row[0] for row in connection.execute("select table_name from duckdb_tables()").fetchall()}


def create_run(connection: duckdb.DuckDBPyConnection, days: int) -> None:
    """Create the table of the run, whose business date is the last of the days."""
    as_of = START + timedelta(days=days - 1)
    connection.execute(f"""
        create table stg_control__run as
        select 'run' as run_id, 'rules' as rules_version,
            date '{as_of}' as as_of, {FIRST_DAY + days - 1} as as_of_day
    """)


def _touches(history: History) -> pd.DataFrame:
    """Touches of channels, each in one of two campaigns, and organic engagements without one."""
    touches, organic = history.touches, history.organic
    names = np.array(CHANNELS, dtype=object)[touches["channel"]]
    track = np.where(touches["account"] % 2, " B", " A").astype(object)
    reached = pd.DataFrame({
        "account_key": touches["account"],
        "touch_day": touches["day"] + FIRST_DAY,
        "channel": names,
        "campaign_id": names + track,
        "quantity": 1,
        "is_exposure": True,
        "is_engagement": False,
    })
    visits = pd.DataFrame({
        "account_key": organic["account"],
        "touch_day": organic["day"] + FIRST_DAY,
        "channel": "web",
        "campaign_id": None,
        "quantity": organic["quantity"],
        "is_exposure": False,
        "is_engagement": True,
    })
    return pd.concat([reached, visits], ignore_index=True).assign(is_counted=True)


def _histories(history: History, days: int) -> pd.DataFrame:
    spells = history.spells
    is_open = spells["left"] >= days
    return pd.DataFrame({
        "replay_id": 0,
        "account_key": spells["account"],
        "ordinal": spells["ordinal"],
        "entered_day": spells["entered"] + FIRST_DAY,
        "exited_day": np.where(is_open, AFTER_ALL, spells["left"] + FIRST_DAY),
    })


def _accounts(history: History) -> pd.DataFrame:
    return pd.DataFrame({
        "account_key": np.arange(history.segment.size),
        "segment": np.array(("large", "medium", "small"), dtype=object)[history.segment],
        "valid_from_day": history.born + FIRST_DAY,
        "valid_to_day": AFTER_ALL,
    })


def estimate(history: History, days: int) -> pd.DataFrame:
    """Run the models of influence on one company; one row per row of campaign_influence."""
    with duckdb.connect() as connection:
        connection.execute("set threads = 1")
        given = load_history(connection, history, days)
        build_upstream(connection, ["campaign_influence"], given)
        return connection.table("campaign_influence").df()
