"""What the published stages of accounts must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_counted, is_not_after_as_of, is_one_of, lies_ahead
from expectations.grain import of_every_account, of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite
from expectations.stages import of_the_stage
from expectations.vocabulary import STAGE_LIST, STAGES, TIERS

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "account_name", "segment", "owner_id", "tier", "stage", "stage_ordinal",
            "label_en", "label_zh", "entered_on", "days_in_stage", "previous_stage",
            "days_in_previous_stage", "highest_stage", "is_held", "is_stuck", "stuck_after_days",
            "next_stage", "missing_for_next", "next_action", "icp_score", "icp_status",
            "account_score", "known_people", "engaged_people", "decision_maker_reached",
            "buying_group_coverage", "next_change_on", "entry_reason",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("account_id", notes="The grain of the table."),
    **of_the_run("account_id"),
    **of_the_stage("account_id"),
    **of_every_account("Exactly the published accounts stand somewhere, at least in Unaware."),
    **is_one_of("highest_stage", STAGES, "The six stages are spelled so."),
    "highest_stage_is_not_below_the_stage": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select account_id, stage, highest_stage from {{batch}}
            where highest_stage is null
                or list_position({STAGE_LIST}, highest_stage) - 1 < stage_ordinal
        """,
        severity=BLOCKS,
        notes="The stage of today is one of those reached.",
    ),
    "labels_are_present": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, stage from {batch} where label_en is null or label_zh is null
        """,
        severity=BLOCKS,
        notes="Each stage is named in English and in Chinese.",
    ),
    "stage_is_the_open_spell": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select stages.account_id, stages.stage, history.stage as stage_in_history,
                stages.entered_on, history.entered_on as entered_in_history
            from {batch} as stages
            left join published.account_stage_history as history
                on stages.account_id = history.account_id and history.exited_on is null
            where stages.stage is distinct from history.stage
                or stages.entered_on is distinct from history.entered_on
                or stages.previous_stage is distinct from history.previous_stage
                or stages.entry_reason is distinct from history.entry_reason
        """,
        severity=BLOCKS,
        notes="Where an account stands is where its history ends.",
    ),
    **is_not_after_as_of("entered_on", "Published histories end at as_of."),
    "days_in_stage_are_counted_to_as_of": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, entered_on, days_in_stage from {batch}
            where days_in_stage is distinct from as_of - entered_on
        """,
        severity=BLOCKS,
        notes="as_of - entered_on: 0 on the first day.",
    ),
    **lies_ahead("next_change_on", "A change on or before as_of has happened."),
    "a_coming_change_has_its_stage": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, stage, next_change_on, next_change_stage from {batch}
            where (next_change_on is null) <> (next_change_stage is null)
                or next_change_stage = stage
        """,
        severity=BLOCKS,
        notes="Who reads the day asks where to; the same stage would be no change.",
    ),
    "is_held_is_known": gxe.ExpectColumnValuesToNotBeNull(
        column="is_held",
        severity=BLOCKS,
        notes="Says whether the stage is only held for its hold_days.",
    ),
    "stuck_is_longer_than_the_limit": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select account_id, days_in_stage, stuck_after_days, is_stuck from {{batch}}
            where is_stuck is distinct from case
                when stage = '{STAGES[-1]}' then false
                else days_in_stage > stuck_after_days
            end
        """,
        severity=BLOCKS,
        notes="Sales is sent to who is stuck; a customer never is, and without a limit nobody is.",
    ),
    "the_limit_is_the_ninetieth_percentile_of_those_that_left": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            with finished as (
                select segment, stage, duration_days from published.account_stage_history
                where exited_on is not null and stage <> '{STAGES[-1]}'
                union all
                select null, stage, duration_days from published.account_stage_history
                where exited_on is not null and stage <> '{STAGES[-1]}'
            ),
            limits as (
                select segment, stage, quantile_disc(duration_days, 0.9) as days
                from finished group by segment, stage having count(*) >= 20
            )
            select stages.account_id, stages.stuck_after_days, coalesce(own.days, overall.days)
            from {{batch}} as stages
            left join limits as own
                on stages.segment = own.segment and stages.stage = own.stage
            left join limits as overall
                on overall.segment is null and stages.stage = overall.stage
            where stages.stuck_after_days is distinct from coalesce(own.days, overall.days)
        """,
        severity=BLOCKS,
        notes="Of the published history: in the segment from 20 spells on, else over all.",
    ),
    **is_one_of("tier", TIERS, "Null for accounts that are neither qualified nor agreed on."),
    "tier_is_that_of_target_accounts": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select stages.account_id, stages.tier, targets.tier as tier_of_targets
            from {batch} as stages
            left join published.target_accounts as targets
                on stages.account_id = targets.account_id
            where stages.tier is distinct from targets.tier
        """,
        severity=BLOCKS,
        notes="Routing reads one table, planning the other.",
    ),
    **is_one_of(
        "icp_status", ["fit", "no_fit", "unknown"],
        "Missing data is unknown, not a bad fit.",
    ),
    "icp_status_is_that_of_the_score": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, icp_score, icp_status from {batch}
            where icp_status is distinct from case
                when icp_score is null then 'unknown' when icp_score >= 60 then 'fit' else 'no_fit'
            end
        """,
        severity=BLOCKS,
        notes="fit from 60 on; unknown without a score.",
    ),
    **is_between("icp_score", 0, 100, "A share of the points that could be had, clipped."),
    "known_people_are_the_published_ones": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select stages.account_id, stages.known_people, coalesce(counted.people, 0) as people
            from {batch} as stages
            left join (
                select account_id, count(*) as people from published.people group by account_id
            ) as counted on stages.account_id = counted.account_id
            where stages.known_people is distinct from coalesce(counted.people, 0)
        """,
        severity=BLOCKS,
        notes="Whoever opens the account must find as many people as it says.",
    ),
    "engaged_people_are_known_people": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="known_people",
        column_B="engaged_people",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="A visitor without a name is not a known person.",
    ),
    **is_counted("engaged_people"),
    "not_every_account_is_a_customer": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(*) as accounts, count(*) filter (where stage = 'Customer') as customers
            from {batch}
            having count(*) >= 20 and count(*) = count(*) filter (where stage = 'Customer')
        """,
        severity=REPORTS,
        notes="Then wins are misread, or prospects are missing from the source.",
    ),
}  # fmt: skip
