"""Many companies of one scenario: what is published of each, beside the truth and the naive."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial

import numpy as np
import pandas as pd

from tests.simulation.histories import History, simulate
from tests.simulation.naive import naive_ratios
from tests.simulation.scenarios import CHANNELS, STAGES, Scenario
from tests.simulation.warehouse import estimate

FIRST_SEED = 1000
TRIALS, FIRST_TRIAL = 60, 900_000


def study(scenario: Scenario, companies: int, workers: int = 1) -> pd.DataFrame:
    """Return one row per company, stage left and channel.

    Columns of `warehouse.ESTIMATES`, the true ratio, whether that is exactly 1, naive ratios.
    """
    truth = true_ratios(scenario)
    judge = partial(_judge, scenario, truth)
    seeds = range(FIRST_SEED, FIRST_SEED + companies)
    if workers == 1:
        return pd.concat(map(judge, seeds), ignore_index=True)
    with ProcessPoolExecutor(workers) as pool:
        return pd.concat(pool.map(judge, seeds), ignore_index=True)


def _judge(scenario: Scenario, truth: np.ndarray, seed: int) -> pd.DataFrame:
    history = simulate(scenario, seed)
    rows = estimate(history, scenario.days)
    places = (
        [STAGES.index(stage) for stage in rows["from_stage"]],
        [CHANNELS.index(channel) for channel in rows["channel"]],
    )
    naive = naive_ratios(history, scenario.days)
    return rows.assign(
        company=seed,
        truth=truth[places],
        is_null=truth[places] == 1,
        **{name: ratios[places] for name, ratios in naive.items()},
    )


@cache
def true_ratios(scenario: Scenario) -> np.ndarray:
    """Return the ratio that a trial would find, stages x channels.

    The factors themselves, unless touches work through engagement as well: then the ratio of rates
    in companies in which accounts are reached by lot.
    """
    if not scenario.lift:
        return scenario.factor()
    by_lot = replace(scenario, is_targeted=False)
    return pooled_ratios([simulate(by_lot, FIRST_TRIAL + trial) for trial in range(TRIALS)])


def pooled_ratios(histories: list[History]) -> np.ndarray:
    """Return forward moves per day at risk, exposed over others, of all companies together."""
    moves, exposed_moves, days, exposed_days = (
        np.sum([getattr(one, name) for one in histories], axis=0)
        for name in ("moves", "moves_exposed", "days", "days_exposed")
    )
    others = (moves[:, None] - exposed_moves) / (days[:, None] - exposed_days)
    return np.asarray(exposed_moves / exposed_days / others)
