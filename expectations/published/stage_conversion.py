"""What the conversion between stages must satisfy."""

import great_expectations.expectations as gxe

from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import STAGE_LIST, STAGES

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "segment", "from_stage", "to_stage", "entered", "moved", "moved_elsewhere",
            "moved_back", "churned", "still_open", "rate", "rate_low", "rate_high",
            "median_days", "median_days_low", "median_days_high", "loss_rank",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    "segment_is_present": gxe.ExpectColumnValuesToNotBeNull(
        column="segment",
        severity=BLOCKS,
        notes="Part of the key; all for every account.",
    ),
    "one_row_per_segment_and_transition": gxe.ExpectCompoundColumnsToBeUnique(
        column_list=["segment", "from_stage", "to_stage"],
        severity=BLOCKS,
        notes="The grain of the table.",
    ),
    **of_the_run("segment", "from_stage", "to_stage"),
    "from_stage_is_known": gxe.ExpectColumnValuesToBeInSet(
        column="from_stage",
        value_set=[*STAGES],
        severity=BLOCKS,
        notes="The six stages are spelled so.",
    ),
    "to_stage_is_known": gxe.ExpectColumnValuesToBeInSet(
        column="to_stage",
        value_set=[*STAGES],
        severity=BLOCKS,
        notes="The six stages are spelled so.",
    ),
    "transitions_lead_forward": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select segment, from_stage, to_stage from {{batch}}
            where coalesce(list_position({STAGE_LIST}, to_stage), 0)
                <= coalesce(list_position({STAGE_LIST}, from_stage), 99)
                and not (from_stage = 'Customer' and to_stage = 'Customer')
        """,
        severity=BLOCKS,
        notes="Moves back are a column, not a conversion; without both stages there is none.",
    ),
    "spells_end_in_one_way": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select segment, from_stage, to_stage, entered from {batch}
            where entered is distinct from
                moved + moved_elsewhere + moved_back + churned + still_open
        """,
        severity=BLOCKS,
        notes="Every spell entered moved here, elsewhere or back, churned, or is still open.",
    ),
    "counts_are_not_negative": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select segment, from_stage, to_stage from {batch}
            where least(entered, moved, moved_elsewhere, moved_back, churned, still_open) < 0
        """,
        severity=BLOCKS,
        notes="Counts.",
    ),
    "entered_is_the_number_of_spells": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select conversion.segment, conversion.from_stage, conversion.to_stage,
                conversion.entered, coalesce(spells.spells, 0) as spells
            from {batch} as conversion
            left join (
                select segment, stage, count(*) as spells
                from published.account_stage_history group by segment, stage
                union all
                select 'all', stage, count(*) from published.account_stage_history group by stage
            ) as spells
                on conversion.segment = spells.segment and conversion.from_stage = spells.stage
            where conversion.entered is distinct from coalesce(spells.spells, 0)
        """,
        severity=BLOCKS,
        notes="Conversion is counted over the published history and nothing else.",
    ),
    "rate_is_within_0_and_1": gxe.ExpectColumnValuesToBeBetween(
        column="rate",
        min_value=0,
        max_value=1,
        severity=BLOCKS,
        notes="A share; null while no spell was entered long enough ago.",
    ),
    "rate_low_is_within_0_and_1": gxe.ExpectColumnValuesToBeBetween(
        column="rate_low",
        min_value=0,
        max_value=1,
        severity=BLOCKS,
        notes="A share.",
    ),
    "rate_high_is_within_0_and_1": gxe.ExpectColumnValuesToBeBetween(
        column="rate_high",
        min_value=0,
        max_value=1,
        severity=BLOCKS,
        notes="A share.",
    ),
    "rate_lies_in_its_interval": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select segment, from_stage, to_stage, rate_low, rate, rate_high from {batch}
            where (rate is null) <> (rate_low is null) or (rate is null) <> (rate_high is null)
                or rate < rate_low or rate > rate_high
        """,
        severity=BLOCKS,
        notes="No rate without an interval, and none outside of it.",
    ),
}  # fmt: skip
