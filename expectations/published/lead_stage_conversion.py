"""What the conversion between stages of the lead funnel must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import ASIDE, LEAD_STAGE_LIST, LEAD_STAGES

KEY = ("grouped_by", "group_name", "from_stage", "to_stage")
SHARES = ("rate", "rate_low", "rate_high", "chance_30d", "chance_90d")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            *KEY, "move_kind", "entered", "moved", "moved_elsewhere", "moved_back", "moved_aside",
            "churned", "still_open", "reentered", "rate", "rate_low", "rate_high", "median_days",
            "median_days_low", "median_days_high", "chance_30d", "chance_90d", "loss_rank",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="One row per group and move."),
    **of_the_run(*KEY),
    **is_one_of("from_stage", [*LEAD_STAGES, *ASIDE], "The stages are spelled so."),
    **is_one_of(
        "to_stage", [*LEAD_STAGES, *ASIDE, "any"],
        "The stages are spelled so; any is every stage further on.",
    ),
    **is_one_of(
        "grouped_by", ["all", "segment", "lead_source"],
        "Whoever adds up rows of two groupings counts everybody twice.",
    ),
    "move_kind_is_that_of_the_stages": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select group_name, from_stage, to_stage, move_kind from (
                select *, list_position({LEAD_STAGE_LIST}, from_stage) - 3 as from_ordinal,
                    list_position({LEAD_STAGE_LIST}, to_stage) - 3 as to_ordinal
                from {{batch}}
            ) as moves
            where move_kind is distinct from case
                when to_stage = 'any' and from_ordinal < 0 then 'any_return'
                when to_stage = 'any' then 'any_forward'
                when from_stage = to_stage and from_stage = '{LEAD_STAGES[-1]}' then 'churn'
                when from_stage = to_stage then null
                when to_ordinal < 0 then 'aside'
                when from_ordinal < 0 then 'return'
                when to_ordinal = from_ordinal + 1 then 'forward_by_one'
                when to_ordinal > from_ordinal then 'skip'
                else 'backward'
            end
        """,
        severity=BLOCKS,
        notes="A rejection read as a conversion, or a skip as a step, misleads every funnel.",
    ),
    "spells_end_in_one_way": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select group_name, from_stage, to_stage, entered from {batch}
            where entered is distinct from
                moved + moved_elsewhere + moved_back + moved_aside + churned + still_open
        """,
        severity=BLOCKS,
        notes="Every spell entered moved here, elsewhere, back or aside, churned, or is open.",
    ),
    "counts_are_not_negative": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select group_name, from_stage, to_stage from {batch}
            where least(entered, moved, moved_elsewhere, moved_back, moved_aside, churned,
                    still_open) < 0
                or reentered not between 0 and entered
                or cohort not between 0 and entered or cohort_moved not between 0 and cohort
        """,
        severity=BLOCKS,
        notes="Counts; re-entries, the cohort and those of it that moved are parts.",
    ),
    "entered_is_the_number_of_spells": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select conversion.group_name, conversion.from_stage, conversion.to_stage,
                conversion.entered, coalesce(spells.spells, 0) as spells
            from {batch} as conversion
            left join (
                select 'all' as grouped_by, 'all' as group_name, stage, count(*) as spells
                from published.lead_stage_history group by stage
                union all
                select 'segment', segment, stage, count(*)
                from published.lead_stage_history group by segment, stage
                union all
                select 'lead_source', coalesce(nullif(trim(lead_source), ''), 'unknown'), stage,
                    count(*)
                from published.lead_stage_history group by all
            ) as spells
                on conversion.grouped_by = spells.grouped_by
                and conversion.group_name = spells.group_name
                and conversion.from_stage = spells.stage
            where conversion.entered is distinct from coalesce(spells.spells, 0)
        """,
        severity=BLOCKS,
        notes="Conversion is counted over the published history and nothing else.",
    ),
    **{
        f"{share}_is_within_0_and_1": gxe.ExpectColumnValuesToBeBetween(
            column=share,
            min_value=0,
            max_value=1,
            severity=BLOCKS,
            notes="A share; null while no spell is old enough to tell.",
        )
        for share in SHARES
    },
    "rate_lies_in_its_interval": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select group_name, from_stage, to_stage, rate_low, rate, rate_high from {batch}
            where (rate is null) <> (rate_low is null) or (rate is null) <> (rate_high is null)
                or rate < rate_low or rate > rate_high
        """,
        severity=BLOCKS,
        notes="No rate without an interval, and none outside of it.",
    ),
    "any_move_is_the_sum_of_the_moves_it_names": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select grouped_by, group_name, from_stage from {batch}
            where move_kind in ('any_forward', 'any_return', 'forward_by_one', 'skip', 'return')
            group by grouped_by, group_name, from_stage
            having sum(case when to_stage = 'any' then moved end)
                is distinct from sum(case when to_stage <> 'any' then moved else 0 end)
        """,
        severity=BLOCKS,
        notes="Every move forward has its row, and any counts each once.",
    ),
    "median_lies_in_its_interval": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select group_name, from_stage, to_stage, median_days_low, median_days, median_days_high
            from {batch}
            where median_days_low > median_days or median_days > median_days_high
                or (median_days is null and median_days_high is not null)
                or (median_days is not null and median_days_low is null)
                or median_days_low < 1
        """,
        severity=BLOCKS,
        notes="The lower bound is reached first. A spell has at least a day, so has every median.",
    ),
    "chances_grow_with_time": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select group_name, from_stage, to_stage, chance_30d, chance_90d from {batch}
            where chance_30d > chance_90d or (chance_30d is null and chance_90d is not null)
        """,
        severity=BLOCKS,
        notes="Who moved within 30 days moved within 90.",
    ),
    "losses_are_ranked_where_any_move_is_told": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select group_name, from_stage, to_stage, loss_rank from (
                select *, case when move_kind = 'any_forward' and cohort > 0 then rank() over (
                    partition by grouped_by, group_name, move_kind
                    order by cohort - cohort_moved desc
                ) end as rank_by_loss
                from {batch}
            ) as ranked
            where loss_rank is distinct from rank_by_loss
        """,
        severity=BLOCKS,
        notes="1 is the stage out of which the most spells of the cohort made no way forward.",
    ),
}  # fmt: skip
