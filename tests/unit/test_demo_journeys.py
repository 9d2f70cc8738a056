"""The latent journeys: what channels truly do is in them, and the facts tell the same story."""

from datetime import date, timedelta

import duckdb
import numpy as np
import pytest

from orchestration.demo.accounts import (
    AWARE,
    CUSTOMER,
    ENGAGED,
    ENTERPRISE,
    INTENT,
    QUALIFIED,
    STAGE_NAMES,
    UNAWARE,
)
from orchestration.demo.channels import CHANNEL_INDEX
from orchestration.demo.company import generate_company
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.simulation import Company, simulate_company

END = date(2026, 6, 30)


@pytest.fixture(scope="module")
def randomised() -> Company:
    return simulate_company(CompanyPlan(4000, 12_000, 4_000_000, 540, END, 11, targeting=False))


@pytest.fixture(scope="module")
def targeted() -> Company:
    return simulate_company(CompanyPlan(2000, 6000, 2_000_000, 540, END, 11))


def rate_ratio(company: Company, channel: str, stage: int) -> tuple[float, float]:
    """Forward moves per account-day, exposed over unexposed, and the standard error of its log."""
    log, column = company.log, CHANNEL_INDEX[channel]
    exposed, moved = log.days_exposed[stage, column], log.moves_exposed[stage, column]
    other = log.moves[stage] - moved
    ratio = (moved / exposed) / (other / (log.days_at_risk[stage] - exposed))
    return float(ratio), float(np.sqrt(1 / moved + 1 / other))


@pytest.mark.parametrize(
    ("channel", "stage", "factor"),
    [
        ("paid_social", AWARE, 2.0),
        ("webinar", ENGAGED, 1.6),
        ("direct_mail", QUALIFIED, 2.0),
        ("sdr_call", INTENT, 1.6),
        ("email", ENGAGED, 1.0),
        ("display", AWARE, 1.0),
    ],
)
def test_a_randomised_company_shows_the_true_factor_of_a_channel(
    randomised: Company, channel: str, stage: int, factor: float
) -> None:
    ratio, error = rate_ratio(randomised, channel, stage)
    assert abs(np.log(ratio / factor)) < 3 * error + 0.05


def test_targeting_makes_a_channel_without_effect_look_good(
    randomised: Company, targeted: Company
) -> None:
    for channel in ("email", "display"):
        for stage in (AWARE, ENGAGED):
            ratio, _ = rate_ratio(targeted, channel, stage)
            fair, _ = rate_ratio(randomised, channel, stage)
            assert ratio > 1.15
            assert ratio > fair


def test_targeting_favours_late_stages_and_large_companies(
    randomised: Company, targeted: Company
) -> None:
    def reached(company: Company, *, large: bool) -> float:
        members = (company.accounts.segment == ENTERPRISE) == large
        touched = np.concatenate([part.account for _, part in company.log.reaches])
        return float(members[touched].sum() / members.sum())

    def share(company: Company, stage: int) -> float:
        column = CHANNEL_INDEX["sdr_call"]
        return float(company.log.days_exposed[stage, column] / company.log.days_at_risk[stage])

    assert reached(targeted, large=True) > 1.7 * reached(targeted, large=False)
    assert reached(randomised, large=True) < 1.2 * reached(randomised, large=False)
    assert share(targeted, INTENT) > 3 * share(targeted, UNAWARE)
    assert share(randomised, INTENT) < 1.3 * share(randomised, UNAWARE)


