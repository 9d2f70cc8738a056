"""The naive numbers, and the judgement of estimates, by hand."""

import numpy as np
import pandas as pd
import pytest

from tests.simulation.histories import CUSTOMER, History
from tests.simulation.measures import quality
from tests.simulation.naive import naive_ratios
from tests.simulation.scenarios import CHANNELS


def test_naive_numbers_by_hand() -> None:
    # Four accounts leave stage 0: two untouched after 10 and 20 days, two touched after 30 and 50;
    # a fifth, touched on the day after its move, is untouched in the stage and left on day 40.
    spells = {
        "account": np.arange(5),
        "ordinal": np.zeros(5, dtype=int),
        "entered": np.zeros(5, dtype=int),
        "left": np.array([10, 20, 30, 50, 40]),
        "next": np.ones(5, dtype=int),
    }
    after = {**{name: values.copy() for name, values in spells.items()}}
    after |= {"ordinal": spells["next"], "entered": spells["left"], "left": np.full(5, 100)}
    after["next"] = after["ordinal"]
    history = History(
        segment=np.zeros(5),
        born=np.zeros(5),
        spells={name: np.concatenate((spells[name], after[name])) for name in spells},
        touches={
            "account": np.array([2, 3, 4]),
            "day": np.array([5, 49, 41]),
            "channel": np.zeros(3, dtype=int),
        },
        organic={},
        days_exposed=np.full((CUSTOMER, len(CHANNELS)), 25.0),
        days=np.full(CUSTOMER, 150.0),
        moves_exposed=np.full((CUSTOMER, len(CHANNELS)), 2.0),
        moves=np.full(CUSTOMER, 5.0),
    )
    ratios = naive_ratios(history, days=100)
    assert ratios["median days"][0, 0] == pytest.approx(20 / 40)
    assert ratios["ever, never"][0, 0] == pytest.approx((2 / 80) / (3 / 70))
    assert ratios["person-time"][0, 0] == pytest.approx((2 / 25) / (3 / 125))
    assert np.isnan(ratios["median days"][0, 1])


def test_quality_by_hand() -> None:
    rows = pd.DataFrame(
        {
            "ratio": [1.1, 2.2, 1.5, 9.0],
            "truth": [1.0, 2.0, 1.0, 1.0],
            "is_null": [True, False, True, True],
            "log_error": [0.1, 0.01, 0.1, 0.1],
            "jackknife_error": [0.1, 0.1, 0.1, 0.1],
            "low": [0.9, 1.9, 1.2, 8.0],
            "high": [1.3, 2.6, 1.9, 10.0],
            "verdict": ["no_clear_difference", "faster", "faster", "not_enough_data"],
        }
    )
    found = quality(rows)
    assert found.cells == 3
    assert found.bias == pytest.approx(0.1)
    assert found.covered == pytest.approx(
        {"Greenland-Robins": 1 / 3, "jackknife": 2 / 3, "published": 2 / 3}
    )
    assert (found.null_cells, found.null_called) == (2, 0.5)
    assert (found.called, found.called_falsely) == (2, 0.5)
