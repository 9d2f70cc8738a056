"""Predictions of the tiny company of `publishing_rows`, and what rules and bands were worth."""

from collections.abc import Mapping
from datetime import date
from math import exp

from expectations.prediction_features import FEATURES

Row = Mapping[str, object]
MODELS = {"person": "person-1", "account": "account-1"}
MEASURES = {
    "base_rate": 0.03, "outcomes": 200, "test_base_rate": 0.03, "test_rows": 30, "auc": 0.8,
    "auc_low": 0.7, "auc_high": 0.9, "average_precision": 0.2, "lift_top_decile": 4,
    "brier": 0.02, "brier_skill": 0.1, "calibration_slope": 1, "calibration_intercept": 0,
    "rule_auc": 0.7, "rule_average_precision": 0.1, "rule_lift_top_decile": 3, "base": -3,
}  # fmt: skip


def prediction_tables() -> dict[str, list[Row]]:
    """Return rows of every table of this topic."""
    return {
        "lead_predictions": [
            {"person_id": "p1", **_chance("person", "1.5", 10)},
            {"person_id": "p3", **_chance("person", "-0.5", 5)},
        ],
        "account_predictions": [{"account_id": "a3", **_chance("account", "1.5", 10)}],
        "model_card": [row for subject in MODELS for row in _card(subject)],
        "score_rule_performance": _rules(),
        "band_outcomes": [
            {"quarter_on": date(2025, 10, 1), "band": band, "segment": segment, "people": people,
             "converted": converted, "horizon_days": 90, "rate": rate, "rate_low": rate / 2,
             "rate_high": min(1, rate * 2)}
            for band, segment, people, converted, rate in [
                ("mql", "micro", 10, 2, 0.2),
                ("mql", "all", 10, 2, 0.2),
                ("nurture", "micro", 20, 0, 0),
                ("nurture", "no account", 20, 1, 0.05),
                ("nurture", "all", 40, 1, 0.025),
            ]
        ],
    }  # fmt: skip


def probability_of(person_id: str) -> float | None:
    """Return what lead_scores shows beside the score."""
    return {"p1": _probability("1.5"), "p3": _probability("-0.5")}.get(person_id)


def _probability(part: str) -> float:
    return round(1 / (1 + exp(3 - float(part))), 6)


def _chance(subject: str, part: str, decile: int) -> Row:
    first, *others = (f"{feature}_log_odds" for feature in FEATURES[subject])
    return {
        "segment": "micro", "probability": _probability(part), "probability_decile": decile,
        "horizon_days": 90, "base_log_odds": -3, "log_odds": float(part) - 3, first: part,
        **dict.fromkeys(others, 0), "model_id": MODELS[subject],
    }  # fmt: skip


def _card(subject: str) -> list[Row]:
    def row(measure: str, value: float | None, text: str | None = None, item: str = "") -> Row:
        return {"subject": subject, "measure": measure, "item": item, "value": value, "text": text}

    return [
        row("status", None, "published"),
        row("reason", None, "judged on 30 rows of later days"),
        row("model_id", None, MODELS[subject]),
        *(row(measure, value) for measure, value in MEASURES.items()),
        *(row("coefficient", 0.5, "words", feature) for feature in FEATURES[subject]),
        *(row("calibration_rows", 15, None, item) for item in ("01", "02")),
        *(row("calibration_expected", 0.03, None, item) for item in ("01", "02")),
    ]


def _rules() -> list[Row]:
    return [
        {"period": period, "rule_id": rule, "score_name": "default", "people_with": times * people,
         "people_without": times * (100 - people), "converted_with": times * converted,
         "converted_without": times * (40 - converted), "lift": 2, "lift_low": 1, "lift_high": 4,
         "points": points, "mean_points": points - 2, "suggested_points": suggested,
         "suggested_low": suggested and suggested - 3,
         "suggested_high": suggested and suggested + 3, "verdict": verdict}
        for period, times in (("2025-09", 1), ("2025-10", 1), ("all", 2))
        for rule, people, converted, points, suggested, verdict in [
            ("demo", 30, 20, 10, 12, "keep"),
            ("click", 5, 3, 4, None, "too_few"),
        ]
    ]  # fmt: skip
