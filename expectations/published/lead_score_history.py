"""What the history of lead scores must satisfy: it tiles each person's time up to as_of."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_not_after_as_of, is_present
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=["person_id", "score_name", "score", "band", "valid_from", "valid_to"],
        exact_match=False,
        severity=BLOCKS,
        notes="Whoever looks up a past score selects these columns by name.",
    ),
    **of_the_grain(
        "person_id", "score_name", "valid_from", notes="The grain of the table: one score a day."
    ),
    **of_the_run("person_id", "score_name", "valid_from"),
    **is_present("score", "A person about whom nothing is known scores 0."),
    **is_between("score", 0, 100, "The sum over categories is clipped to it."),
    **is_not_after_as_of("valid_from", "Published histories end at as_of."),
    **is_not_after_as_of("valid_to", "The row that holds on as_of is open."),
    "rows_follow_without_gap_or_overlap": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, score_name, valid_from, valid_to, next_from from (
                select *, lead(valid_from) over (
                    partition by person_id, score_name order by valid_from
                ) as next_from
                from {batch}
            ) as followed
            where valid_to is distinct from next_from or valid_to <= valid_from
        """,
        severity=BLOCKS,
        notes="Every day has one score: each row ends where the next begins, the last is open.",
    ),
    "neighbours_differ": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, valid_from, score from (
                select
                    *,
                    lag(score) over person_days as previous_score,
                    lag(band) over person_days as previous_band,
                    lag(valid_from) over person_days as previous_from
                from {batch}
                window person_days as (partition by person_id, score_name order by valid_from)
            ) as followed
            where previous_from is not null
                and score is not distinct from previous_score
                and band is not distinct from previous_band
        """,
        severity=BLOCKS,
        notes="A row stands for a change; without one it counts as a change that was none.",
    ),
    "history_starts_on_the_created_day": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select people.person_id, people.created_on, history.starts_on
            from published.people as people
            left join (
                select person_id, score_name, min(valid_from) as starts_on
                from {batch} group by person_id, score_name
            ) as history on people.person_id = history.person_id
            where history.starts_on is distinct from people.created_on
        """,
        severity=BLOCKS,
        notes="Touches before it count at their age, on no day of their own.",
    ),
    "people_are_scored": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select history.person_id, history.score_name, count(*) as changes
            from {batch} as history
            left join published.lead_scores as scores
                on history.person_id = scores.person_id and history.score_name = scores.score_name
            where scores.person_id is null
            group by history.person_id, history.score_name
            order by history.person_id, history.score_name
        """,
        severity=BLOCKS,
        notes="Whoever is left out of the scores is left out of their history.",
    ),
}
