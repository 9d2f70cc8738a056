"""What compared variants must satisfy: no claim without data."""

import great_expectations.expectations as gxe

from expectations.columns import is_counted, is_not_after_as_of, is_one_of
from expectations.grain import of_the_grain
from expectations.rates import counts_are_parts, of_the_rate
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

KEY = ("level", "name", "variant")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "control_variant", "people", "responses", "response_rate", "difference",
                    "difference_low", "difference_high", "verdict"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="One row per experiment and variant."),
    **of_the_run(*KEY),
    **is_one_of("level", ["campaign", "content"], "Two kinds of experiments."),
    **is_one_of(
        "verdict",
        ["control", "better", "worse", "no_clear_difference", "not_enough_data"],
        "Words that people act on.",
    ),
    **of_the_rate("response_rate", KEY, low="rate_low", high="rate_high"),
    **counts_are_parts(KEY, [("responses", "people")]),
    **is_counted("people_mixed"),
    **is_counted("people_waiting"),
    **is_not_after_as_of("first_on", "A variant seen in the future."),
    "an_experiment_has_one_control_and_another_variant": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, count(*) as variants from {batch}
            group by level, name
            having sum(case when verdict = 'control' then 1 else 0 end) <> 1
                or sum(case when is_control <> (variant = control_variant) then 1 else 0 end) > 0
                or sum(case when is_control <> (verdict = 'control') then 1 else 0 end) > 0
        """,
        severity=BLOCKS,
        notes="All variants are compared to one.",
    ),
    "difference_lies_in_its_interval": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, variant from {batch}
            where (is_control and difference is not null)
                or not coalesce(
                    difference_low <= difference and difference <= difference_high,
                    difference is null
                )
                or difference_low < -1 or difference_high > 1
        """,
        severity=BLOCKS,
        notes="A difference outside its own interval makes both a lie.",
    ),
    "a_verdict_has_enough_data_and_an_interval_on_one_side": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, variant, verdict from {batch}
            where (verdict = 'better' and not coalesce(difference_low > 0, false))
                or (verdict = 'worse' and not coalesce(difference_high < 0, false))
                or (verdict in ('better', 'worse', 'no_clear_difference') and people < 50)
        """,
        severity=BLOCKS,
        notes="Whoever switches to a variant relies on it.",
    ),
}  # fmt: skip
