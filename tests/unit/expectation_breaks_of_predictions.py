"""SQL that breaks each query expectation of the predictions; see `expectation_breaks`."""

from collections.abc import Mapping

CHANCES = {
    "parts_add_up_to_the_log_odds": "update {t} set base_log_odds = -2.999999",
    "probability_is_that_of_the_log_odds": "update {t} set probability = probability + 0.00001",
    "a_higher_decile_is_no_less_likely": (
        "insert into {t} by name select * replace (1 as probability_decile) from {t}"
    ),
    "the_model_has_a_card": "update {t} set model_id = 'another'",
}
PREDICTION_BREAKS: Mapping[str, Mapping[str, str]] = {
    "lead_predictions": {
        **CHANCES,
        "chances_are_those_of_the_scores": "delete from {t} where person_id = 'p3'",
    },
    "account_predictions": {
        **CHANCES,
        "accounts_are_listed": "update {t} set account_id = 'ghost'",
        "accounts_have_no_open_opportunity": "update {t} set account_id = 'a1'",
    },
    "model_card": {
        "every_subject_has_its_status_and_reason": (
            "update {t} set text = null where subject = 'person' and measure = 'reason'"
        ),
        "a_model_that_predicts_is_measured": "delete from {t} where measure = 'brier'",
        "features_are_the_known_ones": (
            "update {t} set item = 'lead_status' where item = 'icp_points'"
        ),
        "bins_hold_every_judged_row": "update {t} set value = 16 where item = '02'",
        "shares_are_within_0_and_1": "update {t} set value = 1.01 where measure = 'rule_auc'",
        "models_rank_better_than_the_rules": (
            "update {t} set value = 0.3 where measure = 'rule_average_precision'"
        ),
        "chances_come_true_as_often_as_told": (
            "update {t} set value = 0.4 where measure = 'calibration_slope'"
        ),
    },
    "score_rule_performance": {
        "counts_are_parts": "update {t} set converted_with = 200 where rule_id = 'demo'",
        "people_at_risk_are_the_same_for_every_rule": (
            "update {t} set people_without = people_without + 1 where rule_id = 'demo'"
        ),
        "all_is_the_sum_of_the_months": "delete from {t} where period = '2025-09'",
        "lift_lies_in_its_interval": "update {t} set lift = 5 where rule_id = 'demo'",
        "too_few_suggest_nothing": "update {t} set suggested_points = 3 where rule_id = 'click'",
        "verdict_follows_from_the_interval": "update {t} set points = 16 where rule_id = 'demo'",
        "points_are_held_where_somebody_has_the_rule": (
            "update {t} set mean_points = null where rule_id = 'demo'"
        ),
        "rules_are_those_of_the_catalog": "update {t} set rule_id = 'ghost' where rule_id = 'demo'",
    },
    "band_outcomes": {
        "the_horizon_is_over": "update {t} set horizon_days = 365",
        "converted_is_a_part_of_people": "update {t} set converted = 11 where band = 'mql'",
        "rate_lies_in_its_interval": "update {t} set rate_low = 0.3 where band = 'mql'",
        "all_is_the_sum_of_the_segments": "delete from {t} where segment = 'micro'",
    },
}
