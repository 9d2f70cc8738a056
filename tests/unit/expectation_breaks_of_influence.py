"""SQL that breaks each query expectation of influence; rows are of `publishing_influence_rows`."""

from collections.abc import Mapping

INFLUENCE_BREAKS: Mapping[str, Mapping[str, str]] = {
    "campaign_influence": {
        "counts_are_not_negative": "update {t} set days_exposed = null where name = 'c1'",
        "moves_happen_on_days_at_risk": "update {t} set days_exposed = 0 where name = 'c1'",
        "any_move_includes_each": "update {t} set moves_exposed = 31 where to_stage = 'Aware'",
        "ratio_lies_in_its_interval": "update {t} set rate_ratio = 9 where name = 'email'",
        "too_little_data_claims_nothing": "update {t} set evidence = 'C' where name = 'c1'",
        "too_little_data_says_of_what": "update {t} set lacking = 'luck' where name = 'c1'",
        "every_source_reaches_as_of": "update {t} set complete_until = as_of - 20",
        "a_ratio_tells_something": (
            "update {t} set rate_ratio = 90000, ratio_low = 1, ratio_high = 9000000 "
            "where name = 'c1'"
        ),
        "a_claim_has_enough_data": "update {t} set moves_exposed = 5 where name = 'email'",
        "a_direction_is_outside_chance": "update {t} set ratio_low = 0.9 where name = 'email'",
        "sums_of_extra_moves_are_real": (
            "update {t} set extra_moves = 2.4, extra_moves_high = 2.5 where to_stage = 'Aware'"
        ),
        "extra_moves_lie_between_their_bounds": "update {t} set extra_moves_low = 1.01",
        "a_cost_has_extra_moves": "update {t} set spend = null",
        "chances_go_with_the_ratio": "update {t} set chance_30d_unexposed = 0.5",
        "evidence_is_earned": "update {t} set evidence = 'B' where to_stage = 'Aware'",
        "the_best_are_shared_out": "update {t} set prob_best = 0.9",
        "nothing_is_due_to_own_behaviour": "update {t} set is_own_behaviour = true",
        "nothing_is_due_where_nothing_compares": (
            "update {t} set failed_diagnostics = 'engagement_seen' where to_stage = 'Aware'"
        ),
        "a_claim_is_shrunken": "update {t} set min_detectable_ratio = 0.9",
        "other_populations_have_enough_data": (
            "update {t} set population = 'micro' where name = 'c1'"
        ),
    },
    "campaign_lag_profile": {
        "lags_are_those_of_the_method": "update {t} set lag_to = 8 where lag_from = 1",
        "ratio_lies_in_its_interval": "update {t} set rate_ratio = 1",
        "enough_data_means_enough_moves": "update {t} set moves = 9",
    },
    "campaign_moves": {
        "moves_are_those_of_the_history": "update {t} set from_stage = 'Unaware'",
        "moves_follow_all_touches_within_thirty_days": "update {t} set touches = 2",
        "days_between_are_counted": "update {t} set days_between = 9",
    },
    "holdout_accounts": {
        "every_account_was_drawn": "delete from {t} where account_id = 'a3'",
        "contamination_is_a_touch_of_the_held_out": "update {t} set is_contaminated = false",
        "a_holdout_is_on_within_its_days": "update {t} set is_on = false",
        "somebody_of_every_holdout_was_touched": "update {t} set touches = 0",
    },
}
