"""What the typical paths of moves must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_counted, is_one_of
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import STAGES

KEY = ("from_stage", "to_stage", "segment", "path_group")
FIGURES = ("touches", "people", "channels", "touched_days", "days_in_stage")
QUARTILES = [f"{figure}_p{percent}" for figure in FIGURES for percent in (25, 50, 75)]
DISORDER = " or ".join(
    f"not coalesce(0 <= {figure}_p25 and {figure}_p25 <= {figure}_p50"
    f" and {figure}_p50 <= {figure}_p75, false)"
    for figure in FIGURES
)

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "moves", "paths", *QUARTILES],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="The grain of the table."),
    **of_the_run(*KEY),
    **is_one_of("from_stage", [*STAGES, "any"], "The six stages; any for whichever."),
    **is_one_of("to_stage", [*STAGES, "any"], "The six stages; any for whichever."),
    **is_one_of("path_group", ("mover", "stayer"), "Movers, and whom they are compared with."),
    **is_between("matched_share", 0, 1, "A share."),
    **is_between("untouched_share", 0, 1, "A share."),
    **is_counted("accounts"),
    "every_move_is_in_the_path_of_all": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select moves.moves, whole.moves as told
            from (
                select count(*) as moves from published.account_stage_history
                where direction = 'forward'
            ) as moves
            left join {batch} as whole
                on whole.from_stage = 'any' and whole.to_stage = 'any'
                and whole.segment = 'all' and whole.path_group = 'mover'
            where moves.moves <> coalesce(whole.moves, 0)
        """,
        severity=BLOCKS,
        notes="A move that is left out may be the one that is not typical.",
    ),
    "movers_are_the_moves": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select from_stage, to_stage, segment, moves, paths from {batch}
            where (path_group = 'mover' and paths <> moves) or paths < accounts
        """,
        severity=BLOCKS,
        notes="Each move has one path.",
    ),
    "stayers_stand_beside_movers": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select stayers.from_stage, stayers.to_stage, stayers.segment
            from {batch} as stayers
            left join {batch} as movers
                on movers.path_group = 'mover'
                and stayers.from_stage = movers.from_stage
                and stayers.to_stage = movers.to_stage
                and stayers.segment = movers.segment
            where stayers.path_group = 'stayer' and stayers.moves is distinct from movers.moves
        """,
        severity=BLOCKS,
        notes="Whom to compare with is told only beside what is compared.",
    ),
    "rare_moves_are_told_with_others": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select from_stage, to_stage, segment, moves from {batch}
            where moves < 20 and from_stage <> 'any'
        """,
        severity=BLOCKS,
        notes="What a handful did is no pattern.",
    ),
    "quartiles_are_in_order": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select from_stage, to_stage, segment, path_group from {{batch}} where {DISORDER}
        """,
        severity=BLOCKS,
        notes="A quarter, a half, three quarters of the paths.",
    ),
}
