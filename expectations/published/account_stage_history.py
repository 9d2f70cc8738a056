"""What the history of stages must satisfy: spells tile each account's time up to as_of."""

import great_expectations.expectations as gxe

from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.spells import of_the_spells
from expectations.stages import of_the_stage
from expectations.vocabulary import STAGE_LIST

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "stage", "stage_ordinal", "entered_on", "exited_on", "duration_days",
            "previous_stage", "direction", "stages_moved", "rule_group", "is_current",
            "entry_reason", "move_kind", "is_reentry", "visit_no",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Whoever measures velocity selects these columns by name.",
    ),
    **of_the_grain("account_id", "entered_on", notes="The grain of the table: one stage a day."),
    **of_the_run("account_id", "entered_on"),
    **of_the_stage("account_id", "entered_on"),
    **of_the_spells("account_id"),
    "direction_is_that_of_the_move": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select account_id, entered_on, direction, stages_moved from (
                select *, coalesce(
                    stage_ordinal + 1 - list_position({STAGE_LIST}, previous_stage), 0
                ) as steps
                from {{batch}}
            ) as moves
            where stages_moved is distinct from steps
                or direction is distinct from case
                    when previous_stage is null then 'start'
                    when steps > 0 then 'forward' else 'backward'
                end
        """,
        severity=BLOCKS,
        notes="start, forward or backward, by as many stages.",
    ),
    "a_move_forward_names_its_rule_group": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, entered_on, stage from {batch}
            where direction = 'forward' and rule_group is null
        """,
        severity=BLOCKS,
        notes="A stage is entered upwards on the day on which one of its groups begins to hold.",
    ),
    "every_entry_has_a_reason": gxe.ExpectColumnValuesToNotBeNull(
        column="entry_reason",
        severity=BLOCKS,
        notes="What met the criteria, or what the stage left lacked.",
    ),
    "move_kind_is_that_of_the_move": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, entered_on, move_kind, direction, stages_moved from {batch}
            where move_kind is distinct from case
                when direction = 'forward' and stages_moved = 1 then 'forward_by_one'
                when direction = 'forward' then 'skip'
                else direction
            end
        """,
        severity=BLOCKS,
        notes="A skip is a move forward by more than one stage.",
    ),
    "visits_are_counted_by_stage": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, entered_on, stage, visit_no, is_reentry from (
                select *, row_number() over (
                    partition by account_id, stage order by entered_on
                ) as visits
                from {batch}
            ) as counted
            where visit_no is distinct from visits or is_reentry is distinct from (visits > 1)
        """,
        severity=BLOCKS,
        notes="The first visit is no re-entry, every later one is.",
    ),
    "history_starts_by_the_created_day": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select accounts.account_id, accounts.created_on, history.starts_on
            from published.accounts as accounts
            left join (
                select account_id, min(entered_on) as starts_on from {batch} group by account_id
            ) as history on accounts.account_id = history.account_id
            where history.starts_on is null or history.starts_on > accounts.created_on
        """,
        severity=BLOCKS,
        notes="The earlier of the created day and the first counted touch.",
    ),
    "accounts_are_listed": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select history.account_id, count(*) as spells
            from {batch} as history
            left join published.accounts as accounts on history.account_id = accounts.account_id
            where accounts.account_id is null
            group by history.account_id order by history.account_id
        """,
        severity=BLOCKS,
        notes="An excluded account has no history.",
    ),
}  # fmt: skip
