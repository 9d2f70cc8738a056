"""What the figures of campaigns must satisfy: they add up, and a cost per something has both."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_one_of
from expectations.grain import of_the_grain
from expectations.rates import counts_are_parts
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite
from expectations.sums import sums_differ

KEY = ("level", "name", "period")
ADDED = ("touches", "leads", "mqls", "sqls", "opportunities", "won", "customers", "emailed",
         "calls", "registrations", "impressions", "clicks")  # fmt: skip
MONEY = ("spend", "amount", "opportunity_amount")
COSTS = {
    "cost_per_click": "clicks",
    "cost_per_lead": "leads",
    "cost_per_mql": "mqls",
    "cost_per_sql": "sqls",
    "cost_per_opportunity": "opportunities",
    "cost_per_won": "won",
    "cost_per_customer": "customers",
}
RATES = ("ctr", "open_rate", "click_rate", "connect_rate", "attendance_rate", "download_rate")


def _sums_differ(parts: str, wholes: str, *by: str) -> str:
    unknown = "costs_without_rate + amounts_without_rate"
    return sums_differ(parts, wholes, by, ADDED, money=MONEY, unknown=unknown)


SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[*KEY, "label", "month", "people", "accounts", *ADDED, *MONEY, *COSTS, *RATES,
                    "return_on_spend", "roi", "ltv", "ltv_to_cac"],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **of_the_grain(*KEY, notes="One row per campaign (or sum) and month."),
    **of_the_run(*KEY),
    **is_one_of(
        "level",
        ["campaign", "no_campaign", "untouched", "channel", "direction", "all"],
        "Parts and sums stand in one table; a reader must be able to tell them apart.",
    ),
    **{name: check for rate in RATES for name, check in
       is_between(rate, 0, 1, "A share of those counted.").items()},
    **counts_are_parts(KEY, [
        ("email_opened", "emailed"), ("email_clicked", "emailed"), ("calls_connected", "calls"),
        ("attended", "registrations"), ("downloaders", "people"), ("customers", "won"),
        ("people", "touches"), ("accounts", "touches"),
    ]),
    "period_is_that_of_the_month": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, period, month from {batch}
            where period is distinct from coalesce(strftime(month, '%Y-%m'), 'all')
                or month <> date_trunc('month', month) or month > as_of
        """,
        severity=BLOCKS,
        notes="Charts use month, filters use period.",
    ),
    "channels_are_the_sums_of_their_campaigns": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=_sums_differ(
            "level in ('campaign', 'no_campaign')", "level = 'channel'", "channel", "period"
        ),
        severity=BLOCKS,
        notes="Whoever opens a channel must find its figures in its campaigns.",
    ),
    "all_is_the_sum_of_channels_and_untouched": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=_sums_differ(
            "level in ('channel', 'untouched')", "level = 'all'", "period"
        ),
        severity=BLOCKS,
        notes="Every success is booked once; what nothing touched is shown, not hidden.",
    ),
    "all_is_the_sum_of_directions_and_untouched": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=_sums_differ(
            "level in ('direction', 'untouched')", "level = 'all'", "period"
        ),
        severity=BLOCKS,
        notes="Inbound against outbound: every touch and cost is one of them, or unknown.",
    ),
    "months_add_up_to_all": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query=_sums_differ("period <> 'all'", "period = 'all'", "level", "name"),
        severity=BLOCKS,
        notes="A year in a chart and its total must agree.",
    ),
    "leads_are_those_of_the_history": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(booked.month, entered.month) as month,
                booked.leads, booked.mqls, booked.sqls
            from (select * from {batch} where level = 'all' and period <> 'all') as booked
            full join (
                select cast(date_trunc('month', entered_on) as date) as month,
                    count(*) filter (where stage = 'lead') as leads,
                    count(*) filter (where stage = 'mql') as mqls,
                    count(*) filter (where stage = 'sql') as sqls
                from published.lead_stage_history
                where stage in ('lead', 'mql', 'sql') and direction in ('start', 'forward')
                group by 1
            ) as entered on booked.month = entered.month
            where coalesce(booked.leads, 0) <> coalesce(entered.leads, 0)
                or coalesce(booked.mqls, 0) <> coalesce(entered.mqls, 0)
                or coalesce(booked.sqls, 0) <> coalesce(entered.sqls, 0)
        """,
        severity=BLOCKS,
        notes="A campaign report with other leads than the funnel would be believed by nobody.",
    ),
    "a_cost_per_success_has_both": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="select level, name, period from {batch} where "
        + " or ".join(
            f"({cost} is null) <> (coalesce(spend, 0) <= 0 or {count} = 0)"
            f" or abs({cost} * {count} - spend) > 0.006 * {count}"
            for cost, count in COSTS.items()
        ),
        severity=BLOCKS,
        notes="Nothing spent or nothing gained is no cost of 0.",
    ),
    "untouched_has_neither_touches_nor_costs": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, period from {batch}
            where level = 'untouched' and (touches > 0 or spend is not null)
        """,
        severity=BLOCKS,
        notes="It stands for what no touch came before.",
    ),
    "every_cost_has_a_rate": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, period, currencies_without_rate from {batch}
            where level = 'campaign' and costs_without_rate > 0
        """,
        severity=REPORTS,
        notes="Spend with such a cost is null, sums with it too: add each of "
        "currencies_without_rate to seed currency_rates.",
    ),
    "every_amount_has_a_rate": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select level, name, period, amounts_without_rate from {batch}
            where level in ('campaign', 'no_campaign', 'untouched') and period <> 'all'
                and amounts_without_rate > 0
        """,
        severity=REPORTS,
        notes="Amounts of opportunities in a currency without a rate are null here and left out of "
        "forecasts: add it to seed currency_rates.",
    ),
}  # fmt: skip
