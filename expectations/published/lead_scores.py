"""What the published lead scores must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_not_after_as_of, is_present, lies_ahead
from expectations.grain import of_the_grain
from expectations.lead_qualification import of_the_qualification
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "person_id", "score_name", "is_main", "account_id", "score", "band", "best_band",
            "rank", "fit_score", "engagement_score", "intent_score", "grade", "awareness",
            "buying_stage", "priority", "qualified_by", "missing_for_next", "sales_status",
            "sales_ready_on", "sales_accepted_on",
            "product_qualified_on", "service_qualified_on", "mql_on", "sql_on", "next_change_on",
            "next_band", "next_score", "predicted_probability",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Sales tools select these columns by name.",
    ),
    **of_the_grain("person_id", "score_name", notes="One row per person and score."),
    **of_the_run("person_id", "score_name"),
    **is_present("score", "A person about whom nothing is known scores 0."),
    **is_between("score", 0, 100, "The sum over categories is clipped to it."),
    "everyone_is_scored": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(people.person_id, scores.person_id) as person_id
            from published.people as people
            full join (select * from {batch} where is_main) as scores
                on people.person_id = scores.person_id
            group by all having count(people.person_id) <> 1 or count(scores.person_id) <> 1
        """,
        severity=BLOCKS,
        notes="Exactly the published people have a main score, one each; nobody else is listed.",
    ),
    "every_score_is_of_everyone": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select score_name, people, all_people from (
                select score_name, count(*) as people,
                    (select count(distinct person_id) from {batch}) as all_people
                from {batch} group by score_name
            ) as counted
            where people <> all_people
        """,
        severity=BLOCKS,
        notes="A rank is a place among all people.",
    ),
    "account_is_that_of_the_person": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select scores.person_id, scores.account_id
            from {batch} as scores
            inner join published.people as people on scores.person_id = people.person_id
            where scores.account_id is distinct from people.account_id
        """,
        severity=BLOCKS,
        notes="Two tables that name different employers send sales to the wrong one.",
    ),
    "score_and_band_are_those_of_the_history": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select scores.person_id, scores.score, history.score as score_in_history,
                scores.band, history.band as band_in_history
            from {batch} as scores
            left join published.lead_score_history as history
                on scores.person_id = history.person_id
                and scores.score_name = history.score_name and history.valid_to is null
            where scores.score is distinct from history.score
                or scores.band is distinct from history.band
        """,
        severity=BLOCKS,
        notes="The row that holds on as_of is open, and says the same.",
    ),
    "rank_orders_by_score": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, score, rank from (
                select *, rank() over (
                    partition by score_name order by score desc
                ) as rank_by_score from {batch}
            ) as ranked
            where rank is distinct from rank_by_score
        """,
        severity=BLOCKS,
        notes="1 is the best by its score; equal scores share a rank.",
    ),
    "mql_has_its_day": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, band, mql_on from {batch}
            where (band in ('mql', 'sql') and mql_on is null)
                or (band = 'nurture' and mql_on is not null)
        """,
        severity=BLOCKS,
        notes="Whoever is in the band or above it has been so since a day; nobody else has one.",
    ),
    "sql_has_its_day": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, band, sql_on from {batch}
            where (band = 'sql' and sql_on is null)
                or (band in ('nurture', 'mql') and sql_on is not null)
        """,
        severity=BLOCKS,
        notes="Whoever is in the band has been so since a day; nobody else has one.",
    ),
    **is_not_after_as_of("mql_on", "Published histories end at as_of."),
    **is_not_after_as_of("sql_on", "Published histories end at as_of."),
    **lies_ahead("next_change_on", "A change on or before as_of has happened."),
    "next_change_has_its_score": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, score_name, next_change_on, next_score from {batch}
            where (next_change_on is null) <> (next_score is null)
        """,
        severity=BLOCKS,
        notes="A day without what it brings, or the reverse, cannot be acted on.",
    ),
    "grade_and_awareness_are_present": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, score_name, grade, awareness from {batch}
            where grade is null or awareness is null
        """,
        severity=BLOCKS,
        notes="The lowest grade and the lowest level are everybody's; lists filter by both.",
    ),
    "best_band_is_one_for_all_scores": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id from {batch} group by person_id
            having count(distinct best_band) > 1
                or count(*) filter (where band = best_band) = 0
        """,
        severity=BLOCKS,
        notes="Counts of people by band take it from any row; it is a band they are in.",
    ),
    "buying_stage_is_that_of_the_account": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select scores.person_id, scores.account_id
            from {batch} as scores
            left join published.account_stages as stages on scores.account_id = stages.account_id
            where scores.buying_stage is distinct from stages.stage
        """,
        severity=BLOCKS,
        notes="The stage beside a person is the stage of their account, today.",
    ),
    "predicted_probability_is_one": gxe.ExpectColumnValuesToBeBetween(
        column="predicted_probability",
        min_value=0,
        max_value=1,
        severity=BLOCKS,
        notes="Null while there are too few outcomes to predict from.",
    ),
    **of_the_qualification(),
    "bands_are_the_usual_ones": gxe.ExpectColumnValuesToBeInSet(
        column="band",
        value_set=["nurture", "mql", "sql"],
        severity=REPORTS,
        notes="A company may name bands of its own in score_bands; dashboards must know them.",
    ),
    "not_everyone_is_sales_qualified": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(*) as people, count(*) filter (where best_band = 'sql') as qualified
            from {batch} where is_main
            having count(*) >= 100 and count(*) filter (where best_band = 'sql') * 2 > count(*)
        """,
        severity=REPORTS,
        notes="Above one half a rule gives points to everybody.",
    ),
}  # fmt: skip
