"""How much a surge of each feed adds: a rate ratio in comparable cells, and a gain in foretelling.

Cells are rows of int_feed_cells: looks at accounts, days at risk after them and moves forward, by
stratum, and whether the feed surged.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, isfinite, log, sqrt

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from orchestration.intent_feeds.foretelling import Foretold, foretell

FIRST_PARTY = ["ordinal", "segment", "time_bucket", "bin"]
ELSEWHERE = "is_seen_elsewhere"
# Two-sided 95 % points: of the normal distribution, and of Student's t by degrees of freedom 19.
Z_95 = 1.959963984540054
T_95 = 2.093024054408263
GROUPS = 20
# Beyond a factor of a million either way there is no estimate to speak of.
WIDEST = 13.8

MEASURE_SCHEMA = pa.schema(
    [
        ("provider", pa.string()),
        *(
            (name, pa.float64())
            for name in (
                "days_surging", "days_quiet", "moves_surging", "moves_quiet", "comparable_share",
                "ratio_alone", "ratio_alone_low", "ratio_alone_high",
                "ratio", "ratio_low", "ratio_high",
                "auc_first_party", "auc_with_feed", "auc_gain", "auc_gain_low", "auc_gain_high",
            )
        ),
    ]
)  # fmt: skip

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Ratio:
    """A rate ratio with its 95 % interval, and what it rests on; None where there is none."""

    ratio: float | None
    low: float | None
    high: float | None
    moves_surging: float
    moves_quiet: float
    comparable_share: float


def feed_measures(cells: pd.DataFrame) -> list[dict[str, object]]:
    """Return one row of MEASURE_SCHEMA a provider, by name; figures rounded to nine places."""
    return [_measures(str(provider), rows) for provider, rows in cells.groupby("provider")]


def _measures(provider: str, rows: pd.DataFrame) -> dict[str, object]:
    alone = rate_ratio(rows, FIRST_PARTY)
    beside = rate_ratio(rows, [*FIRST_PARTY, ELSEWHERE])
    foretold = foretell(rows, FIRST_PARTY)
    days = rows.groupby("is_surging")["days"].sum()
    figures = {
        "days_surging": float(days.get(True, 0)),
        "days_quiet": float(days.get(False, 0)),
        "moves_surging": beside.moves_surging,
        "moves_quiet": beside.moves_quiet,
        "comparable_share": beside.comparable_share,
        "ratio_alone": alone.ratio,
        "ratio_alone_low": alone.low,
        "ratio_alone_high": alone.high,
        "ratio": beside.ratio,
        "ratio_low": beside.low,
        "ratio_high": beside.high,
        **_gain(foretold),
    }
    return {
        "provider": provider,
        **{name: None if value is None else round(value, 9) for name, value in figures.items()},
    }


def rate_ratio(rows: pd.DataFrame, stratum: list[str]) -> Ratio:
    """Return moves per day at risk, surging against quiet, over strata (Mantel-Haenszel).

    The interval is the wider of that of Greenland and Robins (1985) and of a jackknife that leaves
    out one group of accounts in turn.
    """
    strata = rows.groupby(stratum, sort=True).ngroup().to_numpy()
    size = int(strata.max()) + 1

    def table(kept: NDArray[np.bool_]) -> tuple[Floats, Floats, Floats, Floats]:
        def summed(column: str, surging: bool) -> Floats:
            chosen = kept & (rows["is_surging"].to_numpy(dtype=bool) == surging)
            weights = rows[column].to_numpy(dtype=np.float64)[chosen]
            return np.bincount(strata[chosen], weights, minlength=size).astype(np.float64)

        moved, quiet_moved = summed("moves", True), summed("moves", False)
        return moved, quiet_moved, summed("days", True), summed("days", False)

    moved, quiet_moved, days, quiet_days = table(np.ones(len(rows), dtype=bool))
    informative = (days > 0) & (quiet_days > 0)
    comparable = days[informative].sum() / days.sum() if days.sum() else 0.0
    ratio, error = mantel_haenszel(moved, quiet_moved, days, quiet_days)
    low = high = None
    if ratio is not None:
        group = rows["account_group"].to_numpy()
        logs = _left_out(lambda kept: _log_ratio(*table(kept)), group)
        half = max(Z_95 * error, T_95 * _jackknife_error(logs))
        if half < WIDEST:
            low, high = ratio * exp(-half), ratio * exp(half)
        else:
            ratio = None
    return Ratio(
        ratio,
        low,
        high,
        float(moved[informative].sum()),
        float(quiet_moved[informative].sum()),
        float(comparable),
    )


def mantel_haenszel(
    moved: Floats, quiet_moved: Floats, days: Floats, quiet_days: Floats
) -> tuple[float | None, float]:
    """Return the ratio, None if there is none, and the standard error of its logarithm."""
    some = days + quiet_days > 0
    moved, quiet_moved, days, quiet_days = (
        counts[some] for counts in (moved, quiet_moved, days, quiet_days)
    )
    whole = days + quiet_days
    r = float((moved * quiet_days / whole).sum())
    s = float((quiet_moved * days / whole).sum())
    v = float(((moved + quiet_moved) * days * quiet_days / whole**2).sum())
    return (r / s, sqrt(v / (r * s))) if r > 0 and s > 0 else (None, 0.0)


def _log_ratio(moved: Floats, quiet_moved: Floats, days: Floats, quiet_days: Floats) -> float:
    ratio, _ = mantel_haenszel(moved, quiet_moved, days, quiet_days)
    return float("nan") if ratio is None else log(ratio)


def _left_out(figure: Callable[[NDArray[np.bool_]], float], group: NDArray[np.int64]) -> Floats:
    """Return the figure without each group of accounts in turn."""
    return np.array([figure(group != number) for number in range(GROUPS)])


def _jackknife_error(figures: Floats) -> float:
    """Return the error by the delete-group jackknife; infinite if one group decides alone."""
    if not np.isfinite(figures).all():
        return float("inf")
    return sqrt((GROUPS - 1) / GROUPS * float(((figures - figures.mean()) ** 2).sum()))


def _gain(foretold: Foretold | None) -> dict[str, float | None]:
    if foretold is None:
        return dict.fromkeys(
            ("auc_first_party", "auc_with_feed", "auc_gain", "auc_gain_low", "auc_gain_high")
        )
    everyone = np.ones(len(foretold.group), dtype=bool)
    first_party, with_feed = foretold.areas(everyone)
    gain = with_feed - first_party
    error = _jackknife_error(
        _left_out(lambda kept: float(np.diff(foretold.areas(kept))[0]), foretold.group)
    )
    half = T_95 * error if isfinite(error) else None
    return {
        "auc_first_party": first_party,
        "auc_with_feed": with_feed,
        "auc_gain": gain,
        "auc_gain_low": None if half is None else gain - half,
        "auc_gain_high": None if half is None else gain + half,
    }
