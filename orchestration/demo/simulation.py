"""The company in memory: entities drawn, journeys run, nothing written yet."""

from dataclasses import dataclass, replace

from orchestration.demo.accounts import Accounts, Owners, build_accounts, build_owners
from orchestration.demo.campaigns import Campaigns, build_campaigns
from orchestration.demo.dirt import DirtPlan, plan_dirt
from orchestration.demo.journey_log import JourneyLog
from orchestration.demo.journeys import Journeys
from orchestration.demo.people import People, build_people
from orchestration.demo.plan import CompanyPlan


@dataclass(frozen=True)
class Company:
    """The generated company in memory, before it is written."""

    plan: CompanyPlan
    dirt: DirtPlan
    owners: Owners
    accounts: Accounts
    people: People
    campaigns: Campaigns
    log: JourneyLog


def simulate_company(plan: CompanyPlan) -> Company:
    """Draw the entities and run their journeys; nothing is written."""
    owners = build_owners(plan)
    accounts = build_accounts(plan, owners)
    people = build_people(plan, accounts)
    campaigns = build_campaigns(plan)
    log = Journeys(plan, accounts, people, campaigns).run()
    return Company(plan, plan_dirt(plan), owners, accounts, people, campaigns, log)


def replay_at_random(company: Company, seed: int) -> JourneyLog:
    """Run the same accounts through new journeys in which each is reached by lot.

    Every account that a channel can reach at all is reached at the same rate, whatever its
    interest, stage and size: a randomised trial of all channels at once. `seed` draws the journeys;
    accounts, people and campaigns stay as they are.
    """
    plan = replace(company.plan, seed=seed, targeting=False)
    journeys = Journeys(plan, company.accounts, company.people, company.campaigns)
    # A trial is not written to files, so nobody has to be there who could respond.
    journeys.reach.needs_member[:] = False
    return journeys.run()
