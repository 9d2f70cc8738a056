"""The oracle's answer for one company: everything that is compared with the published tables."""

from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.account_metrics import AccountFacts, gather_facts
from tests.oracle.account_stages import AccountAnswer, stage_accounts
from tests.oracle.company import Case
from tests.oracle.counted_touches import count_touches
from tests.oracle.handoffs import HandoffAnswer, Key, hand_over
from tests.oracle.identity import identify
from tests.oracle.lead_funnel import FunnelAnswer, follow_people
from tests.oracle.lead_scores import LeadAnswer, score_people
from tests.oracle.matching import Match
from tests.oracle.rule_files import RuleSet


@dataclass(frozen=True)
class Answer:
    """Accounts and people of one company by id."""

    accounts: dict[str, AccountAnswer]
    people: dict[str, LeadAnswer]
    facts: dict[str, AccountFacts]
    matches: dict[str, Match]
    funnels: dict[str, FunnelAnswer]
    handoffs: dict[Key, HandoffAnswer]


def answer_case(case: Case, rules: RuleSet, as_of: date, outlook_days: int = 0) -> Answer:
    """Work out one company day by day, and `outlook_days` further if nothing else happens."""
    until = as_of + timedelta(days=outlook_days)
    identity = identify(case, rules, as_of)
    touches = count_touches(case, rules, identity, as_of)
    facts = gather_facts(case, rules, identity, touches, as_of)
    people = score_people(rules, identity, touches, as_of, until)
    accounts = stage_accounts(rules, facts, until)
    return Answer(
        accounts=accounts,
        people=people,
        facts=facts,
        matches={
            person.person_id: person.match
            for person in identity.people
            if identity.is_scored(person)
        },
        funnels=follow_people(case, rules, identity, touches, facts, people, as_of),
        handoffs=hand_over(case, rules, identity, touches, facts, accounts, people, as_of),
    )
