"""What the worth of scoring rules must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "period",
            "month_on",
            "rule_id",
            "score_name",
            "people_with",
            "people_without",
            "converted_with",
            "converted_without",
            "rate_with",
            "rate_without",
            "lift",
            "lift_low",
            "lift_high",
            "points",
            "mean_points",
            "suggested_points",
            "suggested_low",
            "suggested_high",
            "verdict",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Whoever reviews rules selects these columns by name.",
    ),
    **of_the_grain("period", "rule_id", notes="One row per month and rule, and one for all."),
    **of_the_run("period", "rule_id"),
    **is_one_of(
        "verdict",
        ["keep", "raise", "lower", "too_few", "held_together"],
        "Words that people act on.",
    ),
    "counts_are_parts": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select period, rule_id from {batch}
            where converted_with not between 0 and people_with
                or converted_without not between 0 and people_without
        """,
        severity=BLOCKS,
        notes="Nobody gets an opportunity who was not at risk of one.",
    ),
    "people_at_risk_are_the_same_for_every_rule": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select period, min(people_with + people_without) as people,
                min(converted_with + converted_without) as converted
            from {batch}
            group by period
            having min(people_with + people_without) < max(people_with + people_without)
                or min(converted_with + converted_without) < max(converted_with + converted_without)
        """,
        severity=BLOCKS,
        notes="With a rule or without it, everybody stands on one side.",
    ),
    "all_is_the_sum_of_the_months": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select rule_id,
                sum(case when period = 'all' then people_with else -people_with end) as people,
                sum(case when period = 'all' then converted_with else -converted_with end)
                    as converted
            from {batch}
            group by rule_id
            having people <> 0 or converted <> 0
        """,
        severity=BLOCKS,
        notes="The row all counts the months shown and nothing else.",
    ),
    "lift_lies_in_its_interval": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select period, rule_id, lift_low, lift, lift_high from {batch}
            where (lift is null) <> (lift_low is null) or (lift is null) <> (lift_high is null)
                or lift < lift_low or lift > lift_high
        """,
        severity=BLOCKS,
        notes="No ratio without an interval, and none outside of it.",
    ),
    "too_few_suggest_nothing": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select period, rule_id, verdict, suggested_points, converted_with from {batch}
            where (verdict in ('too_few', 'held_together')) <> (suggested_points is null)
                or (suggested_points is not null and least(converted_with, converted_without) < 10)
        """,
        severity=BLOCKS,
        notes="Points must not follow the chance of a handful.",
    ),
    "verdict_follows_from_the_interval": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select period, rule_id, points, suggested_low, suggested_high, verdict from {batch}
            where suggested_points is not null and verdict is distinct from case
                when points < suggested_low then 'raise'
                when points > suggested_high then 'lower'
                else 'keep'
            end
        """,
        severity=BLOCKS,
        notes="Points that the data cannot tell from right are kept.",
    ),
    "points_are_held_where_somebody_has_the_rule": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select period, rule_id, people_with, points, mean_points from {batch}
            where (people_with > 0) <> (mean_points is not null)
                or mean_points * points < 0
        """,
        severity=BLOCKS,
        notes="A suggestion is scaled by them: they must be there, and of the rule's sign.",
    ),
    "rules_are_those_of_the_catalog": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select performance.period, performance.rule_id
            from {batch} as performance
            left join published.rule_catalog as catalog
                on catalog.rule_file = 'scoring_rules' and performance.rule_id = catalog.rule_id
            where catalog.rule_id is null
        """,
        severity=BLOCKS,
        notes="A rule that is judged is one in force.",
    ),
}
