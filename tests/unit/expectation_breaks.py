"""SQL that breaks each expectation that is a query, and as little else as possible.

`{t}` is the table. The rows are those of `publishing_rows`.
"""

from collections.abc import Mapping

from tests.unit.expectation_breaks_of_accounts import ACCOUNT_BREAKS
from tests.unit.expectation_breaks_of_campaigns import CAMPAIGN_BREAKS
from tests.unit.expectation_breaks_of_credit import CREDIT_BREAKS
from tests.unit.expectation_breaks_of_forecasts import FORECAST_BREAKS
from tests.unit.expectation_breaks_of_handoffs import HANDOFF_BREAKS
from tests.unit.expectation_breaks_of_influence import INFLUENCE_BREAKS
from tests.unit.expectation_breaks_of_predictions import PREDICTION_BREAKS
from tests.unit.expectation_breaks_of_the_funnel import FUNNEL_BREAKS, SCORE_BREAKS

BREAKS: Mapping[str, Mapping[str, str]] = {
    "accounts": {
        "accounts_of_the_source_are_there": "delete from {t}",
        "parent_accounts_are_listed": (
            "update {t} set parent_account_id = 'ghost' "
            "where parent_account_id = 'a1'"
        ),
    },
    "people": {
        "email_is_normalised": "update {t} set email = 'P1@a1.example' where person_id = 'p1'",
        "accounts_of_people_are_listed": (
            "update {t} set account_id = 'ghost' "
            "where person_id = 'p3'"
        ),
        "withdrawals_are_dated_after_as_of": "update {t} set consent_status = 'withdrawn'",
        "most_people_have_an_account": "update {t} set account_id = null",
        "email_looks_like_one": "update {t} set email = 'nobody' where person_id = 'p1'",
    },
    "account_matches": {
        "matches_are_those_of_people": "update {t} set account_id = 'a2' where person_id = 'p1'",
        "none_is_said_exactly_without_an_account": (
            "update {t} set matched_on = null "
            "where person_id = 'p1'"
        ),
        "candidates_are_counted": "update {t} set candidates = 1 where person_id = 'p3'",
        "second_best_is_another_account": (
            "update {t} set second_best_account_id = 'a2' "
            "where person_id = 'p3'"
        ),
        "a_conflict_names_a_candidate": (
            "update {t} set conflicts = 'name says a2' "
            "where person_id = 'p1'"
        ),
        "few_matches_are_contradicted": (
            "update {t} set conflicts = 'domain says a1' "
            "where person_id = 'p3'"
        ),
    },
    "owners": {"owners_of_accounts_are_listed": "delete from {t}"},
    "touches": {
        "day_is_the_day_of_the_event": (
            "update {t} set occurred_at = '2026-01-01' "
            "where touch_id = 't3'"
        ),
        "a_touch_is_left_out_for_a_reason_only": (
            "update {t} set excluded_reason = 'machine' "
            "where touch_id = 't1'"
        ),
        "accounts_of_counted_touches_are_listed": (
            "update {t} set account_id = 'ghost' "
            "where touch_id = 't1'"
        ),
        "people_of_counted_touches_are_listed": (
            "update {t} set person_id = 'ghost' "
            "where touch_id = 't1'"
        ),
        "stage_at_touch_is_that_of_the_history": (
            "update {t} set stage_at_touch = 'Engaged' "
            "where touch_id = 't1'"
        ),
        "kinds_are_known": "update {t} set excluded_reason = 'unknown_kind' where touch_id = 't5'",
        "most_touches_count": "update {t} set is_counted = false",
        "most_counted_touches_have_an_account": "update {t} set account_id = null",
    },
    "timeline": {
        "accounts_are_listed": "update {t} set account_id = 'ghost' where event_id = 'touch t1'",
        "every_move_is_told": "delete from {t} where event_type = 'stage' and account_id = 'a3'",
    },
    "lead_scores": {
        "everyone_is_scored": "delete from {t} where person_id = 'p4'",
        "every_score_is_of_everyone": (
            "insert into {t} by name select * replace ('other' as score_name, false as is_main) "
            "from {t} where person_id = 'p1'"
        ),
        "next_change_has_its_score": "update {t} set next_score = null where person_id = 'p1'",
        "grade_and_awareness_are_present": "update {t} set grade = null where person_id = 'p1'",
        "best_band_is_one_for_all_scores": (
            "update {t} set best_band = 'sql' "
            "where person_id = 'p2'"
        ),
        "account_is_that_of_the_person": "update {t} set account_id = 'a2' where person_id = 'p1'",
        "score_and_band_are_those_of_the_history": (
            "update {t} set score = 71 "
            "where person_id = 'p1'"
        ),
        "rank_orders_by_score": "update {t} set rank = 9 where person_id = 'p4'",
        "mql_has_its_day": "update {t} set mql_on = null where person_id = 'p1'",
        "sql_has_its_day": "update {t} set sql_on = null where person_id = 'p1'",
        "buying_stage_is_that_of_the_account": (
            "update {t} set buying_stage = 'Intent' "
            "where person_id = 'p1'"
        ),
        "not_everyone_is_sales_qualified": (
            "insert into {t} by name select 'x' || range as person_id, 'sql' as best_band, "
            "true as is_main "
            "from range(100)"
        ),
        **SCORE_BREAKS,
    },
    "lead_score_contributions": {
        "points_add_up_to_the_score": "update {t} set points = points + 0.01 where rule_id = 'cap'",
        "people_are_scored": "update {t} set person_id = 'ghost' where person_id = 'p3'",
    },
    "lead_score_history": {
        "rows_follow_without_gap_or_overlap": (
            "update {t} set valid_to = valid_to - 1 "
            "where person_id = 'p1'"
        ),
        "neighbours_differ": "update {t} set score = 10, band = 'nurture' where person_id = 'p1'",
        "history_starts_on_the_created_day": (
            "update {t} set valid_from = valid_from + 1 "
            "where person_id = 'p4'"
        ),
        "people_are_scored": "update {t} set person_id = 'ghost' where person_id = 'p4'",
    },
    **FUNNEL_BREAKS,
    **ACCOUNT_BREAKS,
    **FORECAST_BREAKS,
    **HANDOFF_BREAKS,
    **PREDICTION_BREAKS,
    **CREDIT_BREAKS,
    **CAMPAIGN_BREAKS,
    **INFLUENCE_BREAKS,
    "rule_catalog": {"reviews_are_held": "update {t} set is_due = true"},
    "crm_agreement": {
        "every_account_and_person_is_counted_once": (
            "update {t} set accounts = accounts + 1 "
            "where crm_object = 'account' and our_stage = 'Unaware'"
        ),
        "every_stage_has_its_accounts": (
            "update {t} set our_stage = 'Aware' "
            "where our_stage = 'Unaware'"
        ),
    },
    "data_health": {
        "every_row_read_is_accounted_for": (
            "update {t} set blank = blank + 1 "
            "where object = 'touches'"
        ),
        "second_best_differs_is_that_of_the_matches": (
            "update {t} set second_best_differs = 2 "
            "where object = 'people'"
        ),
        "merges_name_records": "update {t} set lost_merges = 1 where object = 'people'",
        "counts_are_not_negative": "update {t} set quarantined = -1 where object = 'touches'",
        "sources_are_fresh": "update {t} set lag_hours = 24 * 8 where object = 'touches'",
        "few_rows_are_quarantined": (
            "update {t} set quarantined = 1, accepted = 3, last_lost = 1, last_quarantine = 'q' "
            "where object = 'touches'"
        ),
        "the_last_landing_is_not_lost": (
            "update {t} set loses_too_much = true where object = 'touches'"
        ),
        "losses_are_among_what_was_new": "update {t} set last_new = 5 where object = 'touches'",
        "most_rows_find_an_account": "update {t} set match_rate = 0.1 where object = 'touches'",
        "few_facts_of_the_crm_are_of_nobody": (
            "insert into {t} by name select * replace ('feedback' as object, 0.94 as match_rate) "
            "from {t} where object = 'touches'"
        ),
    },
}  # fmt: skip
