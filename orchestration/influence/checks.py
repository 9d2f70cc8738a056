"""The second opinions on every claim of influence, from the frames that the warehouse gives."""

import numpy as np
import pandas as pd
import pyarrow as pa

from orchestration.influence.regression import poisson_log_ratios
from orchestration.influence.shrinkage import chance_of_being_best, shrink

DIGITS = 9
FAMILY = ["level", "population", "ordinal", "to_ordinal"]
CHECKS_SCHEMA = pa.schema(
    [
        ("claim_no", pa.int32()),
        ("log_poisson", pa.float64()),
        ("log_shrunken", pa.float64()),
        ("prob_best", pa.float64()),
    ]
)


def influence_checks(claims: pd.DataFrame, cells: pd.DataFrame) -> pa.Table:
    """Return a row per channel or campaign's claim that has enough data.

    `claims` are rows of int_influence_claims, `cells` those of int_influence_regression_cells.
    Estimates are rounded first: their last digits depend on the order of sums. Own behaviour is
    not shrunken and has no chance of being the best.
    """
    told = (
        claims[claims["has_enough_data"] & (claims["level"] != "holdout")]
        .sort_values("claim_no")
        .reset_index(drop=True)
    )
    if told.empty:
        return CHECKS_SCHEMA.empty_table()
    told["log_ratio"] = told["log_ratio"].astype(float).round(DIGITS)
    told["log_error"] = told["log_error"].astype(float).round(DIGITS)
    log_poisson = poisson_log_ratios(cells)
    told["log_poisson"] = [log_poisson[number] for number in told["claim_no"]]
    told["centre"] = _centres(told)
    told["log_shrunken"], told["prob_best"] = np.nan, np.nan
    # What accounts do of their own accord is no candidate, and draws no other to itself.
    candidates = told[~told["is_own_behaviour"].astype(bool)]
    for _, family in candidates.groupby(FAMILY, sort=True):
        own = family.index
        mean, error = _shrunken(family)
        told.loc[own, "log_shrunken"] = mean
        # Who stands alone is not the best of anything.
        if len(family) > 1:
            told.loc[own, "prob_best"] = chance_of_being_best(mean, error)
    figures = ["log_poisson", "log_shrunken", "prob_best"]
    told[figures] = told[figures].astype(float).round(DIGITS)
    return pa.Table.from_pandas(
        told[CHECKS_SCHEMA.names], schema=CHECKS_SCHEMA, preserve_index=False
    )


def _centres(told: pd.DataFrame) -> "pd.Series[float]":
    """Return the ratio of each campaign's channel, unknown for channels and where it has none."""
    is_candidate = (told["level"] == "channel") & ~told["is_own_behaviour"].astype(bool)
    of_channel = told[is_candidate].set_index(["channel", *FAMILY[1:]])["log_ratio"]
    keys = pd.MultiIndex.from_frame(told[["channel", *FAMILY[1:]]])
    centres = pd.Series(of_channel.reindex(keys).to_numpy(), index=told.index)
    return centres.where(told["level"] == "campaign")


def _shrunken(family: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Draw a family together: to its channels, and where a channel has no ratio to the mean."""
    mean = family["log_ratio"].to_numpy(float)
    error = family["log_error"].to_numpy(float)
    centre = family["centre"].to_numpy(float)
    if not np.isfinite(centre).any():
        return shrink(mean, error)
    weights = 1 / error**2
    centre = np.where(np.isfinite(centre), centre, np.average(mean, weights=weights))
    return shrink(mean, error, centre)
