"""What the profiles of accounts must satisfy."""

import great_expectations.expectations as gxe

from expectations.grain import of_every_account, of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "account_name", "segment", "region", "owner_id", "industry",
            "industry_source", "employee_count", "employee_count_source", "annual_revenue",
            "annual_revenue_source", "currency", "stage", "entered_on", "days_in_stage",
            "account_score", "people_by_role", "known_people", "engaged_people",
            "decision_maker_reached", "last_touch_on", "touches_90d", "engagements_90d",
            "open_opportunities", "open_amount", "won_amount", "intent_topics", "competitors",
            "pains", "technologies", "missing_for_next", "next_action", "next_action_team",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Account pages select these columns by name.",
    ),
    **of_the_grain("account_id", notes="The grain of the table."),
    **of_the_run("account_id"),
    **of_every_account("Exactly the published accounts can be opened."),
    "stage_is_that_of_account_stages": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select profiles.account_id, profiles.stage, stages.stage as stage_there
            from {batch} as profiles
            inner join published.account_stages as stages
                on profiles.account_id = stages.account_id
            where (profiles.stage, profiles.account_score, profiles.engaged_people)
                is distinct from (stages.stage, stages.account_score, stages.engaged_people)
        """,
        severity=BLOCKS,
        notes="Two tables that name one figure must not contradict each other.",
    ),
    "targets_are_those_of_target_accounts": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select profiles.account_id, profiles.tier, targets.tier as tier_there
            from {batch} as profiles
            left join published.target_accounts as targets
                on profiles.account_id = targets.account_id
            where (profiles.tier, profiles.is_target, profiles.crm_is_target)
                is distinct from (targets.tier, targets.is_target, targets.crm_is_target)
        """,
        severity=BLOCKS,
        notes="Whoever opens an account must find it on the list that planning reads, or not.",
    ),
    "a_value_has_a_source": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, industry_source, employee_count_source, annual_revenue_source
            from {batch}
            where (industry is null) <> (industry_source is null)
                or (employee_count is null) <> (employee_count_source is null)
                or (annual_revenue is null) <> (annual_revenue_source is null)
                or (country is null) <> (country_source is null)
                or (city is null) <> (city_source is null)
                or (technologies is null) <> (technologies_source is null)
        """,
        severity=BLOCKS,
        notes="Whoever doubts a figure must see who said it.",
    ),
    "values_of_the_crm_are_those_of_accounts": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select profiles.account_id, profiles.employee_count, accounts.employee_count as crm
            from {batch} as profiles
            inner join published.accounts as accounts
                on profiles.account_id = accounts.account_id
            where coalesce(accounts.employee_count <> profiles.employee_count, false)
                or coalesce(accounts.annual_revenue <> profiles.annual_revenue, false)
        """,
        severity=BLOCKS,
        notes="A provider only fills what the CRM leaves blank.",
    ),
    "sums_of_amounts_have_a_currency": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, open_amount, open_currency, won_amount, won_currency from {batch}
            where (open_amount is null and open_currency is not null)
                or (won_amount is null and won_currency is not null)
                or (open_amount is not null and open_opportunities = 0)
                or (won_amount is not null and won_opportunities = 0)
        """,
        severity=BLOCKS,
        notes="A currency without a sum, or a sum of nothing.",
    ),
    "last_touch_is_not_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="as_of",
        column_B="last_touch_on",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Facts dated after as_of do not exist for the run.",
    ),
    "engagements_are_touches": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="touches_90d",
        column_B="engagements_90d",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Engagements are some of the touches of the same 90 days.",
    ),
    "most_accounts_have_an_industry": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(*) as accounts, count(industry) as known from {batch}
            having count(*) >= 20 and count(industry) < 0.2 * count(*)
        """,
        severity=REPORTS,
        notes="Neither the CRM nor a provider says what the accounts are: segments mean little.",
    ),
}  # fmt: skip
