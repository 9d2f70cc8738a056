"""What the published accounts must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_present
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "account_name", "domain", "industry", "employee_count",
            "annual_revenue", "country", "region", "segment", "owner_id", "owner_name",
            "is_target", "created_on", "customer_since", "churned_on",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **is_present("account_id", "Every other table points here."),
    "one_row_per_account": gxe.ExpectColumnValuesToBeUnique(
        column="account_id",
        severity=BLOCKS,
        notes="The grain of the table: a repeat doubles whatever is joined to it.",
    ),
    **of_the_run("account_id"),
    **is_present("account_name", "Required on arrival; a list of ids helps nobody."),
    **is_present("segment", "The first match of the segment rules, else other: never nothing."),
    "is_target_is_known": gxe.ExpectColumnValuesToNotBeNull(
        column="is_target",
        severity=BLOCKS,
        notes="A yes or no; a null would drop out of both.",
    ),
    **is_present("created_on", "Histories start from it."),
    "no_account_is_created_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="as_of",
        column_B="created_on",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Facts dated after as_of do not exist for the run.",
    ),
    "accounts_of_the_source_are_there": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select health.object, health.keys as accounts_of_the_source
            from published.data_health as health
            where health.object = 'accounts' and health.keys > 0
                and not exists (select 1 from {batch})
        """,
        severity=BLOCKS,
        notes="Where the source has accounts, none at all means an as_of before all of them.",
    ),
    "there_are_accounts": gxe.ExpectTableRowCountToBeBetween(
        min_value=1,
        severity=REPORTS,
        notes="An empty list is right for an empty source only.",
    ),
    "employee_count_is_plausible": gxe.ExpectColumnValuesToBeBetween(
        column="employee_count",
        min_value=0,
        max_value=5_000_000,
        severity=REPORTS,
        notes="The largest employers have about two million; more is a typing error.",
    ),
    "annual_revenue_is_not_negative": gxe.ExpectColumnValuesToBeBetween(
        column="annual_revenue",
        min_value=0,
        severity=REPORTS,
        notes="A loss is not a revenue; a sign error shifts segments and fit.",
    ),
    "parent_accounts_are_listed": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select accounts.account_id, accounts.parent_account_id
            from {batch} as accounts
            left join published.accounts as parents
                on accounts.parent_account_id = parents.account_id
            where accounts.parent_account_id is not null and parents.account_id is null
        """,
        severity=REPORTS,
        notes="A parent that is deleted, excluded or unknown breaks the hierarchy above it.",
    ),
}  # fmt: skip
