"""The model card: what a model predicts from, how it did on later days, or why there is none.

In long form: a measure of a subject, sometimes of one item (a feature, a bin), with a number, a
text or both.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta

import numpy as np
import pandas as pd

from orchestration.counts import counted
from orchestration.prediction import measures
from orchestration.prediction.measures import Floats
from orchestration.prediction.model import Model, fit_model, slope_and_intercept
from orchestration.prediction.periods import Periods, back_test_periods, prediction_periods

OUTCOMES_PER_FEATURE = 10
# Below this a part can neither calibrate nor judge.
OUTCOMES_PER_PART = 10
CAUTION = (
    "Who is one person, which account a person belongs to and who consents are as known on as_of, "
    "for all days. Sales work on those who score high, so the figures describe a world with that "
    "work. What happened is counted from the opportunities as exported."
)
LEFT_OUT = (
    "Nothing that sales writes: lead status, owner, budget, authority, need, timeline, target "
    "lists, sales activities, opportunities, stages."
)


@dataclass(frozen=True)
class CardRow:
    """One measure; `item` is empty unless it is one of several."""

    subject: str
    measure: str
    item: str = ""
    value: float | None = None
    text: str | None = None


@dataclass(frozen=True)
class Learning:
    """What one model learns from.

    `rows` has a row per case and day: key, cluster, day (since 1970), is_outcome, weight,
    score_points (the rules' own score) and the features, which `features` names in words.
    """

    subject: str
    features: Mapping[str, str]
    rows: pd.DataFrame
    settings: Mapping[str, int]


def card_table(learnings: Sequence[Learning]) -> dict[str, list[object]]:
    """Return the cards of all models, column by column."""
    rows = [astuple(row) for learning in learnings for row in model_card(learning)]
    return {
        field.name: [row[number] for row in rows] for number, field in enumerate(fields(CardRow))
    }


def model_card(learning: Learning) -> list[CardRow]:
    """Learn, judge and describe one model; without enough outcomes the card says so."""
    rows = learning.rows.sort_values(["day", "key"], kind="stable", ignore_index=True)
    learning = Learning(learning.subject, learning.features, rows, learning.settings)
    horizon = learning.settings["horizon_days"]
    days = sorted(set(rows["day"].tolist()))
    tested, used = back_test_periods(days, horizon), prediction_periods(days, horizon)
    card = _Card(learning)
    card.describe()
    reason = _too_little(learning, tested)
    if reason or tested is None or used is None:
        card.say("status", "not_enough_data")
        card.say("reason", reason)
        return card.rows
    judged = _of_days(rows, tested.judge)
    card.add_periods("test", tested)
    card.judge(_fit(learning, tested), judged)
    model = _fit(learning, used)
    card.add_periods("prediction", used)
    card.add_model(model)
    card.say("status", "published")
    card.say("reason", f"judged on {counted(len(judged), 'row')} of later days")
    return card.rows


def _too_little(learning: Learning, tested: Periods | None) -> str | None:
    rows, settings = learning.rows, learning.settings
    outcomes = _outcomes(rows)
    needed = _needed(learning)
    if outcomes < needed:
        return (
            f"{counted(outcomes, 'outcome')}, {needed} needed: at least "
            f"{settings['min_outcomes']} and {OUTCOMES_PER_FEATURE} for each of "
            f"{counted(len(learning.features), 'feature')}"
        )
    if tested is None:
        return "the history is too short to fit, calibrate and judge on different days"
    for name, days in (
        ("fit", tested.fit),
        ("calibrate", tested.calibrate),
        ("judge", tested.judge),
    ):
        part = _of_days(rows, days)
        if (found := _outcomes(part)) < OUTCOMES_PER_PART or part["is_outcome"].all():
            told = counted(found, "outcome")
            return f"{told} in the days to {name} on, {OUTCOMES_PER_PART} needed"
    return None


def _needed(learning: Learning) -> int:
    return max(learning.settings["min_outcomes"], OUTCOMES_PER_FEATURE * len(learning.features))


def _outcomes(rows: pd.DataFrame) -> int:
    """Return how many people (accounts) had an outcome: one seen from three days counts once."""
    return int(rows.loc[rows["is_outcome"] == 1, "key"].nunique())


def _of_days(rows: pd.DataFrame, days: Sequence[int]) -> pd.DataFrame:
    return rows[rows["day"].isin(days)].reset_index(drop=True)


def _fit(learning: Learning, periods: Periods) -> Model:
    overlap = learning.settings["horizon_days"] / learning.settings["snapshot_days"]
    return fit_model(
        learning.features,
        _of_days(learning.rows, periods.fit),
        _of_days(learning.rows, periods.calibrate),
        max(1.0, overlap),
    )


class _Card:
    """Collects the rows of one card."""

    def __init__(self, learning: Learning) -> None:
        self.learning, self.rows = learning, list[CardRow]()

    def say(self, measure: str, text: str | None, item: str = "") -> None:
        self.rows.append(CardRow(self.learning.subject, measure, item, None, text))

    def add(
        self, measure: str, value: float | None, item: str = "", text: str | None = None
    ) -> None:
        known = value is not None and math.isfinite(value)
        shown = round(float(value), 6) + 0.0 if known and value is not None else None
        self.rows.append(CardRow(self.learning.subject, measure, item, shown, text))

    def describe(self) -> None:
        rows, settings = self.learning.rows, self.learning.settings
        self.say("predicts", f"an opportunity within {counted(settings['horizon_days'], 'day')}")
        self.say("left_out", LEFT_OUT)
        self.say("caution", CAUTION)
        self.add("horizon_days", settings["horizon_days"])
        self.add("snapshot_days", settings["snapshot_days"])
        self.add("rows", len(rows))
        self.add("outcomes", _outcomes(rows))
        self.add("outcomes_needed", _needed(self.learning))
        self.add("base_rate", _rate(rows))

    def add_periods(self, name: str, periods: Periods) -> None:
        embargo = self.learning.settings["horizon_days"]
        self.add("embargo_days", embargo, name)
        for part, days in (
            ("fit", periods.fit),
            ("calibrate", periods.calibrate),
            ("judge", periods.judge),
        ):
            if days:
                found = _of_days(self.learning.rows, days)
                span = f"{_as_date(days[0])} to {_as_date(days[-1])}"
                self.add("days", len(days), f"{name}_{part}", span)
                self.add("outcomes", _outcomes(found), f"{name}_{part}")

    def judge(self, model: Model, rows: pd.DataFrame) -> None:
        outcome = rows["is_outcome"].to_numpy(np.float64)
        weight = rows["weight"].to_numpy(np.float64)
        cluster = rows["cluster"].to_numpy(np.int64)
        log_odds, probability = model.log_odds(rows), model.probability(rows)
        rule_score = rows["score_points"].to_numpy(np.float64)
        self.add("test_base_rate", _rate(rows))
        for name, score in (("", log_odds), ("rule_", rule_score)):
            low, high = measures.area_interval(outcome, score, weight, cluster)
            self.add(f"{name}auc", measures.area_under_curve(outcome, score, weight))
            self.add(f"{name}auc_low", low)
            self.add(f"{name}auc_high", high)
            self.add(f"{name}average_precision", measures.average_precision(outcome, score, weight))
            self.add(f"{name}lift_top_decile", measures.lift(outcome, score, weight))
        self.add("brier", measures.brier(outcome, probability, weight))
        self.add("brier_skill", measures.brier_skill(outcome, probability, weight))
        slope, intercept = slope_and_intercept(log_odds, outcome, weight)
        self.add("calibration_slope", slope)
        self.add("calibration_intercept", intercept)
        self._add_bins(outcome, probability, weight)

    def _add_bins(self, outcome: Floats, probability: Floats, weight: Floats) -> None:
        for number, found in enumerate(measures.calibration(outcome, probability, weight), start=1):
            self.add("calibration_expected", found.expected, f"{number:02}")
            self.add("calibration_observed", found.observed, f"{number:02}")
            self.add("calibration_rows", found.rows, f"{number:02}")
        self.add("test_rows", len(outcome))

    def add_model(self, model: Model) -> None:
        figures = zip(model.features, model.coefficients, model.means, strict=True)
        self.add("base", model.base, text="log-odds with every feature at its mean")
        for name, coefficient, mean in figures:
            self.add("coefficient", coefficient, name, self.learning.features[name])
            self.add("mean", mean, name, "mean of ln(1 + value)")
        digest = hashlib.sha256(repr(model).encode()).hexdigest()[:12]
        self.say("model_id", f"{self.learning.subject}-{digest}")


def _rate(rows: pd.DataFrame) -> float:
    if not len(rows):
        return float("nan")
    return float(np.average(rows["is_outcome"].astype(float), weights=rows["weight"].astype(float)))


def _as_date(day: int) -> date:
    return date(1970, 1, 1) + timedelta(days=day)
