"""What the influence of campaigns on progression must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_counted, is_one_of
from expectations.grain import of_the_grain
from expectations.rates import of_the_ratio
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite
from expectations.vocabulary import STAGES

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "level", "name", "population", "from_stage", "to_stage", "accounts_exposed",
            "moves_exposed", "moves_unexposed", "days_exposed", "days_unexposed",
            "rate_ratio_crude", "rate_ratio", "ratio_low", "ratio_high", "p_value", "q_value",
            "overlap", "extra_moves", "extra_moves_low", "cost_per_extra_move",
            "chance_30d_exposed", "chance_30d_unexposed", "speed_vs_average",
            "min_detectable_ratio", "rate_ratio_shrunken", "prob_best", "rate_ratio_operational",
            "rate_ratio_campaign_free", "evidence", "verdict", "sentence",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(
        "level", "name", "population", "from_stage", "to_stage", notes="The grain of the table."
    ),
    **of_the_run("level", "name", "population", "from_stage", "to_stage"),
    **is_one_of("level", ["channel", "campaign"], "Part of the key."),
    **is_one_of("from_stage", STAGES, "The six stages are spelled so."),
    **is_one_of(
        "to_stage", [*STAGES, "any"],
        "The six stages are spelled so; any for whatever move forward.",
    ),
    "counts_are_not_negative": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage from {batch}
            where least(moves_exposed, moves_unexposed, days_exposed, days_unexposed) < 0
                or moves_exposed is null or moves_unexposed is null
                or days_exposed is null or days_unexposed is null
        """,
        severity=BLOCKS,
        notes="Counts.",
    ),
    "moves_happen_on_days_at_risk": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, moves_exposed, days_exposed
            from {batch}
            where moves_exposed > days_exposed or moves_unexposed > days_unexposed
        """,
        severity=BLOCKS,
        notes="An account moves once a day at most, and on a day at risk.",
    ),
    "any_move_includes_each": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select single.level, single.name, single.population, single.from_stage, single.to_stage
            from {batch} as single
            inner join published.campaign_influence as either
                on single.level = either.level and single.name = either.name
                and single.population = either.population
                and single.from_stage = either.from_stage and either.to_stage = 'any'
            where single.moves_exposed > either.moves_exposed
                or single.moves_unexposed > either.moves_unexposed
        """,
        severity=BLOCKS,
        notes="A move to a given stage is one of the moves to any.",
    ),
    **of_the_ratio(("level", "name", "population", "from_stage", "to_stage")),
    **is_between("p_value", 0, 1, "A probability."),
    **is_between("q_value", 0, 1, "A probability."),
    "q_value_is_not_below_p_value": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="q_value",
        column_B="p_value",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Correcting for many comparisons never makes a finding stronger.",
    ),
    **is_between("overlap", 0, 1, "The share of exposed days that have a comparable day without."),
    "evidence_is_graded": gxe.ExpectColumnValuesToBeInSet(
        column="evidence",
        value_set=["A", "B", "C", "D"],
        severity=BLOCKS,
        notes="A holdout, B all diagnostics agree, C one fails, D not enough data.",
    ),
    **is_one_of(
        "verdict", ["faster", "slower", "no_clear_difference", "not_enough_data"],
        "Dashboards colour by it.",
    ),
    "too_little_data_claims_nothing": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, evidence, verdict from {batch}
            where evidence is null or verdict is null
                or (evidence = 'D') <> (verdict = 'not_enough_data')
        """,
        severity=BLOCKS,
        notes="Grade D and the verdict not_enough_data are one statement.",
    ),
    "too_little_data_says_of_what": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, lacking, verdict from {batch}
            where (lacking is null) = (verdict = 'not_enough_data')
                or lacking not in ('moves', 'overlap', 'precision')
        """,
        severity=BLOCKS,
        notes="Who reads that there is not enough data can ask for what is missing.",
    ),
    "every_source_reaches_as_of": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select distinct complete_until, as_of from {batch} where complete_until < as_of
        """,
        severity=REPORTS,
        notes=(
            "The export of touches, or of the CRM, seems to be missing since: "
            "no later day is counted (see lag_hours of data_health)."
        ),
    ),
    "a_ratio_tells_something": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, rate_ratio, ratio_low, ratio_high
            from {batch}
            where (rate_ratio is null) <> (ratio_low is null)
                or (rate_ratio is null) <> (ratio_high is null)
                or (rate_ratio_crude is not null and rate_ratio is null)
                or ratio_high > 100 * (ratio_low + 0.0001) + 0.0001
        """,
        severity=BLOCKS,
        notes="No ratio without an interval, and none whose interval spans a factor above 100.",
    ),
    "a_claim_has_enough_data": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, moves_exposed, moves_unexposed
            from {batch}
            where verdict <> 'not_enough_data' and (
                moves_exposed < 10 or moves_unexposed < 10
                or overlap is null or overlap < 0.5
                or rate_ratio is null or p_value is null or q_value is null
                or ratio_high > 4 * (ratio_low + 0.0001) + 0.0001
            )
        """,
        severity=BLOCKS,
        notes="Ten moves on either side, half of the days comparable, interval ratio up to 4.",
    ),
    "a_direction_is_outside_chance": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, verdict from {batch}
            where (verdict = 'faster' and not coalesce(ratio_low >= 1 and q_value <= 0.1, false))
                or (verdict = 'slower' and not coalesce(ratio_high <= 1 and q_value <= 0.1, false))
        """,
        severity=BLOCKS,
        notes="Faster or slower only if the interval lies on that side of 1 and q is low.",
    ),
    "sums_of_extra_moves_are_real": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select extra.level, extra.from_stage, extra.to_stage, extra.extra_moves, real.moves
            from (
                select level, from_stage, to_stage, sum(extra_moves) as extra_moves,
                    count(extra_moves) as rows_summed
                from {batch} where population = 'all'
                group by level, from_stage, to_stage
            ) as extra
            left join (
                select history.previous_stage as from_stage, targets.to_stage, count(*) as moves
                from published.account_stage_history as history
                inner join (
                    select 'any' as to_stage union all select distinct stage
                    from published.account_stage_history
                ) as targets on targets.to_stage in ('any', history.stage)
                where history.direction = 'forward'
                group by history.previous_stage, targets.to_stage
            ) as real
                on extra.from_stage = real.from_stage and extra.to_stage = real.to_stage
            where extra.extra_moves > coalesce(real.moves, 0) + 0.005 * rows_summed
        """,
        severity=BLOCKS,
        notes="A move is due once: all channels together never made more than there were.",
    ),
    "extra_moves_lie_between_their_bounds": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, extra_moves_low, extra_moves
            from {batch}
            where extra_moves_low < 0 or extra_moves < extra_moves_low
                or extra_moves > extra_moves_high or extra_moves_high > moves_exposed
                or (extra_moves is null) <> (extra_moves_low is null)
                or (extra_moves is null) <> (extra_moves_high is null)
                or (extra_moves is not null and verdict = 'not_enough_data')
                or (extra_moves is not null and population <> 'all')
        """,
        severity=BLOCKS,
        notes="No more moves are due to a unit than followed its touches.",
    ),
    "a_cost_has_extra_moves": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, cost_per_extra_move
            from {batch}
            where cost_per_extra_move is not null and (
                not coalesce(extra_moves_low > 0, false) or spend is null
                or cost_per_extra_move < cost_per_extra_move_low
                or cost_per_extra_move > cost_per_extra_move_high
            )
        """,
        severity=BLOCKS,
        notes="Where nothing may be due to a campaign, a price of it would be made up.",
    ),
    "chances_go_with_the_ratio": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, rate_ratio, chance_30d_exposed
            from {batch}
            where (chance_30d_exposed is null) <> (verdict = 'not_enough_data')
                or (chance_30d_unexposed is null) <> (verdict = 'not_enough_data')
                or (rate_ratio > 1 and chance_30d_exposed < chance_30d_unexposed)
                or (rate_ratio < 1 and chance_30d_exposed > chance_30d_unexposed)
                or (rate_ratio > 1 and speed_vs_average < 1)
                or (rate_ratio < 1 and speed_vs_average > 1)
        """,
        severity=BLOCKS,
        notes="Chance, speed and ratio are one finding on three scales.",
    ),
    "evidence_is_earned": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, evidence, failed_diagnostics
            from {batch}
            where (evidence = 'A' and failed_diagnostics <> 'contaminated')
                or (evidence = 'B' and (
                    failed_diagnostics is not null or not coalesce(e_value >= 1.5, false)
                    or not coalesce(q_value <= 0.1 and overlap >= 0.8, false)
                    or not coalesce(placebo_low <= 1 and placebo_high >= 1, false)
                    or not coalesce((ratio_poisson - 1) * (rate_ratio - 1) >= 0, false)
                    or not coalesce((ratio_full_engagement - 1) * (rate_ratio - 1) >= 0, false)
                ))
                or (evidence = 'C' and failed_diagnostics is null)
                or (evidence = 'A')
                    <> (population like 'holdout %' and verdict <> 'not_enough_data')
        """,
        severity=BLOCKS,
        notes="A only by lot, B only if every diagnostic was passed, C names what was not.",
    ),
    "the_best_are_shared_out": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, population, from_stage, to_stage, count(*) as candidates,
                sum(prob_best) as prob_best
            from {batch}
            where evidence in ('B', 'C') and not is_own_behaviour
            group by level, population, from_stage, to_stage
            having (count(*) = 1 and count(prob_best) > 0)
                or (count(*) > 1 and (count(prob_best) < count(*)
                    or abs(sum(prob_best) - 1) > 0.000001 * count(*)))
        """,
        severity=BLOCKS,
        notes="One of a family is the best, and who stands alone is not the best of anything.",
    ),
    "nothing_is_due_to_own_behaviour": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, evidence, extra_moves
            from {batch}
            where is_own_behaviour is null or (is_own_behaviour and (
                level <> 'channel' or evidence not in ('C', 'D') or extra_moves is not null
                or cost_per_extra_move is not null or prob_best is not null
                or rate_ratio_shrunken is not null
            ))
        """,
        severity=BLOCKS,
        notes="Who visits of their own accord is interested already: no channel made them.",
    ),
    "nothing_is_due_where_nothing_compares": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, extra_moves from {batch}
            where failed_diagnostics like '%engagement_seen%'
                and coalesce(extra_moves, extra_moves_low, cost_per_extra_move) is not null
        """,
        severity=BLOCKS,
        notes="Without engagement on record nothing tells those who were about to move anyway.",
    ),
    "a_claim_is_shrunken": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage, rate_ratio_shrunken, prob_best
            from {batch}
            where evidence <> 'A' and not is_own_behaviour and (
                (rate_ratio_shrunken is null) <> (verdict = 'not_enough_data')
                or (prob_best is not null and verdict = 'not_enough_data')
                or (min_detectable_ratio is null) <> (verdict = 'not_enough_data')
                or min_detectable_ratio < 1
            )
        """,
        severity=BLOCKS,
        notes="Who ranks ratios needs those without luck.",
    ),
    "other_populations_have_enough_data": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, population, from_stage, to_stage from {batch}
            where population <> 'all' and population not like 'holdout %'
                and verdict = 'not_enough_data'
        """,
        severity=BLOCKS,
        notes="A part of the accounts has a row only where there is something to say.",
    ),
    **is_between("prob_best", 0, 1, "A probability."),
    **is_between("chance_30d_exposed", 0, 1, "A probability."),
    **is_between("chance_30d_unexposed", 0, 1, "A probability."),
    **is_counted("accounts_exposed"),
    "the_finding_is_said_in_words": gxe.ExpectColumnValuesToNotBeNull(
        column="sentence",
        severity=BLOCKS,
        notes="A ratio without its sentence is misread.",
    ),
}  # fmt: skip
