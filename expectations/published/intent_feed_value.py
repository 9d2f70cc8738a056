"""What the worth of intent feeds must satisfy: money is spent or saved by it."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_counted, is_one_of, is_present
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

VERDICTS = ("adds", "adds_nothing", "duplicates", "not_enough_data")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "provider", "rate_ratio", "ratio_low", "ratio_high", "auc_gain", "auc_gain_low",
            "auc_gain_high", "shown_by_other_feeds", "shown_by_first_party", "lead_days",
            "surges", "hits", "cost_per_hit", "verdict", "sentence",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain("provider", notes="A feed is judged once."),
    **of_the_run("provider"),
    **is_one_of("verdict", VERDICTS, "What to do is told in four words."),
    **is_present("verdict", "Every feed is judged."),
    **is_present("sentence", "And told in a line."),
    **is_counted("sightings"),
    **is_counted("surges"),
    **is_between("shown_by_other_feeds", 0, 1, "A share."),
    **is_between("shown_by_first_party", 0, 1, "A share."),
    **is_between("comparable_share", 0, 1, "A share."),
    **is_between("auc_first_party", 0, 1, "An area under the curve."),
    "estimates_lie_in_their_intervals": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select provider, rate_ratio, ratio_low, ratio_high, auc_gain from {batch}
            where not (ratio_low <= rate_ratio and rate_ratio <= ratio_high)
                or not (ratio_alone_low <= rate_ratio_alone
                    and rate_ratio_alone <= ratio_alone_high)
                or not (auc_gain_low <= auc_gain and auc_gain <= auc_gain_high)
                or abs(auc_gain - (auc_with_feed - auc_first_party)) > 0.000002
        """,
        severity=BLOCKS,
        notes="An estimate outside its own interval is a slip of ours.",
    ),
    "a_feed_that_adds_has_shown_it": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select provider, ratio_low, auc_gain, moves_surging, moves_quiet from {batch}
            where verdict = 'adds' and not coalesce(
                ratio_low >= 1 and auc_gain >= 0 and moves_surging >= 10 and moves_quiet >= 10
                and comparable_share >= 0.5, false)
        """,
        severity=BLOCKS,
        notes="Nobody pays on for what chance alone can do.",
    ),
    "a_feed_that_adds_nothing_has_had_its_chance": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select provider, ratio_low, ratio_high from {batch}
            where verdict = 'adds_nothing' and not coalesce(
                ratio_low <= 1 and ratio_high <= worthwhile_ratio and moves_surging >= 10, false)
        """,
        severity=BLOCKS,
        notes="Too little data is no reason to cancel.",
    ),
    "a_duplicate_is_shown_by_others": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select provider, shown_by_other_feeds, most_alike from {batch}
            where (verdict = 'duplicates' and not coalesce(
                    sightings >= 20 and shown_by_other_feeds >= 0.8 and most_alike <> provider,
                    false))
                or most_alike not in (select provider from {batch})
        """,
        severity=BLOCKS,
        notes="It is cancelled because another one shows the same.",
    ),
    "hits_are_surges": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select provider, surges, hits, hit_rate from {batch}
            where hits > surges or hits < 0
                or not (hit_rate_low <= hit_rate and hit_rate <= hit_rate_high)
                or (surges > 0) <> (hit_rate is not null)
                or (yearly_cost is null and cost_per_hit is not null)
        """,
        severity=BLOCKS,
        notes="A hit is a surge that a move followed; it has a price only if the feed has one.",
    ),
}  # fmt: skip
