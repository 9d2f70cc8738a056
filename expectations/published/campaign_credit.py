"""What the credit of channels and campaigns must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_one_of, is_present
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

MODELS = (
    "first_touch", "last_touch", "linear", "u_shaped", "w_shaped", "time_decay", "markov",
)  # fmt: skip
MODEL_LIST = "[" + ", ".join(f"'{model}'" for model in MODELS) + "]"
KEY = ("level", "name", "model", "transition")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "from_stage", "to_stage", "credit", "amount"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="Two rows would count a campaign twice."),
    **of_the_run(*KEY),
    **is_one_of("level", ("channel", "campaign"), "Rows of one level add up, never of both."),
    **is_one_of("model", MODELS, "Each model is documented."),
    **is_present("credit", "A row is there because something is given to it."),
    **is_between("credit_share", 0, 1, "A share."),
    "credit_is_not_negative": gxe.ExpectColumnValuesToBeBetween(
        column="credit", min_value=0, severity=BLOCKS, notes="No touch takes a move away."
    ),
    "moves_are_given_away_exactly": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=f"""
            select wanted.level, wanted.model, shares.credit, moves.moves
            from (select unnest({MODEL_LIST}) as model, level
                from (values ('channel'), ('campaign')) as levels (level)) as wanted
            cross join (
                select count(*) as moves from published.account_stage_history
                where direction = 'forward'
            ) as moves
            left join (
                select level, model, sum(credit) as credit from {{batch}}
                where from_stage is not null group by level, model
            ) as shares on wanted.level = shares.level and wanted.model = shares.model
            where coalesce(shares.credit, 0) <> moves.moves
        """,
        severity=BLOCKS,
        notes="The credit of every model adds up to the forward moves, to the last digit.",
    ),
    "every_model_gives_away_the_same": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select transition, min(credit) as least, max(credit) as most
            from (
                select transition, level, model, sum(credit) as credit,
                    coalesce(sum(amount), 0) as amount
                from {batch} group by transition, level, model
            ) as shares
            group by transition
            having min(credit) <> max(credit) or min(amount) <> max(amount) or count(*) <> 14
        """,
        severity=BLOCKS,
        notes="Seven models on two levels share out the same conversions and amounts.",
    ),
    "every_conversion_without_a_touch_is_told": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select transition, level, model from {batch}
            group by transition, level, model
            having count(case when name = 'untouched' then 1 end) <> 1
        """,
        severity=BLOCKS,
        notes="Without the row untouched, what nobody touched would seem not to exist.",
    ),
    "opportunities_have_amounts_and_moves_have_none": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, model, transition, amount from {batch}
            where (from_stage is null) <> (amount is not null)
                or (from_stage is null) <> (
                    transition in ('opportunity_created', 'opportunity_won')
                )
                or (from_stage is null) <> (to_stage is null)
        """,
        severity=BLOCKS,
        notes="Money is counted once, with the opportunity.",
    ),
    "channels_and_campaigns_are_reached_in_the_data": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select credits.level, credits.name, credits.credit
            from (
                select level, name, max(credit) as credit from {batch} group by level, name
            ) as credits
            left join (
                select level, case
                    when replace(name, ' (' || level || ')', '')
                        in ('untouched', 'without_campaign') then name || ' (' || level || ')'
                    else coalesce(name, 'without_campaign') end as name
                from (
                    select distinct 'channel' as level, channel as name from published.touches
                    where is_counted and is_exposure
                    union all
                    select distinct 'campaign', campaign_id
                    from published.touches where is_counted and is_exposure
                ) as touched
            ) as reached on credits.level = reached.level and credits.name = reached.name
            where reached.name is null and credits.name <> 'untouched'
        """,
        severity=BLOCKS,
        notes="Only who reached somebody has credit.",
    ),
}  # fmt: skip
