"""What the lag profiles of channels must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_counted, is_one_of
from expectations.grain import of_the_grain
from expectations.rates import of_the_ratio
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import STAGES

KEY = ("channel", "from_stage", "to_stage", "lag_from")
SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "channel", "from_stage", "to_stage", "lag_from", "lag_to", "rate_ratio", "ratio_low",
            "ratio_high", "moves",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="The grain of the table."),
    **of_the_run(*KEY),
    **is_one_of("from_stage", STAGES, "The six stages are spelled so."),
    **is_one_of("to_stage", [*STAGES, "any"], "The six stages, or whatever move forward."),
    "lags_are_those_of_the_method": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select channel, from_stage, to_stage, lag_from, lag_to from {batch}
            where not coalesce(
                (lag_from, lag_to) in ((1, 7), (8, 14), (15, 30), (31, 60), (61, 90)), false
            )
        """,
        severity=BLOCKS,
        notes="Fixed beforehand: whoever picks the best window finds one in noise.",
    ),
    **of_the_ratio(("channel", "from_stage", "to_stage", "lag_from")),
    "enough_data_means_enough_moves": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select channel, from_stage, to_stage, lag_from, moves, moves_reference from {batch}
            where has_enough_data is null
                or (has_enough_data and (
                    moves < 10 or moves_reference < 10 or rate_ratio is null
                    or ratio_high > 4 * (ratio_low + 0.0001) + 0.0001
                ))
        """,
        severity=BLOCKS,
        notes="A profile of a handful of moves is noise drawn as a curve.",
    ),
    **is_counted("moves"),
    **is_counted("moves_reference"),
    **is_counted("days"),
    **is_counted("days_reference"),
}  # fmt: skip
