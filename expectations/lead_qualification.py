"""The expectations of what qualifies a person beside the score, in the table of lead scores."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of, is_present
from expectations.severity import BLOCKS, REPORTS, Suite
from expectations.vocabulary import ASIDE, LEAD_STAGES

DAYS = (
    "sales_ready_on",
    "sales_accepted_on",
    "product_qualified_on",
    "service_qualified_on",
    "lead_stage_since",
    "feedback_on",
)


def of_the_qualification() -> Suite:
    """Return the expectations of lead stage, priority, days of qualification and feedback."""
    return {
        **is_one_of(
            "lead_stage",
            [*LEAD_STAGES, *ASIDE],
            "The stages of the funnel and the two beside it are spelled so.",
        ),
        **is_present("lead_stage", "Everybody who is scored stands somewhere in the funnel."),
        **is_one_of(
            "priority", ["A", "B", "C"], "Sales calls in this order; null is not to be called."
        ),
        "only_who_is_qualified_has_a_priority": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="""
                select person_id, lead_stage, sales_ready_on, priority from {batch}
                where priority is not null and sales_ready_on is null
                    and lead_stage not in ('mql', 'sql')
            """,
            severity=BLOCKS,
            notes="A priority beside anybody else sends sales to people who asked for nothing.",
        ),
        "who_is_qualified_says_by_what": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="""
                select person_id, lead_stage, sales_ready_on, qualified_by from {batch}
                where qualified_by is null
                    and (sales_ready_on is not null or lead_stage in ('mql', 'sql')
                        or product_qualified_on is not null or service_qualified_on is not null)
            """,
            severity=BLOCKS,
            notes="Nobody is qualified by nothing.",
        ),
        "an_sql_is_ready_or_accepted": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="""
                select person_id, lead_stage, sales_ready_on, sales_accepted_on from {batch}
                where (lead_stage = 'sql' and sales_ready_on is null and sales_accepted_on is null)
                    or (lead_stage in ('inquiry', 'lead', 'mql', 'recycled')
                        and sales_ready_on is not null)
                    or (lead_stage in ('rejected', 'recycled') and sales_accepted_on is not null)
            """,
            severity=BLOCKS,
            notes="Our word or the CRM's makes an SQL, and either one does.",
        ),
        "who_is_qualified_by_use_is_ready": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="""
                select person_id, sales_ready_on, product_qualified_on, service_qualified_on
                from {batch}
                where sales_ready_on is null and coalesce(product_qualified_on,
                        service_qualified_on) is not null
                    or sales_ready_on > least(product_qualified_on, service_qualified_on)
            """,
            severity=BLOCKS,
            notes="Who is qualified by the product, or asks for more as a customer, goes to sales.",
        ),
        **{
            f"{day}_is_not_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A="as_of",
                column_B=day,
                or_equal=True,
                ignore_row_if="either_value_is_missing",
                severity=BLOCKS,
                notes="What has not happened yet is not told as done.",
            )
            for day in DAYS
        },
        "feedback_rating_is_on_the_scale": gxe.ExpectColumnValuesToBeBetween(
            column="feedback_rating",
            min_value=1,
            max_value=5,
            severity=BLOCKS,
            notes="A rating off the scale is none.",
        ),
        "priorities_tell_people_apart": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query="""
                select count(*) as people, count(distinct priority) as priorities from {batch}
                where priority is not null
                having count(*) >= 50 and count(distinct priority) = 1
            """,
            severity=REPORTS,
            notes="One priority for all of fifty people is none: look at priority_rules.",
        ),
    }
