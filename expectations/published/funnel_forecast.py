"""What the forecast must satisfy."""

import great_expectations.expectations as gxe

from expectations.forecasts import FLOWS, KEY, of_the_figures
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

# Each figure is rounded to 0.01, and up to a dozen are added up.
ROUNDING = 0.1

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "measure", "stage", "segment", "horizon_days", "horizon_on", "expected", "low", "high",
            "low_95", "high_95", "interval_factor", "run_rate", "weighted_pipeline", "currency",
            "reason",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("measure", "stage", "segment", "horizon_days", notes="A figure is told once."),
    **of_the_run("measure", "stage", "segment", "horizon_days"),
    **of_the_figures(),
    "every_measure_is_told_of_every_segment": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select segment, count(*) as figures from {batch}
            group by segment having count(*) <> 33
            union all
            select 'all', 0 where not exists (select 1 from {batch} where segment = 'all')
        """,
        severity=BLOCKS,
        notes="Six stages and five measures, three horizons each: none is missing silently.",
    ),
    "a_figure_or_a_reason_is_told": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select {KEY}, expected, reason from {{batch}}
            where (expected is null) = (reason is null) or (expected is null) <> (low is null)
        """,
        severity=BLOCKS,
        notes="Where nothing is forecast, the row says why; where something is, nothing else.",
    ),
    "horizon_ends_as_many_days_ahead": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select {KEY}, horizon_on from {{batch}}
            where horizon_on is distinct from as_of + horizon_days
        """,
        severity=BLOCKS,
        notes="as_of is the last day known; the first of the horizon is the next.",
    ),
    "longer_horizons_hold_no_less": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select {KEY}, expected, low, high
            from (
                select *,
                    lag(expected) over horizons as expected_before,
                    lag(low) over horizons as low_before,
                    lag(high) over horizons as high_before
                from {{batch}}
                where measure in ({FLOWS})
                window horizons as (partition by measure, stage, segment order by horizon_days)
            ) as compared
            where expected < expected_before or low < low_before or high < high_before
        """,
        severity=BLOCKS,
        notes="What comes within 60 days comes within 90.",
    ),
    "accounts_of_today_are_those_of_account_stages": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select forecasts.segment, forecasts.stage, forecasts.run_rate, count(stages.stage)
            from {batch} as forecasts
            left join published.account_stages as stages
                on forecasts.stage = stages.stage
                and forecasts.segment in (stages.segment, 'all')
            where forecasts.measure = 'accounts'
            group by forecasts.segment, forecasts.stage, forecasts.horizon_days, forecasts.run_rate
            having forecasts.run_rate is distinct from count(stages.stage)
        """,
        severity=BLOCKS,
        notes="The forecast starts where the list of accounts ends.",
    ),
    "no_account_is_lost_on_the_way": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select segment, horizon_days, sum(
                case measure when 'accounts' then expected - run_rate
                    when 'new_accounts' then -expected end
            ) as too_many
            from {{batch}}
            where measure in ('accounts', 'new_accounts')
            group by segment, horizon_days
            having abs(too_many) > {ROUNDING}
        """,
        severity=BLOCKS,
        notes="Who is there today and who comes stands somewhere at the end.",
    ),
    "segments_add_up_to_all": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select measure, stage, horizon_days,
                sum(case when segment = 'all' then expected else -expected end) as difference
            from {batch}
            group by measure, stage, horizon_days
            having abs(difference) > 0.01 * count(*)
        """,
        severity=BLOCKS,
        notes="Every account is in one segment.",
    ),
}  # fmt: skip
