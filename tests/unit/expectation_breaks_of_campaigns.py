"""SQL that breaks each query expectation of the campaigns' tables; see `expectation_breaks`."""

from collections.abc import Mapping

_MONTH = {"month_is_its_first_day": "update {t} set month = month + 1"}
CAMPAIGN_BREAKS: Mapping[str, Mapping[str, str]] = {
    "campaign_performance": {
        "counts_are_parts": "update {t} set email_opened = 3 where name = 'c1'",
        "period_is_that_of_the_month": "update {t} set period = 'all of it' where period = 'all'",
        "channels_are_the_sums_of_their_campaigns": (
            "update {t} set channel = 'email' where level = 'no_campaign'"
        ),
        "all_is_the_sum_of_channels_and_untouched": "delete from {t} where level = 'untouched'",
        "all_is_the_sum_of_directions_and_untouched": ("delete from {t} where name = 'inbound'"),
        "months_add_up_to_all": "delete from {t} where level = 'untouched' and period = 'all'",
        "leads_are_those_of_the_history": "update {t} set leads = 4 where level = 'all'",
        "a_cost_per_success_has_both": "update {t} set cost_per_won = 0 where name = 'c1'",
        "untouched_has_neither_touches_nor_costs": (
            "update {t} set spend = 0 where level = 'untouched'"
        ),
        "every_cost_has_a_rate": "update {t} set costs_without_rate = 1 where name = 'c1'",
        "every_amount_has_a_rate": "update {t} set amounts_without_rate = 1 where name = 'c1'",
    },
    "outreach_timing": {
        "rate_lies_in_its_interval": "update {t} set rate_low = 0.51 where hour = 9",
        "counts_are_parts": "update {t} set attempts_zone_assumed = 99 where hour = 9",
        "verdict_follows_from_the_figures": "update {t} set attempts = 29 where hour = 9",
        "channel_rate_is_that_of_its_hours": "update {t} set channel_rate = 0.41",
    },
    "content_performance": {
        **_MONTH,
        "mql_rate_lies_in_its_interval": "update {t} set mql_rate_high = null",
        "sql_rate_lies_in_its_interval": "update {t} set sql_rate = 0.5",
        "counts_are_parts": "update {t} set mql_candidates = 3 where rank = 2",
        "a_rate_waits_until_the_horizon_is_over": (
            "update {t} set mql_rate = 0.5, is_followed = true where rank = 2"
        ),
        "ranks_are_one_to_n": "update {t} set is_top_ten = false where rank = 2",
    },
    "content_experiments": {
        "response_rate_lies_in_its_interval": "update {t} set rate_low = null",
        "counts_are_parts": "update {t} set responses = 101 where variant = 'B'",
        "an_experiment_has_one_control_and_another_variant": (
            "update {t} set is_control = true where variant = 'B'"
        ),
        "difference_lies_in_its_interval": "update {t} set difference = 0 where variant = 'A'",
        "a_verdict_has_enough_data_and_an_interval_on_one_side": (
            "update {t} set difference_low = 0 where variant = 'B'"
        ),
    },
    "search_terms": {
        **_MONTH,
        "counts_are_parts": "update {t} set mqls = 3 where term = 'workflow tool'",
        "a_term_is_trimmed_and_in_lower_case": "update {t} set term = term || ' '",
        "brand_is_said_of_all_or_none": (
            "update {t} set is_brand = true where term = 'workflow tool'"
        ),
    },
    "channel_overlap": {
        **_MONTH,
        "forward_rate_lies_in_its_interval": "update {t} set forward_rate_low = 0.1",
        "counts_are_parts": "update {t} set accounts_at_risk = 4 where group_name = 'neither'",
        "both_groupings_hold_the_same_accounts": (
            "update {t} set accounts = accounts + 1 where group_name = 'both'"
        ),
        "accounts_of_the_last_month_are_all_accounts": (
            "update {t} set accounts = accounts + 1 where month = '2026-01-01'"
        ),
        "a_rate_waits_until_the_horizon_is_over": (
            "update {t} set moved_forward = 0 where month = '2026-01-01'"
        ),
    },
    "traffic_quality": {
        **_MONTH,
        "counts_are_parts": "update {t} set engaged_visits = 3 where source = 'direct'",
        "channels_are_the_sums_of_their_sources": "delete from {t} where source = 'direct'",
        "all_is_the_sum_of_the_channels": "update {t} set page_views = 1 where channel = 'all'",
    },
}
