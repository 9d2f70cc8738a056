"""Measures of predictions against scikit-learn on drawn rows, and against numbers by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from orchestration.prediction import measures
from orchestration.prediction.measures import Floats

Rows = tuple[Floats, Floats, Floats]


@st.composite
def drawn_rows(draw: st.DrawFn) -> Rows:
    """Outcomes of both sorts with scores that often tie and weights of many sizes."""
    count = draw(st.integers(2, 40))
    numbers = st.lists(st.integers(0, 6), min_size=count, max_size=count)
    outcome = np.array([value % 2 for value in draw(numbers)], dtype=np.float64)
    outcome[0], outcome[1] = 0, 1
    weight = np.array(draw(numbers), dtype=np.float64) + 0.5
    return outcome, np.array(draw(numbers), dtype=np.float64) / 6, weight


@given(drawn_rows())
def test_ranking_is_measured_as_scikit_learn_does(rows: Rows) -> None:
    outcome, score, weight = rows
    area = roc_auc_score(outcome, score, sample_weight=weight)
    assert measures.area_under_curve(outcome, score, weight) == pytest.approx(area)
    precision = average_precision_score(outcome, score, sample_weight=weight)
    assert measures.average_precision(outcome, score, weight) == pytest.approx(precision)


@given(drawn_rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: Rows, random: st.DataObject) -> None:
    places = [*range(rows[0].size)]
    random.shuffle(places)  # type: ignore[attr-defined]
    outcome, score, weight = rows
    mixed = outcome[places], score[places], weight[places]
    for measure in (measures.lift, measures.area_under_curve, measures.average_precision):
        assert measure(*mixed) == pytest.approx(measure(*rows))
    for one, other in zip(measures.calibration(*mixed), measures.calibration(*rows), strict=True):
        assert one.rows == other.rows
        assert one.expected == pytest.approx(other.expected)
        assert one.observed == pytest.approx(other.observed)


@given(drawn_rows())
def test_calibration_leaves_no_row_out(rows: Rows) -> None:
    outcome, probability, weight = rows
    bins = measures.calibration(outcome, probability, weight)
    assert sum(one.rows for one in bins) == outcome.size
    assert [one.expected for one in bins] == sorted(one.expected for one in bins)


def test_lift_of_the_top_tenth_by_hand() -> None:
    # 20 rows, 4 outcomes; of the two highest one has an outcome: 50 % against 20 %.
    outcome = np.zeros(20)
    outcome[[0, 5, 9, 19]] = 1
    assert measures.lift(outcome, np.arange(20.0), np.ones(20)) == pytest.approx(2.5)
    # All tie: the top tenth is any tenth.
    assert measures.lift(outcome, np.ones(20), np.ones(20)) == pytest.approx(1)


def test_squared_differences_by_hand() -> None:
    outcome, probability = np.array([1.0, 0, 0, 0]), np.array([0.5, 0.5, 0, 0])
    weight = np.array([1.0, 1, 1, 1])
    assert measures.brier(outcome, probability, weight) == pytest.approx(0.125)
    # The base rate 1/4 told to all differs by 3/16.
    assert measures.brier_skill(outcome, probability, weight) == pytest.approx(1 - 0.125 / 0.1875)
    assert np.isnan(measures.brier_skill(np.zeros(4), probability, weight))


def test_rows_of_one_sort_have_no_ranking() -> None:
    for outcome in (np.zeros(3), np.ones(3)):
        assert np.isnan(measures.area_under_curve(outcome, np.arange(3.0), np.ones(3)))
    assert np.isnan(measures.average_precision(np.zeros(3), np.arange(3.0), np.ones(3)))
    assert np.isnan(measures.lift(np.zeros(3), np.arange(3.0), np.ones(3)))


def test_the_interval_holds_the_area_and_is_wider_where_rows_share_an_account() -> None:
    random = np.random.default_rng(1)
    outcome = (random.random(400) < 0.3).astype(np.float64)
    score = outcome + random.normal(size=400)
    weight = np.ones(400)
    area = measures.area_under_curve(outcome, score, weight)
    low, high = measures.area_interval(outcome, score, weight, np.arange(400))
    assert low < area < high
    repeated = [np.repeat(values, 5) for values in (outcome, score, weight)]
    alone = measures.area_interval(*repeated, np.arange(2000))
    together = measures.area_interval(*repeated, np.repeat(np.arange(400), 5))
    assert together[1] - together[0] > 1.5 * (alone[1] - alone[0])
    assert together == measures.area_interval(*repeated, np.repeat(np.arange(400), 5))
