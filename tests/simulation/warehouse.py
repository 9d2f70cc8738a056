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
# How the models name a move to any stage further on.
ANY = -1


def load_history(connection: duckdb.DuckDBPyConnection, history: History, days: int) -> set[str]:
    """Create the input tables of influence; return their names.

    Stages are no matter of touches here, so a replay without a channel's touches is the history
    over again.
    """
    accounts = _accounts(history)
    create_run(connection, days)
    create_table(connection, "int_touches", _touches(history))
    create_table(connection, "spells", _histories(history, days))
    create_table(connection, "int_account_segments", accounts)
    bits = ", ".join(
        f"('{name}', {number + 1}, {1 << number}::bigint, {len(CHANNELS)})"
        for number, name in enumerate(sorted(CHANNELS))
    )
    stages = ", ".join(f"('{name}', {number})" for number, name in enumerate(STAGES))
    connection.execute(f"""
        create table stages as from (values {stages}) as stages (stage, ordinal);
        create table int_account_starts as
        select account_key, valid_from_day as start_day from int_account_segments;
        create table int_channel_bits as
        from (values {bits}) as bits (channel, replay_id, channel_bit, channels);
        create table int_replays as
        select 0 as replay_id, account_key from int_account_starts
        union all
        select distinct bits.replay_id, touches.account_key
        from int_touches as touches
        inner join int_channel_bits as bits on touches.channel = bits.channel;
        create table int_histories as
        select replays.replay_id, spells.*
        from spells
        inner join int_replays as replays on spells.account_key = replays.account_key;
        create table int_influence_accounts as
        select account_key, account_key % 20 as jackknife_group, false as is_target
        from int_account_starts;
    """)
    return table_names(connection)


def create_run(connection: duckdb.DuckDBPyConnection, days: int) -> None:
    """Create what is known of the run: its business date, complete sources, no holdouts."""
    last_day = FIRST_DAY + days - 1
    connection.execute(f"""
        create table stg_control__run as
        select 'run' as run_id, 'rules' as rules_version,
            date '{START + timedelta(days=days - 1)}' as as_of, {last_day} as as_of_day;
        create table int_complete_until as select {last_day} as complete_day;
        create table int_holdouts (
            holdout_id varchar, held_channel varchar, campaign_id varchar, channel varchar,
            ten_thousandths integer, starts_day integer, ends_before integer
        );
        create table int_own_channels (channel varchar);
        create table int_holdout_arms
            (holdout_id varchar, account_key integer, is_held_out boolean);
    """)


def create_table(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    """Create a table of the rows of a frame."""
    connection.register("frame", frame)
    connection.execute(f"create table {name} as from frame")
    connection.unregister("frame")


def table_names(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the names of the tables there are."""
    rows = connection.execute("select table_name from duckdb_tables()").fetchall()
    return {row[0] for row in rows}


def _touches(history: History) -> pd.DataFrame:
    """Touches of channels, and organic engagements; campaigns are left out."""
    touches, organic = history.touches, history.organic
    reached = pd.DataFrame(
        {
            "account_key": touches["account"],
            "touch_day": touches["day"] + FIRST_DAY,
            "channel": np.array(CHANNELS, dtype=object)[touches["channel"]],
            "quantity": 1,
            "is_exposure": True,
            "is_engagement": False,
        }
    )
    visits = pd.DataFrame(
        {
            "account_key": organic["account"],
            "touch_day": organic["day"] + FIRST_DAY,
            "channel": "web",
            "quantity": organic["quantity"],
            "is_exposure": False,
            "is_engagement": True,
        }
    )
    joined = pd.concat([reached, visits], ignore_index=True)
    nothing = pd.Series(None, index=joined.index, dtype="str")
    return joined.assign(campaign_id=nothing, is_counted=True)


def _histories(history: History, days: int) -> pd.DataFrame:
    spells = history.spells
    is_open = spells["left"] >= days
    return pd.DataFrame(
        {
            "account_key": spells["account"],
            "ordinal": spells["ordinal"],
            "entered_day": spells["entered"] + FIRST_DAY,
            "exited_day": np.where(is_open, AFTER_ALL, spells["left"] + FIRST_DAY),
        }
    )


def _accounts(history: History) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "account_key": np.arange(history.segment.size),
            "segment": np.array(("large", "medium", "small"), dtype=object)[history.segment],
            "valid_from_day": history.born + FIRST_DAY,
            "valid_to_day": AFTER_ALL,
        }
    )


ESTIMATES = f"""
    select
        stages.stage as from_stage, claims.channel,
        exp(claims.log_ratio) as ratio, exp(claims.log_low) as low, exp(claims.log_high) as high,
        estimates.sparse_error as log_error, estimates.jackknife_error, claims.q_value,
        claims.verdict, estimates.overlap, claims.moves_exposed, claims.moves_unexposed,
        claims.ratio_crude as crude, exp(operational.log_ratio) as operational
    from int_influence_claims as claims
    inner join int_influence_estimates as estimates
        on claims.unit_no = estimates.unit_no
        and claims.population = estimates.population
        and claims.ordinal = estimates.ordinal
        and claims.to_ordinal = estimates.to_ordinal
        and estimates.basis = 'replayed'
    left join int_influence_estimates as operational
        on claims.unit_no = operational.unit_no
        and claims.population = operational.population
        and claims.ordinal = operational.ordinal
        and claims.to_ordinal = operational.to_ordinal
        and operational.basis = 'operational'
    inner join stages on claims.ordinal = stages.ordinal
    where claims.level = 'channel' and claims.population = 'all' and claims.to_ordinal = {ANY}
    order by claims.ordinal, claims.channel
"""


def estimate(history: History, days: int) -> pd.DataFrame:
    """Run the models of influence on one company; one row per channel and stage left forward.

    Intervals are ratios, errors those of logarithms, all of the population of all accounts.
    """
    with duckdb.connect() as connection:
        run_models(connection, history, days)
        return connection.execute(ESTIMATES).df()


def run_models(connection: duckdb.DuckDBPyConnection, history: History, days: int) -> None:
    """Build the models of influence up to their verdicts, of channels alone."""
    connection.execute("set threads = 1")
    given = load_history(connection, history, days)
    build_upstream(connection, ["int_influence_units", "int_engagement_bins"], given)
    # What else is asked of the same days has no part in what is judged here.
    connection.execute("delete from int_engagement_bins where replay_id < 0")
    build_upstream(connection, ["int_channel_cells"], table_names(connection))
    connection.execute("delete from int_influence_units where level <> 'channel'")
    connection.execute("delete from int_channel_cells where basis <> 'replayed'")
    build_upstream(connection, ["int_influence_claims"], table_names(connection))
