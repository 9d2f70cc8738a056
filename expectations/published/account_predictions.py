"""What accounts' chances of an opportunity must satisfy."""

import great_expectations.expectations as gxe

from expectations.grain import of_the_grain
from expectations.prediction_features import of_chances
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

SUITE: Suite = {
    **of_the_grain("account_id", notes="One chance an account."),
    **of_the_run("account_id"),
    **of_chances("account", "account_id"),
    "accounts_are_listed": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select chances.account_id
            from {batch} as chances
            left join published.accounts as accounts on chances.account_id = accounts.account_id
            where accounts.account_id is null
        """,
        severity=BLOCKS,
        notes="An account that is left out elsewhere has no chance either.",
    ),
    "accounts_have_no_open_opportunity": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select chances.account_id, profile.open_opportunities
            from {batch} as chances
            inner join published.account_profile as profile
                on chances.account_id = profile.account_id
            where profile.open_opportunities > 0
        """,
        severity=BLOCKS,
        notes="A chance of what is there already would lead every list.",
    ),
}
