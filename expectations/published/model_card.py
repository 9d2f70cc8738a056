"""What the cards of the predicting models must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of
from expectations.grain import of_the_grain
from expectations.prediction_features import FEATURES
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

KNOWN_FEATURES = ", ".join(
    f"('{subject}', '{feature}')" for subject, names in FEATURES.items() for feature in names
)
# What a model that predicts has been measured by.
MEASURES = (
    "model_id", "base", "base_rate", "outcomes", "test_base_rate", "test_rows", "auc", "auc_low",
    "auc_high", "average_precision", "lift_top_decile", "brier", "brier_skill",
    "calibration_slope", "calibration_intercept", "rule_auc", "rule_average_precision",
    "rule_lift_top_decile",
)  # fmt: skip
MEASURE_ROWS = ", ".join(f"('{measure}')" for measure in MEASURES)

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=["subject", "measure", "item", "value", "text"],
        exact_match=False,
        severity=BLOCKS,
        notes="Whoever reads a measure filters by these columns.",
    ),
    **of_the_grain("subject", "measure", "item", notes="A measure is told once."),
    **of_the_run("subject", "measure", "item"),
    **is_one_of("subject", FEATURES, "There are chances of people and of accounts."),
    "every_subject_has_its_status_and_reason": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select wanted.subject, wanted.measure, card.text
            from (values ('person', 'status'), ('person', 'reason'),
                ('account', 'status'), ('account', 'reason')) as wanted (subject, measure)
            left join {batch} as card
                on wanted.subject = card.subject and wanted.measure = card.measure
            where card.text is null or (
                wanted.measure = 'status' and card.text not in ('published', 'not_enough_data')
            )
        """,
        severity=BLOCKS,
        notes="Where nothing is predicted, the card is what says why.",
    ),
    "a_model_that_predicts_is_measured": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select states.subject, wanted.measure
            from {{batch}} as states
            cross join (values {MEASURE_ROWS}) as wanted (measure)
            left join {{batch}} as card
                on states.subject = card.subject and wanted.measure = card.measure
            where states.measure = 'status' and states.text = 'published' and card.measure is null
        """,
        severity=BLOCKS,
        notes="No chance is shown without what it was worth on days the model had not seen.",
    ),
    "features_are_the_known_ones": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select coalesce(card.subject, known.subject) as subject,
                coalesce(card.item, known.feature) as feature
            from (select * from {{batch}} where measure = 'coefficient') as card
            full join (
                select features.subject, features.feature
                from (values {KNOWN_FEATURES}) as features (subject, feature)
                inner join {{batch}} as states
                    on features.subject = states.subject
                    and states.measure = 'status' and states.text = 'published'
            ) as known
                on card.subject = known.subject and card.item = known.feature
            where card.item is null or known.feature is null or card.value is null
        """,
        severity=BLOCKS,
        notes="A feature that nobody knows of may be one that sales writes.",
    ),
    "bins_hold_every_judged_row": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select subject,
                sum(case when measure = 'calibration_rows' then value end) as rows_in_bins,
                max(case when measure = 'test_rows' then value end) as test_rows
            from {batch}
            group by subject
            having rows_in_bins is distinct from test_rows
        """,
        severity=BLOCKS,
        notes="A calibration table that leaves rows out flatters.",
    ),
    "shares_are_within_0_and_1": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select subject, measure, item, value from {batch}
            where (
                measure like '%auc%' or measure like '%average_precision'
                or measure like '%base_rate'
                or measure in ('brier', 'calibration_expected', 'calibration_observed')
            ) and value not between 0 and 1
        """,
        severity=BLOCKS,
        notes="Chances and shares.",
    ),
    "models_rank_better_than_the_rules": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select models.subject, models.value as average_precision,
                rules.value as rule_average_precision
            from {batch} as models
            inner join {batch} as rules
                on models.subject = rules.subject and rules.measure = 'rule_average_precision'
            where models.measure = 'average_precision' and models.value < rules.value
        """,
        severity=REPORTS,
        notes="Where the score by rules finds more, work by it: the card says which does.",
    ),
    "chances_come_true_as_often_as_told": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select subject, value as calibration_slope from {batch}
            where measure = 'calibration_slope' and value not between 0.5 and 2
        """,
        severity=REPORTS,
        notes="1 is right; outside of one half to 2 high chances are far too high or too low.",
    ),
}
