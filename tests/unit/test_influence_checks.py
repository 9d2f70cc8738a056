"""The second opinions on influence: Poisson regression, shrinkage, who is best."""

import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import PoissonRegressor

from orchestration.influence.checks import influence_checks
from orchestration.influence.regression import FACTORS, poisson_log_ratios
from orchestration.influence.shrinkage import chance_of_being_best, shrink

LEVELS = {"segment_no": 3, "time_bucket": 4, "bin": 5, "others": 3, "has_siblings": 1}


def poisson_log_ratio(cells: pd.DataFrame) -> float | None:
    """Return the log ratio of the one claim to which all cells belong."""
    return poisson_log_ratios(cells.assign(claim_no=1))[1]


def strata(seed: int, log_ratio: float = 0.0, days: int = 400) -> pd.DataFrame:
    """Return strata whose rates are products of factors, with Poisson moves."""
    rng = np.random.default_rng(seed)
    effects = [rng.normal(0, 0.5, count) for count in LEVELS.values()]
    rows = []
    for cell in itertools.product(*(range(count) for count in LEVELS.values())):
        rate = 0.01 * math.exp(sum(effect[at] for effect, at in zip(effects, cell, strict=True)))
        exposed, unexposed = (int(rng.integers(0, days)) for _ in range(2))
        rows.append(
            (*cell, exposed, unexposed, rng.poisson(rate * math.exp(log_ratio) * exposed),
             rng.poisson(rate * unexposed))
        )  # fmt: skip
    columns = ["days_exposed", "days_unexposed", "moves_exposed", "moves_unexposed"]
    return pd.DataFrame(rows, columns=[*FACTORS, *columns])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_regression_is_that_of_scikit_learn(seed: int) -> None:
    cells = strata(seed, math.log(2))
    sides = pd.concat(
        [
            cells[list(FACTORS)].assign(
                exposed=int(side == "exposed"),
                days=cells[f"days_{side}"],
                moves=cells[f"moves_{side}"],
            )
            for side in ("exposed", "unexposed")
        ]
    )
    sides = sides[sides["days"] > 0]
    design = pd.get_dummies(sides[[*FACTORS, "exposed"]], columns=list(FACTORS), drop_first=True)
    theirs = PoissonRegressor(alpha=0, tol=1e-10, max_iter=10_000, solver="newton-cholesky")
    theirs.fit(design, sides["moves"] / sides["days"], sample_weight=sides["days"])
    expected = dict(zip(design.columns, theirs.coef_, strict=True))["exposed"]
    assert poisson_log_ratio(cells) == pytest.approx(expected, abs=1e-5)
    assert poisson_log_ratio(cells) == pytest.approx(math.log(2), abs=0.25)


def test_one_stratum_has_the_crude_ratio() -> None:
    cells = strata(1).iloc[:1].assign(
        days_exposed=100, days_unexposed=400, moves_exposed=6, moves_unexposed=8
    )  # fmt: skip
    assert poisson_log_ratio(cells) == pytest.approx(math.log(3))


def test_levels_without_moves_say_nothing() -> None:
    cells = strata(2)
    empty = cells.assign(segment_no=9, moves_exposed=0, moves_unexposed=0)
    assert poisson_log_ratio(pd.concat([cells, empty])) == pytest.approx(poisson_log_ratio(cells))


def test_one_side_without_moves_has_no_ratio() -> None:
    assert poisson_log_ratio(strata(3).assign(moves_exposed=0)) is None


FAMILIES = st.lists(
    st.tuples(st.floats(-2, 2), st.floats(0.05, 1)), min_size=1, max_size=8
)  # fmt: skip


@given(FAMILIES)
@settings(max_examples=60, deadline=None)
def test_shrinking_draws_to_the_middle_and_never_past_it(family: list[tuple[float, float]]) -> None:
    mean, error = np.array(family).T
    middle = np.average(mean, weights=1 / error**2)
    found, left = shrink(mean, error)
    assert (np.abs(found - middle) <= np.abs(mean - middle) + 1e-12).all()
    assert ((found - middle) * (mean - middle) >= -1e-12).all()
    assert (left <= error + 1e-12).all()