@pytest.mark.parametrize("day", [200, 539])
def test_all_six_stages_are_populated_at_any_time(targeted: Company, day: int) -> None:
    stages = targeted.log.weekly_stages[day // 7]
    present = targeted.accounts.born <= day
    mix = np.bincount(stages[present], minlength=6) / present.sum()
    assert 0.25 < mix[UNAWARE] + mix[AWARE] < 0.55
    assert mix.min() > 0.04


# The default rules, written down once more and counted day by day.
STAGE_ON_A_DAY = """
with facts as (
    select coalesce(people.account_id, touches.account_id) as account_id,
        coalesce(touches.person_id, touches.visitor_id) as who, occurred_at::date as day,
        coalesce(url, '') not similar to '.*/(careers|login|support).*' and kind in (
            'page_viewed', 'pricing_page_viewed', 'product_page_viewed', 'form_submitted',
            'chat_started', 'demo_requested', 'demo_attended', 'quote_requested',
            'contact_sales_requested', 'consultation_requested', 'trial_started',
            'product_activated', 'upgrade_requested', 'referral_made') as engaged,
        url like '%/pricing%' or kind in ('form_submitted', 'chat_started', 'demo_requested',
            'demo_attended', 'quote_requested', 'contact_sales_requested', 'trial_started',
            'consultation_requested', 'product_activated', 'upgrade_requested') as signalled,
        kind in ('demo_requested', 'quote_requested', 'contact_sales_requested',
            'consultation_requested', 'trial_started', 'upgrade_requested') as asked
    from touches left join people using (person_id) where campaign_id is null
), metrics as (
    select account_id, days.day,
        count(distinct who) filter (engaged) as people,
        count(*) filter (engaged) as engagements,
        count(distinct facts.day) filter (engaged) as engaged_days,
        count(distinct who) filter (signalled and facts.day > days.day - 60) as signalling,
        count(*) filter (asked and facts.day > days.day - 60) as requests
    from days join facts on facts.day <= days.day and facts.day > days.day - 90 group by all
), deals as (
    select account_id, days.day,
        bool_or(type <> 'renewal' and opportunities.created_at::date <= days.day
            and (closed_at is null or closed_at::date > days.day)) as has_open,
        bool_or(is_won and closed_at::date <= days.day
            and (churned_on is null or churned_on > days.day or closed_at::date > churned_on)
        ) as has_won
    from opportunities join accounts using (account_id) cross join days group by all
)
select account_id, days.day, coalesce(has_won, false) as is_customer, case
    when requests > 0 or has_open then 4
    when is_fit and signalling >= 2 then 3
    when people >= 3 or (segment = 'small' and people >= 2) or (segment = 'micro'
        and people >= 1 and engagements >= 3 and engaged_days >= 2) then 2
    when people >= 1 then 1 else 0 end as stage
from accounts cross join days
left join metrics using (account_id, day) left join deals using (account_id, day)
where created_on <= days.day
"""


@pytest.fixture(scope="module")
def organic(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The facts of a company: touches of all three files, deals, and the true stages."""
    folder = tmp_path_factory.mktemp("organic")
    generate_company(folder, accounts=200, people=900, touches=40_000, days=300, end=END, seed=3)
    connection = duckdb.connect()
    connection.execute(f"""
        create table touches as select distinct touch_id, kind, person_id, visitor_id,
            try_cast(occurred_at as timestamp) as occurred_at, account_id, campaign_id, url
        from (
            select * replace (occurred_at::varchar as occurred_at)
            from read_parquet('{folder}/touches.parquet')
            union all by name
            from read_json('{folder}/touches.2.jsonl', ignore_errors = true)
            union all by name
            from read_csv('{folder}/touches.3.csv', all_varchar = true, ignore_errors = true)
        ) where kind is not null and try_cast(occurred_at as timestamp) is not null;
        create table people as select * from read_parquet('{folder}/truth/people.parquet');
        create table accounts as select *, created_at::date as created_on,
            churned_at::date as churned_on
        from read_parquet('{folder}/truth/accounts.parquet')
        join (select * from read_parquet('{folder}/accounts.parquet')
            qualify row_number() over (partition by account_id order by updated_at desc) = 1
        ) using (account_id);
        create table opportunities as select * from read_csv('{folder}/opportunities.csv')
            where not is_deleted
            qualify row_number() over (partition by opportunity_id order by updated_at desc) = 1;
        create table stages as select * from read_parquet('{folder}/truth/stages.parquet');
        create table days (day date);
    """)
    return connection


@pytest.mark.parametrize("back", [0, 75, 150])
def test_organic_facts_give_exactly_the_latent_stages_by_the_default_rules(
    organic: duckdb.DuckDBPyConnection, back: int
) -> None:
    last = END - timedelta(days=back)
    organic.execute("delete from days")
    organic.executemany(
        "insert into days values (?)", [(last - timedelta(days=held),) for held in range(15)]
    )
    found: dict[str, int] = {}
    for account, day, is_customer, stage in organic.execute(STAGE_ON_A_DAY).fetchall():
        # Customer is not held; each of the other stages is, for 14 days.
        reached = CUSTOMER if is_customer and day == last else stage
        found[account] = max(found.get(account, 0), reached)
    latent = organic.execute("select * from stages order by all").fetchall()
    expected = {
        account: STAGE_NAMES.index(stage) for account, entered, stage in latent if entered <= last
    }
    assert found == expected
