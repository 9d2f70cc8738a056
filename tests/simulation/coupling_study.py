"""A channel that does nothing but earns engagement, through the real chain of many companies."""

import numpy as np
import pandas as pd

from tests.simulation.activity import Activity, influence_of


def coupling_study(companies: int) -> pd.DataFrame:
    """Return a row per way of reaching accounts and stage left; the true ratio is 1 everywhere.

    Ratios are pooled over companies by their precision: on replayed stages, with the error of its
    logarithm, on operational stages, and crude. `called` counts the companies that call it faster.
    """
    parts = [
        influence_of(Activity(seed=seed, is_hot_only=is_hot_only)).assign(is_hot_only=is_hot_only)
        for is_hot_only in (False, True)
        for seed in range(companies)
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[(rows["channel"] == "event") & (rows["verdict"] != "not_enough_data")]
    return pd.DataFrame(
        [
            {
                "reached": "hot accounts only" if is_hot_only else "by lot",
                "stage": stage,
                **{name: _pooled(cell, name) for name in ("ratio", "operational", "crude")},
                "error": (1 / cell["log_error"] ** 2).sum() ** -0.5,
                "called": (cell["verdict"] == "faster").sum(),
                "companies": len(cell),
            }
            for (is_hot_only, stage), cell in rows.groupby(["is_hot_only", "from_stage"])
        ]
    )


def _pooled(rows: pd.DataFrame, name: str) -> float:
    rows = rows[rows[name].notna()]
    if rows.empty:
        return float("nan")
    return float(np.exp(np.average(np.log(rows[name]), weights=1 / rows["log_error"] ** 2)))
