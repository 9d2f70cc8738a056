"""What the overlap of channels must satisfy: every account of a month stands in one group."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of
from expectations.grain import of_the_grain
from expectations.rates import counts_are_parts, month_is_its_first_day, of_the_rate
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

KEY = ("month", "grouped_by", "group_name")

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "accounts", "accounts_at_risk", "moved_forward", "forward_rate",
                    "forward_rate_low", "forward_rate_high"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="One row per month and group."),
    **of_the_run(*KEY),
    **month_is_its_first_day(*KEY),
    **is_one_of("grouped_by", ["direction", "setting"], "Two ways to tell touches apart."),
    **is_one_of(
        "group_name",
        ["inbound_only", "outbound_only", "online_only", "offline_only", "both", "neither"],
        "Dashboards name these groups.",
    ),
    **of_the_rate("forward_rate", KEY),
    **counts_are_parts(KEY, [
        ("moved_forward", "accounts_at_risk"), ("accounts_at_risk", "accounts"),
    ]),
    "both_groupings_hold_the_same_accounts": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select month,
                sum(accounts) filter (where grouped_by = 'direction') as by_direction,
                sum(accounts) filter (where grouped_by = 'setting') as by_setting
            from {batch}
            group by month
            having sum(accounts) filter (where grouped_by = 'direction')
                    is distinct from sum(accounts) filter (where grouped_by = 'setting')
                or sum(moved_forward) filter (where grouped_by = 'direction')
                    is distinct from sum(moved_forward) filter (where grouped_by = 'setting')
        """,
        severity=BLOCKS,
        notes="The same accounts, told apart in two ways.",
    ),
    "accounts_of_the_last_month_are_all_accounts": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select sum(accounts) as accounts,
                (select count(*) from published.account_stages) as all_accounts
            from {batch}
            where grouped_by = 'direction' and month = date_trunc('month', as_of)
            having sum(accounts) <> (select count(*) from published.account_stages)
        """,
        severity=BLOCKS,
        notes="Who was touched by nothing stands in `neither`, and is not left out.",
    ),
    "a_rate_waits_until_the_horizon_is_over": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select month, grouped_by, group_name from {batch}
            where (moved_forward is null) <> (last_day(month) + 90 > as_of)
        """,
        severity=BLOCKS,
        notes="Accounts of last month had no time to move.",
    ),
}  # fmt: skip
