"""The truth about the generated company: what a pipeline should find, and what was planted.

Written to a folder of its own, which is no input object.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from orchestration.demo.accounts import SEGMENT_NAMES, STAGE_NAMES, Accounts
from orchestration.demo.channels import CHANNELS, FORWARD_STAGES, transition_name
from orchestration.demo.dirt import DirtPlan
from orchestration.demo.journey_log import JourneyLog
from orchestration.demo.journeys import (
    CHURN_RATE,
    COOLING_RATE,
    FORWARD_RATE,
    LOSS_RATE,
    SEGMENT_FACTOR,
)
from orchestration.demo.people import MATCH_NAMES, People
from orchestration.demo.plan import EXPOSURE_WINDOW_DAYS, CompanyPlan
from orchestration.demo.writing import write_parquet


def write_truth(
    folder: Path,
    plan: CompanyPlan,
    accounts: Accounts,
    people: People,
    log: JourneyLog,
    dirt: DirtPlan,
    duplicate_of: dict[str, str],
    rows_by_file: dict[str, int],
) -> Path:
    """Write truth.json, stages.parquet, accounts.parquet and people.parquet; return the first."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_stages(folder / "stages.parquet", plan, accounts, log)
    _write_accounts(folder / "accounts.parquet", accounts)
    _write_people(folder / "people.parquet", accounts, people, duplicate_of, dirt.strangers)
    truth = {
        "arguments": {**asdict(plan), "end": plan.end.isoformat()},
        "start": plan.start.isoformat(),
        "exposure_window_days": EXPOSURE_WINDOW_DAYS,
        "multipliers": _multipliers(),
        "rates_a_day": _rates(),
        "stage_mix_in_last_week": _stage_mix(log),
        "ledger": _ledger(log),
        "unmatched_people": {
            MATCH_NAMES[number]: int(count)
            for number, count in enumerate(np.bincount(people.match, minlength=5))
            if number
        },
        "dirt": asdict(dirt),
        "rows_by_file": rows_by_file,
    }
    path = folder / "truth.json"
    path.write_text(json.dumps(truth, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _multipliers() -> dict[str, dict[str, float]]:
    """Return the true factor of each channel on each forward transition."""
    return {
        channel.name: {
            transition_name(stage): channel.multipliers.get(stage, 1.0) for stage in FORWARD_STAGES
        }
        for channel in CHANNELS
    }


def _rates() -> dict[str, Any]:
    """Return the daily rates without any reach, at average interest."""
    forward, cooling = FORWARD_RATE.astype(float).round(6), COOLING_RATE.astype(float).round(6)
    return {
        "forward": dict(zip(STAGE_NAMES, forward.tolist(), strict=True)),
        "cooling": dict(zip(STAGE_NAMES, cooling.tolist(), strict=True)),
        "loss": LOSS_RATE,
        "churn": CHURN_RATE,
        "segment_factor": dict(
            zip(SEGMENT_NAMES, SEGMENT_FACTOR.astype(float).round(3).tolist(), strict=True)
        ),
    }


def _stage_mix(log: JourneyLog) -> dict[str, int]:
    counts = np.bincount(log.weekly_stages[-1], minlength=len(STAGE_NAMES))
    return {name: int(count) for name, count in zip(STAGE_NAMES, counts, strict=True)}


def _ledger(log: JourneyLog) -> dict[str, Any]:
    """Return account-days at risk and moves, all and within 30 days of a reach, by channel."""
    return {
        transition_name(stage): {
            "days": int(log.days_at_risk[stage]),
            "moves": int(log.moves[stage]),
            "exposed": {
                channel.name: [
                    int(log.days_exposed[stage, number]),
                    int(log.moves_exposed[stage, number]),
                ]
                for number, channel in enumerate(CHANNELS)
            },
        }
        for stage in FORWARD_STAGES
    }


def _write_stages(path: Path, plan: CompanyPlan, accounts: Accounts, log: JourneyLog) -> None:
    account, day, stage = log.all_stages()
    schema = pa.schema(
        [("account_id", pa.string()), ("entered_on", pa.date32()), ("stage", pa.string())]
    )
    table = pa.table(
        [
            pa.array(accounts.ids).take(pa.array(account)),
            pa.array(plan.day64(day)),
            pa.array(STAGE_NAMES).take(pa.array(stage)),
        ],
        names=schema.names,
    )
    write_parquet(path, schema, [table])


def _write_accounts(path: Path, accounts: Accounts) -> None:
    schema = pa.schema(
        [("account_id", pa.string()), ("segment", pa.string()), ("is_fit", pa.bool_())]
    )
    table = pa.table(
        [
            pa.array(accounts.ids),
            pa.array(SEGMENT_NAMES).take(pa.array(accounts.segment)),
            pa.array(accounts.is_fit),
        ],
        names=schema.names,
    )
    write_parquet(path, schema, [table])


def _write_people(
    path: Path, accounts: Accounts, people: People, duplicate_of: dict[str, str], strangers: int
) -> None:
    """Write for each person the account it belongs to, how that can be found, its propensity.

    Strangers belong to none.
    """
    schema = pa.schema(
        [
            ("person_id", pa.string()),
            ("account_id", pa.string()),
            ("match", pa.string()),
            ("propensity", pa.float64()),
            ("same_person_as", pa.string()),
        ]
    )
    place = {identifier: number for number, identifier in enumerate(people.ids)}
    originals = [place[identifier] for identifier in duplicate_of.values()]
    rows = np.concatenate((np.arange(len(people)), np.array(originals, dtype=np.int64)))
    table = pa.table(
        [
            pa.array([*people.ids, *duplicate_of]),
            pa.array(accounts.ids).take(pa.array(people.account[rows])),
            pa.array(MATCH_NAMES).take(pa.array(people.match[rows])),
            pa.array(people.propensity[rows].round(6)),
            pa.array([None] * len(people) + list(duplicate_of.values()), pa.string()),
        ],
        names=schema.names,
    )
    nobodies = pa.table(
        {
            "person_id": [f"PER-STRANGER-{number:04d}" for number in range(1, strangers + 1)],
            "account_id": pa.nulls(strangers, pa.string()),
            "match": ["none"] * strangers,
            "propensity": [0.0] * strangers,
            "same_person_as": pa.nulls(strangers, pa.string()),
        },
        schema=schema,
    )
    write_parquet(path, schema, [table, nobodies])
