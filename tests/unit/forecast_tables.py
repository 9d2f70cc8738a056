"""Tables that the forecast's models read, made of the oracle's accounts and deals; and its rows."""

from collections.abc import Iterable, Mapping

import pandas as pd

from tests.oracle.forecast import Account, Deal

FAR = 2_000_000
EARLY = -1_000_000
# Settings of a quick forecast.
FEW = {"paths": 150, "origins": 3}
KEY = ["measure", "stage", "segment", "horizon_days"]
TOLD = ["expected", "low", "high", "low_95", "high_95", "interval_factor"]


def tables_of(
    accounts: Mapping[int, Account], deals: Iterable[Deal], as_of: int, recorded: int = EARLY
) -> dict[str, pd.DataFrame]:
    """Return the models' input; stages after as_of are foreseen, as in int_stage_spells."""
    spells, segments = [], []
    for key, account in accounts.items():
        for at, (day, stage) in enumerate(account.stages):
            end = account.stages[at + 1][0] if at + 1 < len(account.stages) else FAR
            before = account.stages[at - 1][1] if at else None
            spells.append((0, key, stage, before, day, end))
            # A replay beside it, which nobody may count.
            spells.append((3, key, 5, before, day, end))
        for at, (day, segment) in enumerate(account.segments):
            end = account.segments[at + 1][0] if at + 1 < len(account.segments) else FAR
            segments.append((key, segment, day if at else EARLY, end))
    rows = [
        (
            deal.name,
            deal.account,
            deal.type,
            deal.created,
            deal.won or deal.lost,
            deal.won is not None,
            deal.amount,
        )
        for deal in deals
        if deal.created <= as_of
    ]
    opportunities = pd.DataFrame(
        rows,
        columns=["opportunity_id", "account_key", "type", "created_day", "closed_day", "is_won",
                 "company_amount"],
    ).astype(
        {"opportunity_id": "str", "type": "str", "closed_day": "Int64", "is_won": "bool",
         "company_amount": "float64"}
    )  # fmt: skip
    return {
        "int_stage_spells": pd.DataFrame(
            spells,
            columns=["replay_id", "account_key", "ordinal", "previous_ordinal", "entered_day",
                     "exited_day"],
        ).astype({"previous_ordinal": "Int64"}),
        "int_account_segments": pd.DataFrame(
            segments, columns=["account_key", "segment", "valid_from_day", "valid_to_day"]
        ),
        "int_opportunities": opportunities.drop(columns="company_amount"),
        "int_opportunity_amounts": opportunities[
            ["opportunity_id", "account_key", "company_amount"]
        ],
        "int_open_opportunities": pd.DataFrame(
            [
                (deal.name, "Proposal", deal.created, deal.won or FAR)
                for deal in deals
                if deal.created <= as_of
            ],
            columns=["opportunity_id", "stage", "from_day", "to_day"],
        ).astype({"opportunity_id": "str", "stage": "str"}),
        "opportunity_stages": pd.DataFrame({"stage": ["proposal"], "probability": [0.5]}),
        "stg_control__run": pd.DataFrame({"as_of_day": [as_of]}),
        "int_recorded_since": pd.DataFrame({"recorded_day": [recorded]}),
    }  # fmt: skip


def told(rows: pd.DataFrame, period: int, columns: list[str] = TOLD) -> pd.DataFrame:
    """Return what is forecast as of the end of a period, by KEY."""
    chosen = rows[(rows["period_no"] == period) & rows["expected"].notna()]
    return chosen.set_index(KEY)[columns].sort_index()
