"""What the most common channels and orders of channels must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_one_of
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

KEY = ("from_stage", "to_stage", "segment", "part", "channels")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "rank", "paths", "moves", "share", "share_low", "share_high"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="The grain of the table."),
    **of_the_run(*KEY),
    **is_one_of("part", ("first_channel", "last_channel", "sequence"), "What is counted."),
    **is_between("rank", 1, 5, "The five most common."),
    "moves_are_those_of_the_paths": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select sequences.from_stage, sequences.to_stage, sequences.segment, sequences.moves
            from {batch} as sequences
            left join published.progression_paths as paths
                on paths.path_group = 'mover'
                and sequences.from_stage = paths.from_stage
                and sequences.to_stage = paths.to_stage
                and sequences.segment = paths.segment
            where sequences.moves is distinct from paths.moves
        """,
        severity=BLOCKS,
        notes="Both tables tell of the same moves.",
    ),
    "shares_lie_in_their_intervals": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select from_stage, to_stage, segment, part, channels, share from {batch}
            where coalesce(not (0 <= share_low and share_low <= share and share <= share_high
                    and share_high <= 1), true)
                or abs(share - paths / moves) > 0.000001
                or not (0 <= stayer_share_low and stayer_share_low <= stayer_share + 0.000001
                    and stayer_share <= stayer_share_high + 0.000001 and stayer_share_high <= 1)
        """,
        severity=BLOCKS,
        notes="A share without its interval passes for more than it is.",
    ),
    "nobody_is_counted_twice": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select from_stage, to_stage, segment, part, sum(paths) as paths, max(moves) as moves
            from {batch}
            group by from_stage, to_stage, segment, part
            having sum(paths) > max(moves)
        """,
        severity=BLOCKS,
        notes="Each path begins, ends and goes on in one way.",
    ),
    "ranks_order_by_number": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select from_stage, to_stage, segment, part, channels, rank from (
                select *, row_number() over (
                    partition by from_stage, to_stage, segment, part order by paths desc, rank
                ) as place
                from {batch}
            ) as ranked
            where rank is distinct from place
        """,
        severity=BLOCKS,
        notes="1 is the most common.",
    ),
    "what_one_account_did_is_not_told": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select from_stage, to_stage, segment, part, channels, paths from {batch}
            where paths < 2
        """,
        severity=BLOCKS,
        notes="One path is no pattern.",
    ),
}
