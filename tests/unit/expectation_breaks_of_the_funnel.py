"""SQL that breaks each query expectation of the lead funnel, and as little else as possible."""

from collections.abc import Mapping

SCORE_BREAKS: Mapping[str, str] = {
    "only_who_is_qualified_has_a_priority": (
        "update {t} set priority = 'B' where person_id = 'p3'"
    ),
    "who_is_qualified_says_by_what": (
        "update {t} set qualified_by = null where person_id = 'p2'"
    ),
    "an_sql_is_ready_or_accepted": (
        "update {t} set sales_ready_on = null, product_qualified_on = null where person_id = 'p1'"
    ),
    "who_is_qualified_by_use_is_ready": (
        "update {t} set product_qualified_on = sales_ready_on - 1 where person_id = 'p1'"
    ),
    "priorities_tell_people_apart": (
        "delete from {t} where priority = 'A'; "
        "insert into {t} by name select 'x' || range as person_id, 'C' as priority from range(50)"
    ),
}  # fmt: skip

BRIDGE_BREAKS: Mapping[str, str] = {
    "lead_stages_are_those_of_lead_scores": (
        "update {t} set people_sql = 0, people_lead = 1 where account_id = 'a1'"
    ),
    "newest_lead_stages_are_those_of_the_history": (
        "update {t} set newest_sql_stage_on = date '2026-01-02' where account_id = 'a1'"
    ),
    "a_newest_one_is_known_where_somebody_is_counted": (
        "update {t} set newest_sql_stage_on = null where account_id = 'a1'"
    ),
}

FUNNEL_BREAKS: Mapping[str, Mapping[str, str]] = {
    "lead_stage_history": {
        "ordinal_is_that_of_the_stage": "update {t} set stage_ordinal = 0 where stage = 'rejected'",
        "basis_fits_the_stage": "update {t} set basis = null where stage = 'sql'",
        "what_changed_has_a_reason": (
            "update {t} set reason = null where person_id = 'p3' and direction = 'backward'"
        ),
        "spells_follow_without_gap_or_overlap": (
            "update {t} set exited_on = exited_on + 1 where person_id = 'p3'"
        ),
        "the_open_spell_is_the_current_one": (
            "update {t} set is_current = true where stage = 'rejected'"
        ),
        "neighbours_differ": "update {t} set previous_stage = 'lead' where person_id = 'p4'",
        "duration_is_counted_in_days": "update {t} set duration_days = 0 where stage = 'rejected'",
        "direction_is_that_of_the_move": (
            "update {t} set direction = 'backward' where stage = 'rejected'"
        ),
        "history_starts_on_the_created_day": (
            "update {t} set entered_on = entered_on + 1 where person_id = 'p4'"
        ),
        "the_current_stage_is_that_of_lead_scores": (
            "update {t} set stage = 'lead' where person_id = 'p4'"
        ),
        "what_sales_decided_is_known_since_when": (
            "insert into {t} by name select 'x' || range as person_id, 'rejected' as stage, "
            "true as is_backfilled from range(100)"
        ),
    },
    "lead_stage_conversion": {
        "move_kind_is_that_of_the_stages": (
            "update {t} set move_kind = 'backward' where to_stage = 'rejected'"
        ),
        "spells_end_in_one_way": "update {t} set moved_aside = 0 where to_stage = 'mql'",
        "counts_are_not_negative": "update {t} set still_open = -1 where to_stage = 'rejected'",
        "entered_is_the_number_of_spells": "update {t} set entered = entered + 1",
        "rate_lies_in_its_interval": "update {t} set rate = 0.95 where rate is not null",
        "any_move_is_the_sum_of_the_moves_it_names": (
            "update {t} set moved = 0 where move_kind = 'return'"
        ),
        "median_lies_in_its_interval": "update {t} set median_days = 5, median_days_low = 9",
        "chances_grow_with_time": "update {t} set chance_30d = 0.5, chance_90d = 0.4",
        "losses_are_ranked_where_any_move_is_told": "update {t} set loss_rank = null",
    },
    "lead_rejections": {
        "counts_are_not_negative": "update {t} set recycled = null where reason = 'no need'",
        "month_is_its_first_day": "update {t} set month = month + 1 where reason = 'no need'",
        "only_refusals_have_a_reason": "update {t} set accepted = 1 where reason = 'no need'",
        "entries_are_those_of_the_history": "update {t} set sqls = 2 where source = 'Web'",
        "refusals_carry_a_reason": "update {t} set recycled = 30 where source = 'Web'",
    },
    "sql_obstacles": {
        "an_amount_is_of_opportunities": (
            "update {t} set without_amount = lost where lost_object = 'opportunity'"
        ),
        "rejections_are_those_of_lead_rejections": (
            "update {t} set reason = 'other' where lost_object = 'person'"
        ),
    },
    "score_feedback": {
        "verdict_is_that_of_the_rating": "update {t} set verdict = 'well' where rating = 3",
        "people_add_up_to_the_band": "update {t} set people_rated = 9 where band = 'sql'",
        "sales_likes_most_of_what_is_called_sql": (
            "update {t} set people = 30, verdict = 'badly' where band = 'sql'"
        ),
    },
}  # fmt: skip
