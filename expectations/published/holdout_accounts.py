"""What the audiences of holdouts must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_counted, is_one_of, is_present
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "holdout_id", "channel", "campaign_id", "account_id", "account_name", "arm",
            "starts_on", "ends_on", "is_on", "touches", "first_touched_on", "is_contaminated",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Audiences are exported by these names.",
    ),
    **of_the_grain("holdout_id", "account_id", notes="An account is in one arm of a holdout."),
    **of_the_run("holdout_id", "account_id"),
    **is_one_of("arm", ["held_out", "treated"], "Exports filter by it."),
    **is_present("arm", "An account without an arm would be touched by mistake."),
    "every_account_was_drawn": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select drawn.holdout_id, accounts.account_id
            from (select distinct holdout_id from {batch}) as drawn
            cross join published.accounts as accounts
            left join {batch} as arms
                on drawn.holdout_id = arms.holdout_id and accounts.account_id = arms.account_id
            where arms.account_id is null
            union all
            select arms.holdout_id, arms.account_id
            from {batch} as arms
            left join published.accounts as accounts on arms.account_id = accounts.account_id
            where accounts.account_id is null
        """,
        severity=BLOCKS,
        notes="Only a draw from all accounts is at random.",
    ),
    "contamination_is_a_touch_of_the_held_out": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select holdout_id, account_id, arm, touches, is_contaminated from {batch}
            where is_contaminated is distinct from (arm = 'held_out' and touches > 0)
                or (touches > 0) <> (first_touched_on is not null)
                or first_touched_on < starts_on or first_touched_on > ends_on
        """,
        severity=BLOCKS,
        notes="An experiment that was not kept must say so.",
    ),
    "a_holdout_is_on_within_its_days": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select holdout_id, account_id, starts_on, ends_on, is_on from {batch}
            where is_on is distinct from (
                starts_on <= as_of and coalesce(ends_on >= as_of, true)
            )
        """,
        severity=BLOCKS,
        notes="Who exports what is on today must find it.",
    ),
    "somebody_of_every_holdout_was_touched": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select holdout_id, count(*) as treated_accounts
            from {batch}
            where arm = 'treated' and starts_on < as_of
            group by holdout_id
            having sum(touches) = 0
        """,
        severity=REPORTS,
        notes="A misspelt channel or campaign holds nobody back.",
    ),
    **is_counted("touches"),
}  # fmt: skip
