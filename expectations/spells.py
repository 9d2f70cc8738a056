"""Expectations of a history of stages, one row a spell of consecutive days in one stage."""

import great_expectations.expectations as gxe

from expectations.columns import is_not_after_as_of
from expectations.severity import BLOCKS, Suite


def of_the_spells(subject: str) -> Suite:
    """Return the expectations that the spells of each `subject` tile its days up to as_of."""
    return {
        **is_not_after_as_of("entered_on", "Published histories end at as_of."),
        **is_not_after_as_of("exited_on", "The spell that holds on as_of is open."),
        "spells_follow_without_gap_or_overlap": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {subject}, entered_on, exited_on, next_entered_on from (
                    select *, lead(entered_on) over (
                        partition by {subject} order by entered_on
                    ) as next_entered_on
                    from {{batch}}
                ) as followed
                where exited_on is distinct from next_entered_on or exited_on <= entered_on
            """,
            severity=BLOCKS,
            notes="One stage a day: each spell ends where the next begins, the last is open.",
        ),
        "the_open_spell_is_the_current_one": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {subject}, entered_on, exited_on, is_current from {{batch}}
                where is_current is distinct from (exited_on is null)
            """,
            severity=BLOCKS,
            notes="Filters on either must find the same rows.",
        ),
        "neighbours_differ": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {subject}, entered_on, stage, previous_stage, stage_before from (
                    select *, lag(stage) over (
                        partition by {subject} order by entered_on
                    ) as stage_before
                    from {{batch}}
                ) as followed
                where stage = stage_before or previous_stage is distinct from stage_before
            """,
            severity=BLOCKS,
            notes="A spell is all consecutive days in one stage, and knows the stage before.",
        ),
        "duration_is_counted_in_days": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {subject}, entered_on, exited_on, duration_days from {{batch}}
                where duration_days is distinct from exited_on - entered_on
            """,
            severity=BLOCKS,
            notes="exited_on - entered_on; null while open.",
        ),
    }
