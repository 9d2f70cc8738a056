"""The models of influence, run on the facts of a small company."""

from itertools import pairwise

import duckdb

from tests.oracle.influence import CAMPAIGN_FREE, Company
from tests.unit.rendered_models import build_model

STAGES = ("Unaware", "Aware", "Engaged", "Qualified", "Intent", "Customer")
TABLES = """
    create table stg_control__run (run_id text, rules_version text, as_of date, as_of_day integer);
    create table stages (stage text, ordinal integer);
    create table int_complete_until (complete_day integer);
    create table int_recorded_since (recorded_day integer);
    create table int_account_starts (account_key integer, start_day integer);
    create table int_influence_accounts (
        account_key integer, jackknife_group integer, is_target boolean);
    create table int_account_segments (
        account_key integer, segment text, valid_from_day integer, valid_to_day integer);
    create table int_influence_days (
        account_key integer, channel text, campaign_id text, day integer,
        exposures bigint, engagements bigint);
    create table int_channel_bits (
        channel text, replay_id integer, channel_bit bigint, channels bigint);
    create table int_replays (replay_id integer, account_key integer);
    create table int_histories (
        replay_id integer, account_key integer, ordinal integer,
        entered_day integer, exited_day integer);
    create table int_holdouts (
        holdout_id text, held_channel text, campaign_id text, channel text,
        ten_thousandths integer, starts_day integer, ends_before integer);
    create table int_own_channels (channel text);
    create table int_holdout_arms (holdout_id text, account_key integer, is_held_out boolean);
"""
# In the order in which each finds what it reads.
CELLS = (
    "int_influence_segments", "int_exposure_spells", "int_campaign_exposures", "int_lag_changes",
    "int_engagement_levels", "int_engagement_bins", "int_context_changes", "int_risk_spells",
    "int_operational_states", "int_campaign_free_states", "int_replayed_states",
    "int_risk_episodes", "int_channel_cells",
    "int_influence_units", "int_campaign_cells", "int_holdout_cells", "int_influence_strata",
    "int_comparable_strata",
    "int_influence_groups",
)  # fmt: skip
ESTIMATES = (
    "int_influence_sums", "int_influence_jackknife", "int_influence_populations",
    "int_influence_spreads", "int_influence_estimates", "int_influence_claims",
)  # fmt: skip
LAST_DAY = 2_000_000


def load_company(connection: duckdb.DuckDBPyConnection, company: Company) -> None:
    """Create the tables from which influence starts."""
    connection.execute(TABLES)
    channels = {channel: number for number, channel in enumerate(company.channels, 1)}
    replays = {"": 0, **channels, CAMPAIGN_FREE: 41}
    rows: dict[str, list[tuple[object, ...]]] = {
        "stg_control__run": [("r", "v", "2026-01-01", company.last)],
        "stages": [(stage, ordinal) for ordinal, stage in enumerate(STAGES)],
        "int_complete_until": [(company.last,)],
        "int_recorded_since": [(company.recorded,)],
        "int_channel_bits": [
            (channel, number, 2 ** (number - 1), len(channels))
            for channel, number in channels.items()
        ],
        "int_influence_days": [
            (one.account, one.channel, one.campaign, one.day, one.exposures, one.engagements)
            for one in company.touches
        ],
    }
    for name in (
        "account_starts",
        "influence_accounts",
        "account_segments",
        "replays",
        "histories",
    ):
        rows[f"int_{name}"] = []
    for account in company.accounts:
        rows["int_account_starts"].append((account.key, account.start))
        rows["int_influence_accounts"].append((account.key, account.group, account.is_target))
        starts = [*sorted(account.segments), LAST_DAY]
        rows["int_account_segments"] += [
            (account.key, account.segments[start], start, end) for start, end in pairwise(starts)
        ]
        touched = {touch.channel for touch in company.by_account[account.key]}
        for channel, spells in account.histories.items():
            if channel not in ("", CAMPAIGN_FREE) and channel not in touched:
                continue
            replay = replays[channel]
            rows["int_replays"].append((replay, account.key))
            rows["int_histories"] += [
                (replay, account.key, spell.ordinal, spell.entered, spell.exited or LAST_DAY)
                for spell in spells
            ]
    for table, values in rows.items():
        if values:
            marks = ", ".join("?" * len(values[0]))
            connection.executemany(f"insert into {table} values ({marks})", values)


def build_models(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Build models one after the other."""
    for name in names:
        build_model(connection, name)
