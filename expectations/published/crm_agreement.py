"""What the comparison with the CRM must satisfy: it counts everybody, each once."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=["crm_object", "our_stage", "crm_stage", "agreement", "accounts", "people"],
        exact_match=False,
        severity=BLOCKS,
        notes="Sales and marketing read both sides by name.",
    ),
    **of_the_grain("crm_object", "our_stage", "crm_stage", notes="The grain of the table."),
    **of_the_run("crm_object", "our_stage", "crm_stage"),
    **is_one_of(
        "crm_object", ["account", "person"],
        "Accounts and people have stages of their own and are never added.",
    ),
    **is_one_of(
        "agreement", ["agrees", "crm_is_ahead", "we_are_ahead", "undecided"],
        "Whoever looks for disagreement filters by these words.",
    ),
    "every_account_and_person_is_counted_once": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select * from (
                select
                    (select sum(accounts) from {batch} where crm_object = 'account') as accounts,
                    (select count(*) from published.account_stages) as accounts_listed,
                    (select sum(people) from {batch} where crm_object = 'person') as people,
                    (select count(*) from published.lead_scores where is_main)
                        as people_listed
            ) as totals
            where coalesce(accounts, 0) <> accounts_listed or coalesce(people, 0) <> people_listed
        """,
        severity=BLOCKS,
        notes="A share of agreement is one of all accounts and all people.",
    ),
    "every_stage_has_its_accounts": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select stages.stage, stages.accounts, coalesce(cells.accounts, 0) as accounts_in_cells
            from (
                select stage, count(*) as accounts from published.account_stages group by stage
            ) as stages
            left join (
                select our_stage, sum(accounts) as accounts from {batch}
                where crm_object = 'account' group by our_stage
            ) as cells on stages.stage = cells.our_stage
            where stages.accounts <> coalesce(cells.accounts, 0)
        """,
        severity=BLOCKS,
        notes="Our side of the comparison is what account_stages says.",
    ),
}  # fmt: skip
