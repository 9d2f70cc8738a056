"""The model and its card: what it learns, when it says nothing, and that it says the same again."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_limits

from expectations.prediction_features import FEATURES
from orchestration.prediction.card import CardRow, Learning, model_card
from orchestration.prediction.model import Model, fit_model, slope_and_intercept
from orchestration.prediction.periods import back_test_periods, prediction_periods
from orchestration.prediction.warehouse_cards import warehouse_cards

SETTINGS = {"horizon_days": 90, "snapshot_days": 30, "min_outcomes": 30}
WORDS = {"visits": "visits", "years": "years", "constant": "always the same"}
DAYS = [20_000 - 30 * number for number in range(12)]


def drawn(days: list[int] = DAYS, people: int = 400, seed: int = 3) -> pd.DataFrame:
    """Rows with log-odds -4 + 1.5 ln(1 + visits); `years` is sometimes unknown, says nothing."""
    random = np.random.default_rng(seed)
    rows = pd.DataFrame(
        [(key, day) for day in days for key in range(people)], columns=["key", "day"]
    )
    rows["cluster"] = rows["key"] // 4
    rows["visits"] = random.poisson(3, len(rows))
    rows["years"] = np.where(random.random(len(rows)) < 0.2, np.nan, random.poisson(5, len(rows)))
    rows["constant"] = 7
    chance = 1 / (1 + np.exp(4 - 1.5 * np.log1p(rows["visits"])))
    rows["is_outcome"] = (random.random(len(rows)) < chance).astype(int)
    rows["weight"] = 1.0
    rows["score_points"] = random.poisson(20, len(rows))
    return rows


def card_of(rows: pd.DataFrame, settings: Mapping[str, int] = SETTINGS) -> list[CardRow]:
    return model_card(Learning("person", WORDS, rows, settings))


def values(card: list[CardRow], measure: str) -> dict[str, float | None]:
    return {row.item: row.value for row in card if row.measure == measure}


def text(card: list[CardRow], measure: str) -> str | None:
    return next(row.text for row in card if row.measure == measure)


def test_parts_of_a_history_know_nothing_of_each_others_outcomes() -> None:
    periods = back_test_periods(DAYS, 90)
    assert periods is not None
    assert periods.judge == (DAYS[1], DAYS[0])
    assert max(periods.calibrate) + 90 <= min(periods.judge)
    assert max(periods.fit) + 90 <= min(periods.calibrate)
    assert {*periods.fit, *periods.calibrate, *periods.judge} <= {*DAYS}
    used = prediction_periods(DAYS, 90)
    assert used is not None
    assert used.calibrate == periods.judge
    assert used.judge == ()
    assert max(used.fit) + 90 <= min(used.calibrate)


@pytest.mark.parametrize("count", range(8))
def test_a_history_too_short_for_three_parts_is_not_split(count: int) -> None:
    assert (back_test_periods(DAYS[:count], 90) is None) == (count < 7)
    assert (prediction_periods(DAYS[:count], 90) is None) == (count < 4)


def test_the_model_learns_what_made_the_outcomes() -> None:
    card = card_of(drawn(people=3000))
    assert text(card, "status") == "published"
    found = values(card, "coefficient")
    assert found["visits"] == pytest.approx(1.5, abs=0.2)
    assert found["years"] == pytest.approx(0, abs=0.15)
    assert found["constant"] == 0
    (slope,) = values(card, "calibration_slope").values()
    assert slope == pytest.approx(1, abs=0.25)
    (area,) = values(card, "auc").values()
    (rules,) = values(card, "rule_auc").values()
    assert area is not None
    assert rules is not None
    assert area > 0.6 > rules
    assert sum(filter(None, values(card, "calibration_rows").values())) == 2 * 3000


def test_weights_stand_for_the_rows_that_were_left_out() -> None:
    rows = drawn(people=1500)
    lot = np.random.default_rng(5).random(len(rows)) < 0.25
    kept = rows[(rows["is_outcome"] == 1) | lot].copy()
    kept.loc[kept["is_outcome"] == 0, "weight"] = 4.0
    full, part = card_of(rows), card_of(kept)
    for measure in ("base_rate", "auc", "brier", "base", "average_precision"):
        (one,), (other,) = values(full, measure).values(), values(part, measure).values()
        assert other == pytest.approx(one, rel=0.08), measure


def test_the_same_rows_in_any_order_give_the_same_card() -> None:
    rows = drawn()
    mixed = rows.sample(frac=1, random_state=9)
    assert card_of(mixed) == card_of(rows)


def test_the_number_of_threads_does_not_matter() -> None:
    rows = drawn(people=3000)
    cards = []
    for threads in (1, 2):
        with threadpool_limits(limits=threads):
            cards.append(card_of(rows))
    assert cards[0] == cards[1]


def test_log_odds_are_the_sum_of_the_parts() -> None:
    model = Model(("visits", "years"), -2.0, (0.5, 1.0), (1.0, 0.25))
    rows = pd.DataFrame({"visits": [0, 6], "years": [np.nan, 3]})
    expected = [-2 - 0.5, -2 + 0.5 * (np.log(7) - 1) + (np.log(4) - 0.25)]
    assert model.log_odds(rows) == pytest.approx(expected, abs=2e-6)
    assert model.probability(rows) == pytest.approx(1 / (1 + np.exp(-np.array(expected))), abs=1e-6)


def test_slope_and_intercept_find_how_far_chances_are_off() -> None:
    random = np.random.default_rng(2)
    told = random.normal(size=20_000) * 2
    outcome = (random.random(20_000) < 1 / (1 + np.exp(-(0.5 * told - 1)))).astype(np.float64)
    slope, intercept = slope_and_intercept(told, outcome, np.ones(20_000))
    assert slope == pytest.approx(0.5, abs=0.03)
    assert intercept == pytest.approx(-1, abs=0.05)


def test_a_feature_that_never_varies_is_worth_nothing() -> None:
    rows = drawn(days=DAYS[:1])
    rows["visits"], rows["years"] = 1, np.nan
    model = fit_model(WORDS, rows, rows, 3)
    assert model.coefficients == (0, 0, 0)
    rate = rows["is_outcome"].mean()
    assert model.probability(rows) == pytest.approx(rate, abs=0.01)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (drawn().assign(is_outcome=0), "0 outcomes, 30 needed"),
        (drawn()[:0], "0 outcomes, 30 needed"),
        (drawn(days=DAYS[:1]), "the history is too short"),
        (drawn(days=DAYS[:6]), "the history is too short"),
        (drawn().assign(is_outcome=1), "outcomes in the days to fit on"),
        (
            drawn().assign(is_outcome=lambda rows: rows["is_outcome"] * (rows["day"] < DAYS[1])),
            "0 outcomes in the days to judge on, 10 needed",
        ),
    ],
)
def test_where_there_is_too_little_the_card_says_why(rows: pd.DataFrame, reason: str) -> None:
    card = card_of(rows)
    assert text(card, "status") == "not_enough_data"
    assert reason in str(text(card, "reason"))
    assert not values(card, "coefficient")


def test_ten_outcomes_are_asked_for_each_feature() -> None:
    words = {name: name for name in [*WORDS, *(f"other_{number}" for number in range(97))]}
    others = pd.DataFrame(1, index=drawn().index, columns=[*words][len(WORDS) :])
    rows = pd.concat([drawn(), others], axis=1)
    card = model_card(Learning("person", words, rows, SETTINGS))
    assert "1000 needed: at least 30 and 10 for each of 100 features" in str(text(card, "reason"))


def test_rows_of_as_of_teach_nothing() -> None:
    people = drawn().rename(columns={"key": "person_key", "cluster": "account_key"})
    people.loc[people["person_key"] == 1, "account_key"] = pd.NA
    today = people[people["day"] == DAYS[0]].assign(day=DAYS[0] + 90, is_outcome=None)
    accounts = people.rename(columns={"person_key": "unused"})[:0]
    words = [("person", number, name, name) for number, name in enumerate(WORDS)]
    settings = [*SETTINGS.items()]
    alone = warehouse_cards(people, accounts, settings, words)
    assert warehouse_cards(pd.concat([people, today]), accounts, settings, words) == alone
    assert set(alone["subject"]) == {"person", "account"}


def test_features_of_the_gates_are_those_of_the_models() -> None:
    from tests.unit.publishing_home import mart_columns

    for subject, table in (("person", "lead_predictions"), ("account", "account_predictions")):
        columns = [name for name in mart_columns(table) if name.endswith("_log_odds")]
        assert columns == ["base_log_odds", *(f"{name}_log_odds" for name in FEATURES[subject])]
