"""What the buying groups of as_of must satisfy."""

import great_expectations.expectations as gxe

from expectations.grain import of_the_grain
from expectations.role_counts import of_the_role
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "account_name", "segment", "owner_id", "role", "required", "is_core",
            "known", "engaged", "status", "last_engaged_on",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("account_id", "role", notes="The grain of the table."),
    **of_the_run("account_id", "role"),
    **of_the_role("account_id", "role"),
    "roles_hold_no_more_people_than_are_known": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coverage.account_id, coverage.known, stages.known_people
            from (
                select account_id, sum(known) as known, sum(engaged) as engaged
                from {batch} group by account_id
            ) as coverage
            left join published.account_stages as stages
                on coverage.account_id = stages.account_id
            where coalesce(coverage.known > stages.known_people, true)
                or coverage.engaged > stages.engaged_people
        """,
        severity=BLOCKS,
        notes="A person has one role; who is in the group is among the people of the account.",
    ),
    "a_role_is_required_or_known": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, role, required, known from {batch}
            where coalesce(required <= 0 and known = 0, true)
        """,
        severity=BLOCKS,
        notes="A role that nobody asks for and nobody has says nothing.",
    ),
    "last_engagement_is_not_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="as_of",
        column_B="last_engaged_on",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Facts dated after as_of do not exist for the run.",
    ),
    "some_roles_are_known": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(*) as roles, sum(known) as known from {batch}
            having count(*) >= 100 and sum(known) = 0
        """,
        severity=REPORTS,
        notes="Then the words of buying_roles are not those of the titles.",
    ),
}  # fmt: skip
