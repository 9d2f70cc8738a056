"""What the moves since the last publication must satisfy: they lead from what was said to today."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of, is_present
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import STAGE_LIST

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "account_name", "segment", "owner_id", "move_no", "from_stage",
            "to_stage", "moved_on", "kind", "reason",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Sales reads its news from these columns.",
    ),
    **of_the_grain("account_id", "move_no", notes="The grain of the table: one move."),
    **of_the_run("account_id", "move_no"),
    **is_one_of(
        "kind", ["forward", "backward", "restated", "new", "left"],
        "A move in time, a corrected past, or an account that came or went.",
    ),
    **is_present("reason", "A move that nobody can explain is not news but a riddle."),
    "the_chain_leads_from_the_last_publication_to_today": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            with moves as (
                select account_id, arg_min(row(from_stage), move_no)[1] as first_stage,
                    arg_max(row(to_stage), move_no)[1] as last_stage
                from {batch} group by account_id
            ),
            ends as (
                select coalesce(before.account_id, today.account_id) as account_id,
                    before.stage as stage_before, today.stage as stage_today
                from earlier_account_stages as before
                full join published.account_stages as today on before.account_id = today.account_id
                where exists (select 1 from earlier_baseline)
            )
            select coalesce(moves.account_id, ends.account_id) as account_id,
                ends.stage_before, moves.first_stage, moves.last_stage, ends.stage_today
            from moves
            full join ends on moves.account_id = ends.account_id
            where ends.account_id is null
                or (moves.account_id is null
                    and ends.stage_before is distinct from ends.stage_today)
                or (moves.account_id is not null and (
                    moves.first_stage is distinct from ends.stage_before
                    or moves.last_stage is distinct from ends.stage_today
                ))
        """,
        severity=BLOCKS,
        notes="Stage published last, moves, stage of today must add up, or a move is missing.",
    ),
    "each_move_starts_where_the_last_one_ended": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, move_no, from_stage, ended_in from (
                select *, lag(to_stage) over moved as ended_in, lag(move_no) over moved as last_no
                from {batch} window moved as (partition by account_id order by move_no)
            ) as chained
            where from_stage is not distinct from to_stage
                or move_no is distinct from coalesce(last_no, 0) + 1
                or (last_no is not null and from_stage is distinct from ended_in)
        """,
        severity=BLOCKS,
        notes="A chain with a gap tells of a move that was not one.",
    ),
    "kind_is_that_of_the_move": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select account_id, move_no, kind, from_stage, to_stage from {{batch}}
            where (kind = 'new') is distinct from (from_stage is null)
                or (kind = 'left') is distinct from (to_stage is null)
                or (kind in ('restated', 'new', 'left') and move_no <> 1)
                or (kind in ('forward', 'backward') and (kind = 'forward') is distinct from (
                    list_position({STAGE_LIST}, to_stage) > list_position({STAGE_LIST}, from_stage)
                ))
        """,
        severity=BLOCKS,
        notes="Only the first row can correct the past; forward is up, backward is down.",
    ),
    "moves_lie_after_the_last_publication": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, move_no, kind, moved_on from {batch}
            where moved_on > as_of
                or (kind in ('forward', 'backward')
                    and moved_on <= least((select as_of from earlier_baseline), as_of))
        """,
        severity=BLOCKS,
        notes="What happened up to then was published, or is restated.",
    ),
}  # fmt: skip
