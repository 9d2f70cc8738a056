"""What the published timeline must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of, is_present
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import STAGES

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "account_name", "segment", "region", "owner_id", "day", "event_type",
            "event_id", "person_id", "who", "what", "stage",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **is_present("account_id", "A timeline is one account's."),
    **is_present("event_id", "With the account the key of the table."),
    "one_row_per_account_and_event": gxe.ExpectCompoundColumnsToBeUnique(
        column_list=["account_id", "event_id"],
        severity=BLOCKS,
        notes="The grain of the table: a repeat tells the same event twice.",
    ),
    **of_the_run("account_id", "event_id"),
    **is_present("day", "A timeline is ordered by it."),
    "no_event_falls_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="as_of",
        column_B="day",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Facts dated after as_of do not exist for the run.",
    ),
    **is_one_of("event_type", ["touch", "stage", "opportunity"], "Readers show an icon for each."),
    "what_happened_is_said": gxe.ExpectColumnValuesToNotBeNull(
        column="what",
        severity=BLOCKS,
        notes="A line without a text says nothing.",
    ),
    **is_present("stage", "Every event falls into a spell of its account."),
    **is_one_of("stage", STAGES, "The six stages are spelled so."),
    "accounts_are_listed": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select events.account_id, count(*) as events
            from {batch} as events
            left join published.accounts as accounts on events.account_id = accounts.account_id
            where accounts.account_id is null
            group by events.account_id order by events.account_id
        """,
        severity=BLOCKS,
        notes="An excluded account has no timeline.",
    ),
    "every_move_is_told": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select
                coalesce(history.account_id, events.account_id) as account_id,
                coalesce(history.entered_on, events.day) as day
            from published.account_stage_history as history
            full join (select * from {batch} where event_type = 'stage') as events
                on history.account_id = events.account_id
                and history.entered_on = events.day
                and history.stage = events.stage
            where history.account_id is null or events.account_id is null
        """,
        severity=BLOCKS,
        notes="The timeline and the stage history are two views of the same moves.",
    ),
}  # fmt: skip
