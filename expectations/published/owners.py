"""What the published owners must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_present
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=["owner_id", "owner_name", "email", "team", "region", "is_active"],
        exact_match=False,
        severity=BLOCKS,
        notes="Hand-offs and filters select these columns by name.",
    ),
    **is_present("owner_id", "Accounts, people and hand-offs point here."),
    "one_row_per_owner": gxe.ExpectColumnValuesToBeUnique(
        column="owner_id",
        severity=BLOCKS,
        notes="The grain of the table: a repeat doubles an owner's accounts.",
    ),
    **of_the_run("owner_id", with_rules=False),
    **is_present("owner_name", "Required on arrival."),
    "is_active_is_known": gxe.ExpectColumnValuesToNotBeNull(
        column="is_active",
        severity=BLOCKS,
        notes="Work goes to active owners only; a null would be neither.",
    ),
    "owners_of_accounts_are_listed": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select accounts.owner_id, count(*) as accounts
            from published.accounts as accounts
            left join {batch} as owners on accounts.owner_id = owners.owner_id
            where accounts.owner_id is not null and owners.owner_id is null
            group by accounts.owner_id order by accounts.owner_id
        """,
        severity=REPORTS,
        notes="Their accounts show an id where a name should stand, and nobody is notified.",
    ),
}
