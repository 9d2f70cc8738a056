"""What the history of the lead funnel must satisfy: it tiles each person's time up to as_of."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of, is_present
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite
from expectations.spells import of_the_spells
from expectations.vocabulary import ASIDE, BASES, LEAD_STAGE_LIST, LEAD_STAGES

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "person_id", "account_id", "stage", "stage_ordinal", "basis", "entered_on",
            "exited_on", "duration_days", "previous_stage", "direction", "reason", "is_current",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("person_id", "entered_on", notes="The grain of the table: one stage a day."),
    **of_the_run("person_id", "entered_on"),
    **is_one_of(
        "stage", [*LEAD_STAGES, *ASIDE],
        "The stages of the funnel and the two beside it are spelled so.",
    ),
    **is_present("stage", "Somebody of whom nothing is known is an inquiry."),
    "ordinal_is_that_of_the_stage": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select person_id, entered_on, stage, stage_ordinal from {{batch}}
            where stage_ordinal is distinct from list_position({LEAD_STAGE_LIST}, stage) - 3
        """,
        severity=BLOCKS,
        notes="0 inquiry to 5 customer, recycled -1, rejected -2: charts sort by it.",
    ),
    **is_one_of("basis", BASES, "What qualified a person decides who answers for it."),
    "basis_fits_the_stage": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, entered_on, stage, basis, reason from {batch}
            where (stage in ('inquiry', 'lead') and basis is not null)
                or (stage in ('mql', 'sql') and basis is null)
                or (stage in ('opportunity', 'customer', 'recycled', 'rejected')
                    and basis is distinct from 'sales')
        """,
        severity=BLOCKS,
        notes="Nobody is qualified by nothing, and nobody unqualified by something.",
    ),
    "what_changed_has_a_reason": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, entered_on, previous_stage, stage, direction, reason from {batch}
            where stage not in ('rejected', 'recycled')
                and (reason is null) <> (stage in ('inquiry', 'lead')
                    and (previous_stage is null
                        or (previous_stage = 'inquiry' and stage = 'lead')))
        """,
        severity=BLOCKS,
        notes="Who moves, and above all who falls back, asks why; a beginning has no cause.",
    ),
    **of_the_spells("person_id"),
    "direction_is_that_of_the_move": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select person_id, entered_on, previous_stage, stage, direction from {{batch}}
            where direction is distinct from case
                when previous_stage is null then 'start'
                when stage in ('recycled', 'rejected') then 'aside'
                when list_position({LEAD_STAGE_LIST}, stage)
                    > list_position({LEAD_STAGE_LIST}, previous_stage) then 'forward'
                else 'backward'
            end
        """,
        severity=BLOCKS,
        notes="A recycled lead counted as a move back, or a return as one, misleads every funnel.",
    ),
    "history_starts_on_the_created_day": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(people.person_id, history.person_id) as person_id, people.created_on,
                history.starts_on
            from published.people as people
            full join (
                select person_id, min(entered_on) as starts_on from {batch} group by person_id
            ) as history on people.person_id = history.person_id
            where history.starts_on is distinct from people.created_on
        """,
        severity=BLOCKS,
        notes="Exactly the published people stand somewhere, from their created day on.",
    ),
    "the_current_stage_is_that_of_lead_scores": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select history.person_id, history.stage, scores.lead_stage
            from {batch} as history
            inner join published.lead_scores as scores on history.person_id = scores.person_id
            where history.exited_on is null
                and (history.stage is distinct from scores.lead_stage
                    or history.entered_on is distinct from scores.lead_stage_since)
        """,
        severity=BLOCKS,
        notes="Two tables that place a person differently send two teams after them.",
    ),
    "what_sales_decided_is_known_since_when": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(*) as spells, count(*) filter (where is_backfilled) as backfilled
            from {batch}
            where stage in ('recycled', 'rejected')
                or (stage = 'sql' and basis in ('bant', 'sales'))
            having count(*) >= 100 and count(*) filter (where is_backfilled) * 10 > count(*) * 9
        """,
        severity=REPORTS,
        notes="Above nine tenths the CRM exports neither versions nor field_history: what sales "
        "decided or found out is shown as if it had always held.",
    ),
}  # fmt: skip
