"""Published influence against simulated companies whose truth is known.

Every bound states how likely a right estimator misses it in companies drawn anew; the seeds are
fixed, so that a test that passed fails only after a change. `python -m tests.bench.influence` is
the whole study.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.simulation.activity import Activity, influence_of
from tests.simulation.measures import median_bias, quality
from tests.simulation.scenarios import NOTHING, SCENARIOS
from tests.simulation.study import study

SMALL = {"accounts": 800, "days": 480}


@pytest.fixture(scope="module")
def observed() -> pd.DataFrame:
    """Companies whose channels choose accounts by what is seen of them."""
    return study(replace(SCENARIOS[0], **SMALL), companies=4)


def test_ratios_are_unbiased_where_naive_ones_are_not(observed: pd.DataFrame) -> None:
    # Some 90 cells with errors of 0.2 on the log scale: the median's is 0.025, so 1 in 200.
    kept = observed[observed["verdict"] != "not_enough_data"]
    assert abs(median_bias(kept["ratio"], kept["truth"])) < 0.08
    assert median_bias(kept["person-time"], kept["truth"]) > 0.2
    for number in ("ever, never", "median days"):
        assert median_bias(kept[number], kept["truth"]) < -0.25


def test_intervals_cover_the_truth(observed: pd.DataFrame) -> None:
    # With 90 cells covered at 95 % by each, fewer than 87 % are covered in 1 of 1,000 samples.
    found = quality(observed)
    assert found.cells > 70
    assert min(found.covered.values()) > 0.87


def test_channels_that_do_nothing_are_seldom_called() -> None:
    # At most one company in ten makes any claim; both do so in 1 of 100 samples.
    null = replace(SCENARIOS[0], name="null", factors=NOTHING, **SMALL)
    rows = study(null, companies=2)
    calls = rows["verdict"].isin(("faster", "slower")).groupby(rows["company"]).any()
    assert calls.sum() < 2
    assert quality(rows).null_called < 0.1


def test_attendance_that_changes_nothing_is_no_influence_after_the_replay() -> None:
    # Some 1,800 exposed moves: an error of 0.027, so beyond a tenth in 1 of 5,000 samples.
    rows = influence_of(Activity(seed=1))
    event = rows[(rows["channel"] == "event") & (rows["verdict"] != "not_enough_data")]
    weight = 1 / event["log_error"] ** 2
    pooled = np.exp((np.log(event["ratio"]) * weight).sum() / weight.sum())
    assert 0.9 < pooled < 1.1
    assert set(event["verdict"]) == {"no_clear_difference"}
    artefact = event[event["from_stage"] == "Aware"]["operational"]
    assert artefact.item() > 1.25


def test_a_channel_that_reaches_only_hot_accounts_is_not_called_faster() -> None:
    # Five stages of three companies, each called with a chance of 2 in 100 at most, as the whole
    # study has it: two calls in 1 of 30 samples. Crude ratios call nearly all of them.
    hot = next(one for one in SCENARIOS if one.hot_only)
    rows = study(replace(hot, **SMALL), companies=3)
    calls = rows[(rows["channel"] == hot.hot_only) & (rows["verdict"] != "not_enough_data")]
    assert calls["company"].nunique() == 3
    assert (calls["verdict"] == "faster").sum() < 2
    assert calls["person-time"].median() > 1.6
    assert calls["ratio"].median() < 1.25
