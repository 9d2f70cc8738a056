"""What the test of the forecast on past days must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_present
from expectations.forecasts import FLOWS, KEY, of_the_figures
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "measure", "stage", "segment", "horizon_days", "origin", "origin_on", "forecasts",
            "expected", "low", "high", "low_95", "high_95", "interval_factor", "actual", "error",
            "absolute_error", "coverage", "coverage_95", "wape", "bias", "run_rate",
            "run_rate_error", "run_rate_absolute_error", "run_rate_wape", "run_rate_bias",
            "currency",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(
        "measure", "stage", "segment", "horizon_days", "origin", notes="A forecast is judged once."
    ),
    **of_the_run("measure", "stage", "segment", "horizon_days", "origin"),
    **of_the_figures(),
    **is_present("expected", "What was not forecast cannot be judged."),
    **is_present("actual", "A forecast is judged by what came."),
    **is_between("coverage", 0, 1, "A share."),
    **is_between("coverage_95", 0, 1, "A share."),
    "the_horizon_is_over": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select {KEY}, origin from {{batch}}
            where origin_on + horizon_days > as_of or (origin = 'all') <> (origin_on is null)
        """,
        severity=BLOCKS,
        notes="What may still come would count as not having come.",
    ),
    "error_is_what_was_expected_less_what_came": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select {KEY}, origin, expected, actual, error, absolute_error from {{batch}}
            where error is distinct from expected - actual
                or run_rate_error is distinct from run_rate - actual
                or absolute_error < abs(error)
                or (origin <> 'all' and absolute_error <> abs(error))
        """,
        severity=BLOCKS,
        notes="Above 0: too much was expected.",
    ),
    "coverage_says_whether_the_interval_held": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select {KEY}, origin, low, actual, high, coverage from {{batch}}
            where origin <> 'all' and (
                coverage is distinct from (actual between low and high)::int
                or coverage_95 is distinct from (actual between low_95 and high_95)::int
            )
        """,
        severity=BLOCKS,
        notes="Readers trust intervals by how often they held.",
    ),
    "all_sums_the_origins_up": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select {KEY},
                sum(case origin when 'all' then forecasts else -1 end) as forecasts,
                sum(case origin when 'all' then expected else -expected end) as expected,
                sum(case origin when 'all' then actual else -actual end) as actual,
                sum(case origin when 'all' then absolute_error else -absolute_error end) as error,
                sum(case origin when 'all' then coverage * forecasts else -coverage end) as held,
                sum(case origin when 'all' then coverage_95 * forecasts else -coverage_95 end)
                    as held_95
            from {{batch}}
            group by {KEY}
            having forecasts <> 0 or expected <> 0 or actual <> 0 or error <> 0
                or abs(held) > 0.001 or abs(held_95) > 0.001
        """,
        severity=BLOCKS,
        notes="A summary that leaves a bad month out flatters.",
    ),
    "customers_came_as_the_history_says": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select tests.origin, tests.horizon_days, tests.actual, count(history.entered_on) as came
            from {batch} as tests
            left join published.account_stage_history as history
                on history.stage = 'Customer' and history.direction <> 'start'
                and history.entered_on > tests.origin_on
                and history.entered_on <= tests.origin_on + tests.horizon_days
            where tests.measure = 'customers' and tests.segment = 'all' and tests.origin <> 'all'
            group by tests.origin, tests.horizon_days, tests.actual
            having tests.actual <> count(history.entered_on)
        """,
        severity=BLOCKS,
        notes="The test counts what the history counts.",
    ),
    "intervals_hold_about_as_often_as_told": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select {KEY}, forecasts, coverage from {{batch}}
            where origin = 'all' and segment = 'all' and measure in ({FLOWS})
                and forecasts >= 6 and coverage < 0.5
        """,
        severity=REPORTS,
        notes="80 % is told. Of 12 right forecasts that overlap, 6 or fewer hold one time in 20.",
    ),
    "forecast_is_nearer_than_the_run_rate": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select measure, sum(absolute_error) as error,
                sum(run_rate_absolute_error) as run_rate_error
            from {{batch}}
            where origin = 'all' and segment = 'all' and measure in ({FLOWS})
            group by measure
            having sum(absolute_error) > 1.2 * sum(run_rate_absolute_error)
        """,
        severity=REPORTS,
        notes="Where the last months tell the next ones better by a fifth, plan by them.",
    ),
}  # fmt: skip