@given(FAMILIES)
@settings(max_examples=60, deadline=None)
def test_chances_to_be_best_add_up_to_one(family: list[tuple[float, float]]) -> None:
    mean, error = np.array(family).T
    chances = chance_of_being_best(mean, error)
    assert chances.sum() == pytest.approx(1)
    assert (chances >= 0).all()


def test_shrinking_is_that_of_dersimonian_and_laird() -> None:
    """Their tau squared by hand: Q = 8, w = 25 each, so (8 - 1) / (50 - 25) = 0.28."""
    found, error = shrink(np.array([-0.4, 0.4]), np.array([0.2, 0.2]))
    kept = 0.28 / (0.28 + 0.04)
    assert found == pytest.approx([-0.4 * kept, 0.4 * kept])
    assert error == pytest.approx([0.2 * math.sqrt(kept)] * 2)


def test_who_is_best_is_what_drawing_says() -> None:
    mean, error = np.array([0.5, 0.3, 0.0]), np.array([0.2, 0.3, 0.1])
    drawn = np.random.default_rng(1).normal(mean, error, (200_000, 3)).argmax(axis=1)
    expected = np.bincount(drawn, minlength=3) / 200_000
    assert chance_of_being_best(mean, error) == pytest.approx(expected, abs=0.005)


def test_without_error_the_greatest_share_alike() -> None:
    found = chance_of_being_best(np.array([0.1, 0.2, 0.2]), np.zeros(3))
    assert found.tolist() == [0, 0.5, 0.5]


def as_claims(rows: list[tuple[int, str, str, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["claim_no", "level", "channel", "log_ratio"]).assign(
        population="all", ordinal=0, to_ordinal=1, log_error=0.3, has_enough_data=True,
        is_own_behaviour=False,
    )  # fmt: skip


def test_own_behaviour_is_no_candidate_and_draws_nobody_to_itself() -> None:
    """Else visits, at twenty times the rate, would be the best channel and lift all others."""
    rows = [
        (1, "channel", "email", 0.4), (2, "channel", "ads", -0.2), (3, "channel", "website", 3.0),
        (4, "campaign", "website", 0.1), (5, "campaign", "email", 0.3),
    ]  # fmt: skip
    claims = as_claims(rows)
    claims["is_own_behaviour"] = claims["claim_no"] == 3
    cells = pd.concat([strata(number).assign(claim_no=number) for number in range(1, 6)])
    found = influence_checks(claims, cells).to_pandas().set_index("claim_no")
    without = influence_checks(claims[claims["claim_no"] != 3], cells).to_pandas()
    assert found.loc[3, ["log_shrunken", "prob_best"]].isna().all()
    assert found.loc[3, "log_poisson"] == pytest.approx(poisson_log_ratio(strata(3)))
    assert found.drop(index=3).equals(without.set_index("claim_no"))


def test_who_stands_alone_is_not_the_best_of_anything() -> None:
    claims = as_claims([(1, "channel", "email", 0.4), (2, "campaign", "email", 0.3)])
    cells = pd.concat([strata(number).assign(claim_no=number) for number in (1, 2)])
    found = influence_checks(claims, cells).to_pandas().set_index("claim_no")
    assert found["prob_best"].isna().all()
    assert found.loc[1, "log_shrunken"] == pytest.approx(0.4)


def test_campaigns_are_drawn_to_their_channel_and_holdouts_are_left_alone() -> None:
    rows = [
        (1, "channel", "email", 0.7), (2, "channel", "ads", -0.2), (3, "campaign", "email", 1.2),
        (4, "campaign", "ads", -0.2), (5, "holdout", "email", 0.4),
    ]  # fmt: skip
    claims = as_claims(rows)
    cells = pd.concat([strata(number).assign(claim_no=number) for number in range(1, 6)])
    table = influence_checks(claims, cells)
    found = table.to_pandas().set_index("claim_no")
    assert list(found.index) == [1, 2, 3, 4]
    # They differ by 0.5 and 0 from their channels: tau squared (0.25 / 0.09 - 2) / (2 / 0.09).
    assert found.loc[3, "log_shrunken"] == pytest.approx(0.7 + 0.5 * 0.035 / (0.035 + 0.09))
    assert found.loc[4, "log_shrunken"] == pytest.approx(-0.2)
    assert influence_checks(claims.sample(frac=1), cells.sample(frac=1)).equals(table)
