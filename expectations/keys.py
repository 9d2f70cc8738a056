"""The gated tables and the columns that identify a row of each.

Kept apart from the suites, so that whoever needs only names does not import Great Expectations.
publish_log is not here: it is written after the verdict.
"""

from collections.abc import Mapping

SCHEMA = "published"

KEYS: Mapping[str, tuple[str, ...]] = {
    "accounts": ("account_id",),
    "people": ("person_id",),
    "owners": ("owner_id",),
    "account_matches": ("person_id",),
    "touches": ("touch_id",),
    "timeline": ("account_id", "event_id"),
    "lead_scores": ("person_id", "score_name"),
    "lead_score_contributions": ("person_id", "score_name", "category", "rule_id"),
    "lead_score_history": ("person_id", "score_name", "valid_from"),
    "lead_stage_history": ("person_id", "entered_on"),
    "lead_stage_conversion": ("grouped_by", "group_name", "from_stage", "to_stage"),
    "lead_rejections": ("month", "source", "reason"),
    "sql_obstacles": ("lost_object", "reason", "competitor", "segment", "source"),
    "score_feedback": ("band", "rating"),
    "sales_handoffs": ("handoff_id",),
    "lead_predictions": ("person_id",),
    "account_predictions": ("account_id",),
    "model_card": ("subject", "measure", "item"),
    "score_rule_performance": ("period", "rule_id"),
    "band_outcomes": ("quarter_on", "band", "segment"),
    "account_stages": ("account_id",),
    "account_stage_history": ("account_id", "entered_on"),
    "account_stage_reported": ("account_id", "reported_on", "report_no"),
    "account_moves": ("account_id", "move_no"),
    "account_scores": ("account_id",),
    "account_score_contributions": ("account_id", "signal", "rule_id"),
    "account_profile": ("account_id",),
    "account_journey": ("account_id", "entered_on", "campaign_id"),
    "buying_group_coverage": ("account_id", "role"),
    "buying_group_history": ("account_id", "role", "valid_from"),
    "stage_distribution": ("day", "segment", "stage"),
    "stage_conversion": ("segment", "from_stage", "to_stage"),
    "target_accounts": ("account_id",),
    "account_lead_bridge": ("account_id",),
    "campaign_influence": ("level", "name", "population", "from_stage", "to_stage"),
    "campaign_lag_profile": ("channel", "from_stage", "to_stage", "lag_from"),
    "campaign_moves": ("campaign_id", "account_id", "moved_on"),
    "holdout_accounts": ("holdout_id", "account_id"),
    "rule_catalog": ("rule_file", "rule_id"),
    "crm_agreement": ("crm_object", "our_stage", "crm_stage"),
    "data_health": ("source", "object"),
}
