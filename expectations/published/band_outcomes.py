"""What the outcomes of the bands must satisfy."""

import great_expectations.expectations as gxe

from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "quarter_on",
            "band",
            "segment",
            "people",
            "converted",
            "horizon_days",
            "rate",
            "rate_low",
            "rate_high",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Whoever compares bands selects these columns by name.",
    ),
    **of_the_grain("quarter_on", "band", "segment", notes="A band is counted once a quarter."),
    **of_the_run("quarter_on", "band", "segment"),
    "the_horizon_is_over": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select quarter_on, band, segment from {batch} where quarter_on + horizon_days > as_of
        """,
        severity=BLOCKS,
        notes="What may still come would count as not having come.",
    ),
    "converted_is_a_part_of_people": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select quarter_on, band, segment from {batch}
            where people < 1 or converted not between 0 and people
        """,
        severity=BLOCKS,
        notes="A band without people has no row.",
    ),
    "rate_lies_in_its_interval": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select quarter_on, band, segment, rate_low, rate, rate_high from {batch}
            where abs(rate - converted / people) > 0.000001
                or not coalesce(rate between rate_low and rate_high, false)
                or rate_low < 0 or rate_high > 1
        """,
        severity=BLOCKS,
        notes="Bands are compared by what is sure.",
    ),
    "all_is_the_sum_of_the_segments": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select quarter_on, band,
                sum(case when segment = 'all' then people else -people end) as people,
                sum(case when segment = 'all' then converted else -converted end) as converted
            from {batch}
            group by quarter_on, band
            having people <> 0 or converted <> 0
        """,
        severity=BLOCKS,
        notes="Everybody is in one segment, or has no account.",
    ),
}
