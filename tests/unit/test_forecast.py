"""The forecast as a whole: it knows nothing of the future, says the same again, and comes true."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from orchestration.forecast.intervals import Interval, standard_error, summarise, widening
from tests.bench.forecast import FLOWS, figures, forecast_of, judged
from tests.bench.stage_histories import World, tables
from tests.unit.forecast_tables import FAR, FEW, KEY, told

SMALL = World(accounts=500, days=500)
Tables = dict[str, pd.DataFrame]


@cache
def _small() -> Tables:
    return tables(SMALL, 3)


def small() -> Tables:
    return {name: frame.copy() for name, frame in _small().items()}


def up_to(found: Tables, day: int, as_of: int) -> Tables:
    """Return what was known on `day`, for a run as of `as_of`."""
    spells = found["int_stage_spells"]
    spells = spells[spells["entered_day"] <= day].copy()
    spells.loc[spells["exited_day"] > day, "exited_day"] = FAR
    deals = found["int_opportunities"]
    deals = deals[deals["created_day"] <= day].copy()
    deals["is_won"] &= deals["closed_day"].le(day).fillna(False)
    deals["closed_day"] = deals["closed_day"].mask(deals["closed_day"] > day)
    return {
        **found,
        "int_stage_spells": spells,
        "int_opportunities": deals,
        "stg_control__run": pd.DataFrame({"as_of_day": [as_of]}),
    }


def with_another_future(found: Tables, day: int, as_of: int) -> Tables:
    """Return what was known on `day` and, after it, everybody in a new segment on other ways."""
    past = up_to(found, day, as_of)
    spells, segments = past["int_stage_spells"], past["int_account_segments"]
    is_open = spells["exited_day"] == FAR
    coming = spells[is_open].copy()
    coming["previous_ordinal"] = coming["ordinal"].astype("Int64")
    coming["ordinal"] = (coming["ordinal"] + 2) % 6
    coming["entered_day"] = day + 1 + coming["account_key"] % (as_of - day)
    spells.loc[is_open, "exited_day"] = coming["entered_day"]
    deals = past["int_opportunities"]
    closed = deals["closed_day"].isna()
    deals.loc[closed, "closed_day"] = day + 1
    deals.loc[closed, "is_won"] = True
    extra = deals.assign(
        opportunity_id="x" + deals["opportunity_id"], created_day=day + 5, closed_day=day + 6
    )
    amounts = past["int_opportunity_amounts"]
    more = extra[["opportunity_id", "account_key"]].assign(company_amount=10.0**7)
    return {
        **past,
        "int_stage_spells": pd.concat([spells, coming]),
        "int_account_segments": pd.concat(
            [
                segments.assign(valid_to_day=day + 1),
                segments.assign(segment="another", valid_from_day=day + 1),
            ]
        ),
        "int_opportunities": pd.concat([deals, extra]),
        "int_opportunity_amounts": pd.concat([amounts, more]),
    }


def test_whatever_happens_after_an_origin_changes_nothing_that_was_foretold() -> None:
    found, day = small(), SMALL.days - 90
    real = forecast_of(found, FEW)
    other = forecast_of(with_another_future(found, day, SMALL.days), FEW)
    before, after = told(real, 3), told(other, 3)
    assert len(before) == 33 * 4
    pd.testing.assert_frame_equal(before, after.loc[before.index])
    # All that is told beside it is of the new segment: nothing, of nobody.
    assert not after.drop(before.index)[["expected", "high_95"]].any(axis=None)
    assert not told(real, 3, ["actual"]).equals(told(other, 3, ["actual"]).loc[before.index])


def test_a_back_test_is_what_was_forecast_on_the_day() -> None:
    found, day = small(), SMALL.days - 60
    now = told(forecast_of(up_to(found, day, day), FEW), 0, ["expected"])
    later = told(forecast_of(found, FEW), 2, ["expected"])
    pd.testing.assert_frame_equal(now, later)


def test_the_order_of_rows_is_nothing() -> None:
    found = small()
    turned = {name: frame.sample(frac=1, random_state=5) for name, frame in found.items()}
    pd.testing.assert_frame_equal(forecast_of(found, FEW), forecast_of(turned, FEW))


def test_another_seed_draws_other_futures_of_the_same_odds() -> None:
    found = small()
    seeded = ({**FEW, "random_seed": seed} for seed in (1, 2))
    one, two = (told(forecast_of(found, settings), 0, ["expected"]) for settings in seeded)
    assert not one.equals(two)
    customers = ("customers", "Customer", "all", 90)
    assert one.loc[customers, "expected"] == pytest.approx(two.loc[customers, "expected"], rel=0.2)


def test_what_came_and_the_run_rate_are_counted_from_the_history() -> None:
    found = small()
    rows = forecast_of(found, FEW).set_index(["period_no", *KEY])
    spells, deals = found["int_stage_spells"], found["int_opportunities"]
    amounts = deals.merge(found["int_opportunity_amounts"], on=["opportunity_id", "account_key"])
    moves = spells[spells["previous_ordinal"].notna() & (spells["ordinal"] == 5)]["entered_day"]
    won = amounts[amounts["is_won"]]
    for period, days in ((3, 30), (2, 60), (4, 90)):
        origin = SMALL.days - 30 * period
        for name, (first, last) in {
            "actual": (origin + 1, origin + days),
            "run_rate": (origin - days + 1, origin),
        }.items():
            stood = origin + days if name == "actual" else origin
            standing = spells[(spells["entered_day"] <= stood) & (spells["exited_day"] > stood)]
            created = amounts[amounts["created_day"].between(first, last)]
            for (measure, stage), expected in {
                ("customers", "Customer"): moves.between(first, last).sum(),
                ("opportunities", "Intent"): len(created),
                ("pipeline_amount", "Intent"): created["company_amount"].sum(),
                ("amount", "Customer"): won[won["closed_day"].between(first, last)][
                    "company_amount"
                ].sum(),
                ("accounts", "Aware"): (standing["ordinal"] == 1).sum(),
            }.items():
                told_figure = rows.loc[(period, measure, stage, "all", days), name]
                assert told_figure == pytest.approx(expected), (period, days, measure, name)


def test_accounts_add_up_and_segments_do() -> None:
    rows = told(forecast_of(small(), FEW), 0, ["expected"]).reset_index()
    parts = rows.assign(is_all=rows["segment"] == "all")
    sums = parts.groupby(["measure", "stage", "horizon_days", "is_all"])["expected"].sum().unstack()
    np.testing.assert_allclose(sums[True], sums[False], atol=0.03)
    of_all = rows[rows["segment"] == "all"].groupby(["measure", "horizon_days"])["expected"].sum()
    there = (small()["int_stage_spells"]["exited_day"] == FAR).sum()
    np.testing.assert_allclose(of_all["accounts"], there + of_all["new_accounts"], atol=0.05)


def test_intervals_widen_with_errors_and_narrow_without() -> None:
    # Student's t of 6, 10 and 18 degrees of freedom: 1.4398, 1.3722, 1.3304; of infinitely many
    # 1.2816.
    assert widening([], 30) == pytest.approx(1.4398 / 1.2816, abs=2e-4)
    assert widening([1, -1, 1, -1], 30) == pytest.approx(1.3722 / 1.2816, abs=2e-4)
    assert widening([1, -1] * 18, 90) == pytest.approx(1.3304 / 1.2816, abs=2e-4)
    assert widening([0] * 12, 30) == pytest.approx((6 / 18) ** 0.5 * 1.3304 / 1.2816, abs=2e-4)
    assert widening([3.0] * 12, 30) > widening([3.0] * 12, 90) > 1.5
    assert widening([50.0], 30) == widening([4.0], 30)


def test_a_standard_error_is_read_off_the_bound_on_its_side() -> None:
    assert standard_error(10 + 1.2815515655446004, 10, 9, 11) == pytest.approx(1.2815515655446**2)
    assert standard_error(8, 10, 9, 30) == pytest.approx(-2 * 1.2815515655446)
    assert standard_error(0.5, 0, 0, 0) == pytest.approx(1.2815515655446)


def test_bounds_of_what_adds_up_never_fall_with_the_horizon() -> None:
    one = Interval(*(np.array([[10.0, 20.0, 30.0]]) + shift for shift in (0, -2, 2, -4, 4)))
    wide = one.widened(np.array([1.0, 8.0, 1.0]), grows=True)
    assert wide.low.tolist() == [[8, 8, 28]]
    assert wide.high.tolist() == [[12, 36, 36]]
    assert one.widened(np.array([1.0, 8.0, 1.0]), grows=False).high.tolist() == [[12, 36, 32]]
    assert one.widened(np.full(3, 50.0), grows=True).low_95.min() == 0


def test_quantiles_are_those_of_the_draws_and_of_their_sum() -> None:
    random = np.random.default_rng(1)
    drawn = random.poisson(40, (20_000, 2, 3)).astype(float)
    found = summarise(drawn, True, random)
    np.testing.assert_allclose(found.expected, [[40] * 3, [40] * 3, [80] * 3], rtol=0.01)
    # Of a Poisson of 80: about 80 +- 1.28 and 1.96 times its root.
    np.testing.assert_allclose(found.low[-1], 80 - 1.2816 * 80**0.5, atol=0.5)
    np.testing.assert_allclose(found.high_95[-1], 80 + 1.96 * 80**0.5, atol=0.7)
    nothing = summarise(np.zeros((100, 1, 3)), True, random)
    assert not nothing.high_95.any()


def test_intervals_hold_and_the_run_rate_is_beaten() -> None:
    """A smaller `python -m tests.bench.forecast`; what 4 companies leave to chance is allowed."""
    world = World(accounts=700, days=750)
    rows = pd.concat(
        [judged(forecast_of(tables(world, seed), {"paths": 150})) for seed in range(101, 105)]
    )
    flows = rows[rows["measure"].isin(FLOWS)]
    lines = flows.groupby(["measure", "horizon_days"]).apply(figures, include_groups=False)
    assert lines["forecasts"].sum() == 4 * 4 * 3 * 12
    whole = lines.mean()
    assert 0.68 <= whole["held_80"] <= 0.92
    assert whole["held_95"] >= 0.85
    assert whole["wape"] < whole["run_rate_wape"]
    assert abs(whole["bias"]) < 0.15
