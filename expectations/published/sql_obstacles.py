"""What the reasons of losses must satisfy: every loss once."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

KEY = ("lost_object", "reason", "competitor", "segment", "source")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "lost", "amount", "without_amount"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="Sums over any of these columns count every loss once."),
    **of_the_run(*KEY),
    **is_one_of(
        "lost_object", ["opportunity", "person"],
        "Whoever adds up both adds deals to people.",
    ),
    "something_was_lost": gxe.ExpectColumnValuesToBeBetween(
        column="lost",
        min_value=1,
        severity=BLOCKS,
        notes="A row stands for a loss.",
    ),
    "an_amount_is_of_opportunities": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select lost_object, reason, amount, lost, without_amount from {batch}
            where not coalesce(without_amount between 0 and lost, false)
                or (lost_object = 'person' and (amount is not null or without_amount <> 0))
                or (lost_object = 'opportunity' and (amount is null) <> (without_amount = lost))
        """,
        severity=BLOCKS,
        notes="A sum says how many amounts are not in it; a refused person has none.",
    ),
    "rejections_are_those_of_lead_rejections": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(lost.reason, rejected.reason) as reason, lost.lost, rejected.rejected
            from (
                select reason, source, sum(lost) as lost from {batch}
                where lost_object = 'person' group by reason, source
            ) as lost
            full join (
                select reason, source, sum(rejected) as rejected from published.lead_rejections
                where rejected > 0 group by reason, source
            ) as rejected on lost.reason = rejected.reason and lost.source = rejected.source
            where lost.lost is distinct from rejected.rejected
        """,
        severity=BLOCKS,
        notes="Two tables about the same refusals must count the same ones.",
    ),
}  # fmt: skip
