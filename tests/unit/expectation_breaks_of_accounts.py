"""The same for the tables about accounts: stages, scores, buying groups, targets."""

from collections.abc import Mapping

from tests.unit.expectation_breaks_of_the_funnel import BRIDGE_BREAKS

ACCOUNT_BREAKS: Mapping[str, Mapping[str, str]] = {
    "account_stages": {
        "every_account_has_a_row": "delete from {t} where account_id = 'a3'",
        "stage_ordinal_is_that_of_the_stage": (
            "update {t} set stage_ordinal = 5 where account_id = 'a1'"
        ),
        "highest_stage_is_not_below_the_stage": (
            "update {t} set highest_stage = 'Unaware' where account_id = 'a1'"
        ),
        "labels_are_present": "update {t} set label_zh = null where account_id = 'a1'",
        "stage_is_the_open_spell": "update {t} set stage = 'Intent' where account_id = 'a1'",
        "days_in_stage_are_counted_to_as_of": (
            "update {t} set days_in_stage = 99 where account_id = 'a1'"
        ),
        "icp_status_is_that_of_the_score": (
            "update {t} set icp_status = 'no_fit' where account_id = 'a1'"
        ),
        "a_coming_change_has_its_stage": (
            "update {t} set next_change_stage = stage where account_id = 'a1'"
        ),
        "stuck_is_longer_than_the_limit": "update {t} set is_stuck = true where account_id = 'a1'",
        "the_limit_is_the_ninetieth_percentile_of_those_that_left": (
            "update {t} set stuck_after_days = 5, is_stuck = days_in_stage > 5 "
            "where account_id = 'a1'"
        ),
        "tier_is_that_of_target_accounts": "update {t} set tier = 'key' where account_id = 'a1'",
        "known_people_are_the_published_ones": (
            "update {t} set known_people = 7 where account_id = 'a1'"
        ),
        "not_every_account_is_a_customer": (
            "delete from {t}; "
            "insert into {t} by name select 'x' || range as account_id, 'Customer' as stage "
            "from range(20)"
        ),
    },
    "account_stage_history": {
        "stage_ordinal_is_that_of_the_stage": (
            "update {t} set stage_ordinal = 5 where account_id = 'a3'"
        ),
        "spells_follow_without_gap_or_overlap": (
            "update {t} set exited_on = exited_on + 1 where entered_on = date '2026-01-12'"
        ),
        "the_open_spell_is_the_current_one": (
            "update {t} set is_current = false where account_id = 'a3'"
        ),
        "neighbours_differ": (
            "update {t} set stage = 'Unaware' "
            "where account_id = 'a1' and entered_on = date '2026-01-10'"
        ),
        "duration_is_counted_in_days": (
            "update {t} set duration_days = 99 where exited_on is not null"
        ),
        "direction_is_that_of_the_move": (
            "update {t} set direction = 'backward' where direction = 'forward'"
        ),
        "a_move_forward_names_its_rule_group": (
            "update {t} set rule_group = null where direction = 'forward'"
        ),
        "move_kind_is_that_of_the_move": "update {t} set stages_moved = 2 where stages_moved = 1",
        "visits_are_counted_by_stage": "update {t} set visit_no = 1 where visit_no = 2",
        "history_starts_by_the_created_day": (
            "update {t} set entered_on = entered_on + 1 where account_id = 'a3'"
        ),
        "accounts_are_listed": "update {t} set account_id = 'ghost' where account_id = 'a3'",
    },
    "account_stage_reported": {
        "every_earlier_report_is_kept": "update {t} set stage = 'Intent' where account_id = 'a1'",
        "new_reports_are_of_this_run": (
            "insert into {t} by name select 'a4' as account_id, 1 as report_no, as_of, "
            "as_of - 1 as reported_on, 'Aware' as stage, 'rules-1' as rules_version from {t}"
        ),
        "reports_are_numbered_without_gap": "delete from {t} where report_no = 1",
        "the_last_report_is_the_latest": "update {t} set is_latest = false",
        "the_latest_report_is_the_stage_of_today": "delete from {t} where account_id = 'a2'",
        "a_report_says_something_new": (
            "insert into {t} by name select account_id, 3 as report_no, stage, rules_version "
            "from {t} where report_no = 2"
        ),
        "stage_ordinal_is_that_of_the_stage": (
            "update {t} set stage_ordinal = 5 where account_id = 'a1'"
        ),
    },
    "account_moves": {
        "the_chain_leads_from_the_last_publication_to_today": (
            "update {t} set from_stage = 'Intent' where move_no = 1"
        ),
        "each_move_starts_where_the_last_one_ended": (
            "update {t} set from_stage = 'Unaware' where move_no = 2"
        ),
        "kind_is_that_of_the_move": "update {t} set kind = 'forward' where kind = 'restated'",
        "moves_lie_after_the_last_publication": (
            "update {t} set moved_on = date '2026-01-03' where kind = 'backward'"
        ),
    },
    "account_scores": {
        "every_account_has_a_row": "delete from {t} where account_id = 'a3'",
        "score_and_stage_are_those_of_account_stages": (
            "update {t} set stage = 'Intent' where account_id = 'a1'"
        ),
        "rank_orders_by_score": "update {t} set rank = 9 where account_id = 'a3'",
        "changes_are_possible": "update {t} set change_7d = 10 where account_id = 'a3'",
        "scores_tell_accounts_apart": (
            "delete from {t}; "
            "insert into {t} by name select 'x' || range as account_id, 100 as score "
            "from range(20)"
        ),
    },
    "account_score_contributions": {
        "points_add_up_to_the_score": (
            "update {t} set points = points + 0.01 where rule_id = 'clip'"
        ),
        "points_of_a_signal_are_those_of_the_score": (
            "update {t} set signal = 'web' where account_id = 'a2'"
        ),
    },
    "account_profile": {
        "every_account_has_a_row": "delete from {t} where account_id = 'a3'",
        "stage_is_that_of_account_stages": (
            "update {t} set stage = 'Intent' where account_id = 'a1'"
        ),
        "targets_are_those_of_target_accounts": (
            "update {t} set is_target = crm_is_target where account_id = 'a1'"
        ),
        "a_value_has_a_source": "update {t} set industry_source = null where account_id = 'a1'",
        "values_of_the_crm_are_those_of_accounts": (
            "update {t} set employee_count = 31 where account_id = 'a1'"
        ),
        "sums_of_amounts_have_a_currency": "update {t} set open_amount = null",
        "most_accounts_have_an_industry": (
            "delete from {t}; "
            "insert into {t} by name select 'x' || range as account_id from range(20)"
        ),
    },
    "account_journey": {
        "spells_are_those_of_the_history": (
            "update {t} set last_on = date '2026-01-20' where entered_on = date '2026-01-10'"
        ),
        "touches_are_the_counted_ones": "update {t} set touches = 2",
        "positions_count_from_one": "update {t} set position = 2",
    },
    "buying_group_coverage": {
        "status_is_that_of_the_counts": "update {t} set status = 'dark' where account_id = 'a1'",
        "engaged_people_are_known_people": "update {t} set engaged = 2 where account_id = 'a1'",
        "roles_hold_no_more_people_than_are_known": (
            "update {t} set known = 3 where account_id = 'a1'"
        ),
        "a_role_is_required_or_known": "update {t} set required = 0",
        "some_roles_are_known": (
            "delete from {t}; "
            "insert into {t} by name select 'x' || range as account_id, 0 as known from range(100)"
        ),
    },
    "buying_group_history": {
        "status_is_that_of_the_counts": "update {t} set status = 'dark' where account_id = 'a1'",
        "engaged_people_are_known_people": "update {t} set engaged = 2 where account_id = 'a1'",
        "rows_do_not_overlap": "update {t} set valid_to = valid_to + 1 where account_id = 'a1'",
        "neighbours_differ": (
            "update {t} set known = 1, engaged = 0, status = 'identified' where account_id = 'a1'"
        ),
        "the_open_row_is_the_coverage": "delete from {t} where account_id = 'a3'",
    },
    "stage_distribution": {
        "stage_ordinal_is_that_of_the_stage": (
            "update {t} set stage_ordinal = 5 where stage = 'Aware'"
        ),
        "every_cell_is_told_up_to_as_of": "delete from {t} where day = as_of and stage = 'Engaged'",
        "last_counts_are_those_of_account_stages": (
            "update {t} set accounts = 5 where day = as_of and stage = 'Engaged'"
        ),
    },
    "stage_conversion": {
        "move_kind_is_that_of_the_stages": (
            "update {t} set move_kind = 'skip' where to_stage = 'Qualified'"
        ),
        "spells_end_in_one_way": "update {t} set moved = moved + 1 where segment = 'all'",
        "counts_are_not_negative": "update {t} set churned = -1 where segment = 'all'",
        "entered_is_the_number_of_spells": (
            "update {t} set entered = entered + 1, moved = moved + 1 where segment = 'all'"
        ),
        "rate_lies_in_its_interval": "update {t} set rate = 0.95 where rate is not null",
        "any_move_is_the_sum_of_the_moves_forward": (
            "update {t} set moved = 0, moved_elsewhere = moved "
            "where segment = 'micro' and to_stage = 'any'"
        ),
        "median_lies_in_its_interval": (
            "update {t} set median_days = 5, median_days_low = 9 where segment = 'all'"
        ),
        "chances_grow_with_time": "update {t} set chance_30d = 0.5, chance_90d = 0.4",
        "losses_are_ranked_where_any_move_is_told": (
            "update {t} set loss_rank = null where segment = 'all'"
        ),
    },
    "target_accounts": {
        "every_account_has_a_row": "delete from {t} where account_id = 'a2'",
        "verdicts_are_present": "update {t} set meets_reach = null where account_id = 'a2'",
        "who_falls_short_is_told_why": (
            "update {t} set missing_for_target = null where account_id = 'a2'"
        ),
        "ranks_count_the_qualified": "update {t} set rank = 2 where account_id = 'a1'",
        "a_target_has_a_reason": "update {t} set is_target = true where account_id = 'a2'",
        "an_override_says_who_agreed": "update {t} set agreed_by = null where account_id = 'a3'",
        "fit_is_that_of_account_stages": "update {t} set icp_score = 80 where account_id = 'a1'",
        "customers_can_expand": (
            "update {t} set expansion_stage = 'candidate' where account_id = 'a1'"
        ),
        "not_every_account_is_a_target": (
            "insert into {t} by name select 'x' || range as account_id, true as is_target "
            "from range(20)"
        ),
    },
    "account_lead_bridge": {
        **BRIDGE_BREAKS,
        "figures_are_those_of_account_stages": "delete from {t} where account_id = 'a3'",
        "leads_are_those_of_lead_scores": "update {t} set mqls = 1 where account_id = 'a1'",
        "top_person_has_the_best_score": (
            "update {t} set top_person_id = 'p2' where account_id = 'a1'"
        ),
        "warnings_follow_from_the_figures": (
            "update {t} set active_without_sql = true where account_id = 'a1'"
        ),
    },
}
