"""What the journeys of accounts must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_counted
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "stage", "entered_on", "campaign_id", "channel", "touches", "people",
            "first_on", "last_on", "position",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("account_id", "entered_on", "campaign_id", notes="The grain of the table."),
    **of_the_run("account_id", "entered_on", "campaign_id"),
    "spells_are_those_of_the_history": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select journeys.account_id, journeys.entered_on, journeys.campaign_id
            from {batch} as journeys
            left join published.account_stage_history as history
                on journeys.account_id = history.account_id
                and journeys.entered_on = history.entered_on
            where history.stage is distinct from journeys.stage
                or journeys.first_on < history.entered_on
                or journeys.last_on >= history.exited_on
                or coalesce(journeys.first_on > journeys.last_on, true)
                or journeys.last_on > journeys.as_of
        """,
        severity=BLOCKS,
        notes="A touch belongs to the spell in which it fell.",
    ),
    "touches_are_the_counted_ones": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(journeys.campaign_id, counted.campaign_id) as campaign_id,
                journeys.touches, counted.touches as counted
            from (
                select campaign_id, sum(touches) as touches from {batch} group by campaign_id
            ) as journeys
            full join (
                select campaign_id, sum(quantity) as touches from published.touches
                where is_counted and account_id is not null and campaign_id is not null
                    and quantity > 0
                group by campaign_id
            ) as counted on journeys.campaign_id = counted.campaign_id
            where journeys.touches is distinct from counted.touches
        """,
        severity=BLOCKS,
        notes="Every counted touch of a campaign is in exactly one spell.",
    ),
    "positions_count_from_one": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, entered_on, campaign_id, position
            from (
                select *, row_number() over (
                    partition by account_id, entered_on order by first_on, position
                ) as place
                from {batch}
            )
            where position is distinct from place
        """,
        severity=BLOCKS,
        notes="1 is the campaign that touched the account first in the spell.",
    ),
    **is_counted("people"),
}  # fmt: skip
