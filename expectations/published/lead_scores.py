"""What the published lead scores must satisfy."""

import great_expectations.expectations as gxe

from expectations.lead_qualification import of_the_qualification
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "person_id", "account_id", "score", "band", "rank", "fit_score", "engagement_score",
            "intent_score", "grade", "awareness", "buying_stage", "priority", "qualified_by",
            "missing_for_next", "sales_status", "sales_ready_on", "sales_accepted_on",
            "product_qualified_on", "service_qualified_on", "mql_on", "sql_on", "next_change_on",
            "next_band", "predicted_probability",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Sales tools select these columns by name.",
    ),
    "person_id_is_present": gxe.ExpectColumnValuesToNotBeNull(
        column="person_id",
        severity=BLOCKS,
        notes="The key of the table.",
    ),
    "one_row_per_person": gxe.ExpectColumnValuesToBeUnique(
        column="person_id",
        severity=BLOCKS,
        notes="The grain of the table.",
    ),
    **of_the_run("person_id"),
    "score_is_present": gxe.ExpectColumnValuesToNotBeNull(
        column="score",
        severity=BLOCKS,
        notes="A person about whom nothing is known scores 0.",
    ),
    "score_is_within_0_and_100": gxe.ExpectColumnValuesToBeBetween(
        column="score",
        min_value=0,
        max_value=100,
        severity=BLOCKS,
        notes="The sum over categories is clipped to it.",
    ),
    "everyone_is_scored": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(people.person_id, scores.person_id) as person_id
            from published.people as people
            full join {batch} as scores on people.person_id = scores.person_id
            where people.person_id is null or scores.person_id is null
        """,
        severity=BLOCKS,
        notes="Exactly the published people have a score; nobody else may appear in a list.",
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
                on scores.person_id = history.person_id and history.valid_to is null
            where scores.score is distinct from history.score
                or scores.band is distinct from history.band
        """,
        severity=BLOCKS,
        notes="The row that holds on as_of is open, and says the same.",
    ),
    "rank_orders_by_score": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, score, rank from (
                select *, rank() over (order by score desc) as rank_by_score from {batch}
            ) as ranked
            where rank is distinct from rank_by_score
        """,
        severity=BLOCKS,
        notes="1 is the highest score; equal scores share a rank.",
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
    "mql_on_is_not_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="as_of",
        column_B="mql_on",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Published histories end at as_of.",
    ),
    "sql_on_is_not_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="as_of",
        column_B="sql_on",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Published histories end at as_of.",
    ),
    "next_change_lies_ahead": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="next_change_on",
        column_B="as_of",
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="A change on or before as_of has happened.",
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
            select count(*) as people, count(*) filter (where band = 'sql') as qualified
            from {batch}
            having count(*) >= 100 and count(*) filter (where band = 'sql') * 2 > count(*)
        """,
        severity=REPORTS,
        notes="Above one half a rule gives points to everybody.",
    ),
}  # fmt: skip
