"""What the ratings by sales must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "band", "rating", "verdict", "people", "people_rated", "share_of_band", "mean_score",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("band", "rating", notes="The grain of the table."),
    **of_the_run("band", "rating"),
    "rating_is_on_the_scale": gxe.ExpectColumnValuesToBeBetween(
        column="rating",
        min_value=1,
        max_value=5,
        severity=BLOCKS,
        notes="A rating off the scale is none.",
    ),
    "verdict_is_that_of_the_rating": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select band, rating, verdict from {batch}
            where verdict is distinct from
                case when rating >= 4 then 'well' when rating <= 2 then 'badly' else 'neither' end
        """,
        severity=BLOCKS,
        notes="4 and 5 are well, 1 and 2 badly.",
    ),
    "people_add_up_to_the_band": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select band, rating, people, people_rated, share_of_band from (
                select *, sum(people) over (partition by band) as people_in_band from {batch}
            ) as summed
            where people < 1 or people_rated is distinct from people_in_band
                or abs(share_of_band - people / people_in_band) > 0.000001
                or share_of_band is null
        """,
        severity=BLOCKS,
        notes="Shares of one band are of the same people.",
    ),
    **is_between("mean_score", 0, 100, "A mean of scores."),
    "sales_likes_most_of_what_is_called_sql": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select sum(people) as rated, sum(people) filter (where verdict = 'badly') as badly
            from {batch} where band = 'sql'
            having sum(people) >= 10
                and sum(people) filter (where verdict = 'badly') * 2 > sum(people)
        """,
        severity=REPORTS,
        notes="Above one half the rules and the people who work with them disagree: talk.",
    ),
}  # fmt: skip
