"""The models of credit and paths, run on drawn accounts in a database in memory."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from orchestration.attribution.markov import SHARE_SCHEMA, markov_shares
from tests.oracle.credit import History
from tests.unit.rendered_models import build_model

AS_OF = 20_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_DAY = 2_000_000
STAGES = ("Unaware", "Aware", "Engaged", "Qualified", "Intent", "Customer")
CREDIT_CHAIN = (
    "int_paths", "int_moved_paths", "int_stayed_paths", "int_path_steps",
    "int_path_parts", "int_credited_paths", "int_step_credits",
    "int_path_edges",
)  # fmt: skip
AFTER_MARKOV = ("int_credit_totals", "int_credit_rows", "int_credit_shares", "campaign_credit")
PATH_CHAIN = (
    "int_path_groups", "int_compared_paths", "int_group_paths", "int_path_sequences",
    "int_path_figures", "int_path_quartiles", "int_sequence_shares", "progression_paths",
    "progression_sequences",
)  # fmt: skip

TABLES = {
    "stages": "ordinal integer, stage varchar",
    "model_settings": "name varchar, value integer",
    "int_stage_spells": "replay_id integer, account_key integer, ordinal integer,"
    " previous_ordinal integer, entered_day integer, exited_day integer",
    "int_account_starts": "account_key integer, start_day integer",
    "int_account_segments": "account_key integer, segment varchar, valid_from_day integer,"
    " valid_to_day integer",
    "int_touches": "account_key integer, touch_day integer, channel varchar,"
    " campaign_id varchar, occurred_at timestamp, actor_key integer, quantity integer,"
    " is_counted boolean, is_exposure boolean",
    "int_actor_days": "account_key integer, actor_key integer, channel varchar, day integer,"
    " impressions bigint",
    "int_opportunities": "opportunity_id varchar, account_key integer, created_day integer,"
    " closed_day integer, is_won boolean",
    "int_opportunity_amounts": "opportunity_id varchar, company_amount decimal(18, 2)",
    "int_campaigns": "campaign_id varchar, name varchar, channel varchar",
}
CHANNEL_BITS = """
    create table int_channel_bits as
    select distinct channel from int_touches where is_counted
"""
RUN = f"""
    create table stg_control__run as
    select date '1970-01-01' + {AS_OF} as as_of, {AS_OF} as as_of_day, 'run' as run_id,
        'rules' as rules_version
"""


def load_accounts(histories: Sequence[History]) -> duckdb.DuckDBPyConnection:
    """Return a database with what the models read; account keys count from 1."""
    connection = duckdb.connect(":memory:")
    connection.execute(RUN)
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
    rows["stages"] = [*enumerate(STAGES)]
    rows["model_settings"] = [("credit_half_life_days", 7)]
    for key, history in enumerate(histories, 1):
        rows["int_account_starts"].append((key, history.spells[0][1]))
        rows["int_account_segments"].append((key, history.segment, -1_000_000, LAST_DAY))
        rows["int_stage_spells"] += _spells(key, history)
        rows["int_touches"] += _touches(key, history)
        rows["int_actor_days"] += _actor_days(key, history)
        for number, deal in enumerate(history.deals):
            name = f"{key}-{number}"
            rows["int_opportunities"].append((name, key, deal.created, deal.closed, deal.is_won))
            rows["int_opportunity_amounts"].append((name, deal.amount))
    for table, columns in TABLES.items():
        connection.execute(f"create table {table} ({columns})")
        insert_rows(connection, table, rows[table])
    connection.execute(CHANNEL_BITS)
    return connection


def insert_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Add rows to a table at once; one by one takes longer than all models."""
    if rows:
        columns = [pa.array(column) for column in zip(*rows, strict=True)]
        names = [f"column_{number}" for number in range(len(columns))]
        connection.register("inserted", pa.table(columns, names=names))
        connection.execute(f"insert into {table} from inserted")
        connection.unregister("inserted")


def run_credit(connection: duckdb.DuckDBPyConnection) -> None:
    """Build everything up to campaign_credit."""
    for name in CREDIT_CHAIN:
        build_model(connection, name)
    edges = connection.execute("from int_path_edges").fetchall()
    present = connection.execute(
        "select distinct transition_no, state from int_step_credits"
    ).fetchall()
    shares = pa.Table.from_pylist(markov_shares(edges, present), schema=SHARE_SCHEMA)
    connection.register("int_markov_shares", shares)
    for name in AFTER_MARKOV:
        build_model(connection, name)


def run_paths(connection: duckdb.DuckDBPyConnection) -> None:
    """Build progression_paths and progression_sequences; run_credit comes before."""
    for name in PATH_CHAIN:
        build_model(connection, name)


def _spells(key: int, history: History) -> list[tuple[Any, ...]]:
    ends = [entered for _, entered in history.spells[1:]] + [LAST_DAY]
    stages = [stage for stage, _ in history.spells]
    return [
        (0, key, stage, before, entered, end)
        for (stage, entered), end, before in zip(
            history.spells, ends, [None, *stages[:-1]], strict=True
        )
    ]


def _touches(key: int, history: History) -> list[tuple[Any, ...]]:
    counted = [
        (
            key, touch.day, touch.channel, touch.campaign,
            EPOCH.replace(tzinfo=None) + timedelta(days=touch.day, minutes=touch.minute),
            touch.actor, touch.quantity, True, True,
        )
        for touch in history.touches
    ]  # fmt: skip
    # What does not count, or exposes nobody, is never a step.
    noise = [(*row[:7], counts, exposes) for row in counted[:2] for counts, exposes in
             ((False, True), (True, False))]  # fmt: skip
    return counted + [(*row[:2], "noise", *row[3:]) for row in noise]


def _actor_days(key: int, history: History) -> list[tuple[Any, ...]]:
    return [
        (key, touch.actor, touch.channel, touch.day, touch.quantity) for touch in history.touches
    ]


def as_money(cents: int) -> Decimal:
    """Return an amount of whole cents."""
    return Decimal(cents) / 100
