"""What the conversion between stages must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_one_of
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import STAGE_LIST, STAGES

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "grouped_by", "segment", "from_stage", "to_stage", "move_kind", "entered", "moved",
            "moved_elsewhere", "moved_back", "churned", "still_open", "reentered", "rate",
            "rate_low", "rate_high", "median_days", "median_days_low", "median_days_high",
            "chance_30d", "chance_90d", "loss_rank",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("segment", "from_stage", "to_stage", notes="One row per group and move."),
    **of_the_run("segment", "from_stage", "to_stage"),
    **is_one_of("from_stage", STAGES, "The six stages are spelled so."),
    **is_one_of(
        "to_stage", [*STAGES, "any"],
        "The six stages are spelled so; any is every stage further on.",
    ),
    **is_one_of(
        "grouped_by", ["all", "segment", "tier"],
        "Whoever adds up rows of two groupings counts every account twice.",
    ),
    "move_kind_is_that_of_the_stages": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select segment, from_stage, to_stage, move_kind from (
                select *, coalesce(list_position({STAGE_LIST}, to_stage), 0)
                    - list_position({STAGE_LIST}, from_stage) as steps
                from {{batch}}
            ) as moves
            where move_kind is distinct from case
                when to_stage = 'any' then 'any_forward'
                when steps = 0 and from_stage = '{STAGES[-1]}' then 'churn'
                when steps = 1 then 'forward_by_one'
                when steps > 1 then 'skip'
                when steps < 0 then 'backward'
            end
        """,
        severity=BLOCKS,
        notes="A move back read as a conversion, or a skip as a step, misleads every funnel.",
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
                or reentered not between 0 and entered
                or cohort not between 0 and entered or cohort_moved not between 0 and cohort
        """,
        severity=BLOCKS,
        notes="Counts; re-entries, the cohort and those of it that moved are parts.",
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
                union all
                select stages.tier, history.stage, count(*)
                from published.account_stage_history as history
                inner join published.account_stages as stages
                    on history.account_id = stages.account_id
                where stages.tier is not null
                group by stages.tier, history.stage
            ) as spells
                on conversion.segment = spells.segment and conversion.from_stage = spells.stage
            where conversion.entered is distinct from coalesce(spells.spells, 0)
        """,
        severity=BLOCKS,
        notes="Conversion is counted over the published history and nothing else.",
    ),
    **is_between("rate", 0, 1, "A share; null while no spell was entered long enough ago."),
    **is_between("rate_low", 0, 1, "A share."),
    **is_between("rate_high", 0, 1, "A share."),
    "rate_lies_in_its_interval": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select segment, from_stage, to_stage, rate_low, rate, rate_high from {batch}
            where (rate is null) <> (rate_low is null) or (rate is null) <> (rate_high is null)
                or rate < rate_low or rate > rate_high
        """,
        severity=BLOCKS,
        notes="No rate without an interval, and none outside of it.",
    ),
    "any_move_is_the_sum_of_the_moves_forward": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select segment, from_stage, sum(case when to_stage = 'any' then moved end) as any_moved,
                sum(case when move_kind in ('forward_by_one', 'skip') then moved end) as moved
            from {batch}
            where move_kind in ('any_forward', 'forward_by_one', 'skip')
            group by segment, from_stage
            having any_moved is distinct from sum(
                case when move_kind in ('forward_by_one', 'skip') then moved end
            )
        """,
        severity=BLOCKS,
        notes="Every move forward has its row, and any counts each once.",
    ),
    "median_lies_in_its_interval": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select segment, from_stage, to_stage, median_days_low, median_days, median_days_high
            from {batch}
            where median_days_low > median_days or median_days > median_days_high
                or (median_days is null and median_days_high is not null)
                or (median_days is not null and median_days_low is null)
                or median_days_low < 1
        """,
        severity=BLOCKS,
        notes="The lower bound is reached first. A spell has at least a day, so has every median.",
    ),
    **is_between("chance_30d", 0, 1, "A share; null while no spell was followed that long."),
    **is_between("chance_90d", 0, 1, "A share; null while no spell was followed that long."),
    "chances_grow_with_time": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select segment, from_stage, to_stage, chance_30d, chance_90d from {batch}
            where chance_30d > chance_90d or (chance_30d is null and chance_90d is not null)
        """,
        severity=BLOCKS,
        notes="Who moved within 30 days moved within 90.",
    ),
    "losses_are_ranked_where_any_move_is_told": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select segment, from_stage, to_stage, loss_rank from (
                select *, case when move_kind = 'any_forward' and cohort > 0 then rank() over (
                    partition by segment, move_kind order by cohort - cohort_moved desc
                ) end as rank_by_loss
                from {batch}
            ) as ranked
            where loss_rank is distinct from rank_by_loss
        """,
        severity=BLOCKS,
        notes="1 is the stage out of which the most spells of the cohort made no way forward.",
    ),
}  # fmt: skip
