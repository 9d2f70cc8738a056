"""The features of each model in the order of columns, and what a list of chances must hold."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_present
from expectations.severity import BLOCKS, Suite

FEATURES = {
    "person": (
        "profile_points", "engagement_points", "intent_points", "engagements_7d",
        "engagements_90d", "signals_30d", "days_since_engaged", "record_age_days",
        "decision_level", "account_engaged_90d", "account_requests_90d", "icp_points",
    ),
    "account": (
        "engaged_people_90d", "engaged_people_30d", "engagements_7d", "engagements_30d",
        "engagements_90d", "signals_30d", "signal_people_60d", "requests_90d",
        "days_since_engaged", "history_days", "icp_points", "employees",
    ),
}  # fmt: skip


def of_chances(subject: str, key: str) -> Suite:
    """Return what the table of a subject's chances must hold; `key` names who has them."""
    parts = [f"{feature}_log_odds" for feature in FEATURES[subject]]
    return {
        "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
            column_set=[
                key,
                "probability",
                "probability_decile",
                "horizon_days",
                "drivers_up",
                "drivers_down",
                "log_odds",
                "base_log_odds",
                *parts,
                "model_id",
            ],
            exact_match=False,
            severity=BLOCKS,
            notes="Whoever works by chance selects these columns by name.",
        ),
        **is_present("probability", "A row is a foretold chance."),
        **is_between("probability", 0, 1, "A chance."),
        **is_between("probability_decile", 1, 10, "Tenths."),
        "parts_add_up_to_the_log_odds": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {key}, log_odds from {{batch}}
                where log_odds is distinct from base_log_odds + {" + ".join(parts)}
            """,
            severity=BLOCKS,
            notes="The reasons given are all there are, to the last digit.",
        ),
        "probability_is_that_of_the_log_odds": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {key}, probability, log_odds from {{batch}}
                where abs(probability - 1 / (1 + exp(-log_odds::double))) > 0.0000011
            """,
            severity=BLOCKS,
            notes="Reasons that lead to another chance are none.",
        ),
        "a_higher_decile_is_no_less_likely": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {key}, probability, probability_decile from (
                    select *, min(log_odds) over (
                        order by probability_decile
                        range between 1 following and unbounded following
                    ) as least_above
                    from {{batch}}
                ) as ordered
                where log_odds >= least_above
            """,
            severity=BLOCKS,
            notes="Whoever calls the first tenth calls the most likely.",
        ),
        "the_model_has_a_card": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select chances.{key}, chances.model_id
                from {{batch}} as chances
                left join published.model_card as models
                    on models.subject = '{subject}' and models.measure = 'model_id'
                    and chances.model_id = models.text
                left join published.model_card as states
                    on states.subject = '{subject}' and states.measure = 'status'
                    and states.text = 'published'
                where models.text is null or states.text is null
            """,
            severity=BLOCKS,
            notes="No chance without the measures of its model, and none where the card says none.",
        ),
    }
