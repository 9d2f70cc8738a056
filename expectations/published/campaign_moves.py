"""What the moves that followed campaigns must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_one_of
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import STAGES

KEY = ("campaign_id", "account_id", "moved_on")
SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "campaign_id", "account_id", "account_name", "from_stage", "to_stage", "exposed_on",
            "moved_on", "days_between", "people",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="The grain of the table: an account makes one move a day."),
    **of_the_run(*KEY),
    **is_one_of("from_stage", STAGES, "The six stages are spelled so."),
    **is_one_of("to_stage", STAGES, "The six stages are spelled so."),
    "moves_are_those_of_the_history": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select moves.campaign_id, moves.account_id, moves.moved_on
            from {batch} as moves
            left join published.account_stage_history as history
                on moves.account_id = history.account_id and moves.moved_on = history.entered_on
            where history.direction is distinct from 'forward'
                or history.stage is distinct from moves.to_stage
                or history.previous_stage is distinct from moves.from_stage
        """,
        severity=BLOCKS,
        notes="Only what moved can have followed.",
    ),
    "moves_follow_all_touches_within_thirty_days": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(moves.campaign_id, touched.campaign_id) as campaign_id,
                coalesce(moves.account_id, touched.account_id) as account_id,
                coalesce(moves.moved_on, touched.moved_on) as moved_on,
                moves.exposed_on, touched.exposed_on as last_touch_on
            from {batch} as moves
            full join (
                select touches.campaign_id, touches.account_id, history.entered_on as moved_on,
                    max(touches.day) as exposed_on, sum(touches.quantity) as touches
                from published.touches as touches
                inner join published.account_stage_history as history
                    on touches.account_id = history.account_id
                    and touches.day between history.entered_on - 30 and history.entered_on - 1
                where history.direction = 'forward' and touches.is_counted
                    and touches.is_exposure and touches.campaign_id is not null
                    and touches.quantity > 0
                group by touches.campaign_id, touches.account_id, history.entered_on
            ) as touched
                on moves.campaign_id = touched.campaign_id
                and moves.account_id = touched.account_id
                and moves.moved_on = touched.moved_on
            where moves.exposed_on is distinct from touched.exposed_on
                or moves.touches is distinct from touched.touches
        """,
        severity=BLOCKS,
        notes="A touch on the day of the move is not before it; one of a month ago is too old.",
    ),
    "days_between_are_counted": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select campaign_id, account_id, moved_on, exposed_on, days_between from {batch}
            where days_between is distinct from moved_on - exposed_on
        """,
        severity=BLOCKS,
        notes="The days from the last touch to the move.",
    ),
    **is_between("people", 0, 1_000_000, "A count; 0 where nobody is known."),
}  # fmt: skip
