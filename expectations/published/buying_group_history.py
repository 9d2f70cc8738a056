"""What the history of buying groups must satisfy."""

import great_expectations.expectations as gxe

from expectations.grain import of_the_grain
from expectations.role_counts import of_the_role
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "role", "required", "is_core", "known", "engaged", "status",
            "last_engaged_on", "valid_from", "valid_to",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("account_id", "role", "valid_from", notes="The grain of the table."),
    **of_the_run("account_id", "role", "valid_from"),
    **of_the_role("account_id", "role", "valid_from"),
    "rows_do_not_overlap": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, role, valid_from, valid_to, next_from
            from (
                select *, lead(valid_from) over (
                    partition by account_id, role order by valid_from
                ) as next_from
                from {batch}
            )
            where valid_to <= valid_from or valid_to > as_of or valid_from > as_of
                or (next_from is not null and coalesce(valid_to > next_from, true))
        """,
        severity=BLOCKS,
        notes="On any day a role stands in one way; the history ends at as_of.",
    ),
    "neighbours_differ": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, role, valid_from
            from (
                select *,
                    lag((required, is_core, known, engaged, status, valid_to)) over (
                        partition by account_id, role order by valid_from
                    ) as before
                from {batch}
            )
            where before = (required, is_core, known, engaged, status, valid_from)
        """,
        severity=BLOCKS,
        notes="A row where nothing changed would count as a change.",
    ),
    "the_open_row_is_the_coverage": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(history.account_id, coverage.account_id) as account_id,
                coalesce(history.role, coverage.role) as role
            from (select * from {batch} where valid_to is null) as history
            full join published.buying_group_coverage as coverage
                on history.account_id = coverage.account_id and history.role = coverage.role
            where (history.required, history.is_core, history.known, history.engaged,
                history.status, history.last_engaged_on)
                is distinct from (coverage.required, coverage.is_core, coverage.known,
                coverage.engaged, coverage.status, coverage.last_engaged_on)
        """,
        severity=BLOCKS,
        notes="The history ends where the buying group stands; the two are computed apart.",
    ),
}  # fmt: skip
