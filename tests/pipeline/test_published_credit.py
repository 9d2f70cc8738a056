"""Credit, paths and feeds of a whole run, counted anew from the tables published beside them."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

import duckdb
import pytest

from tests.oracle.credit import Credit, Deal, History, Touch, count_credit
from tests.oracle.paths import moves_of, stayers_of, weighed
from tests.pipeline.conftest import END, Ran

pytestmark = pytest.mark.pipeline

EPOCH = date(1970, 1, 1)
AS_OF = (END - EPOCH).days
STAGES = ("Unaware", "Aware", "Engaged", "Qualified", "Intent", "Customer")
TRANSITIONS = {
    **{f"{n}": f"{STAGES[n]} > {STAGES[n + 1]}" for n in range(5)},
    "created": "opportunity_created",
    "won": "opportunity_won",
}
DEALS = """
    select accounts.account_id, deals.created_day, deals.closed_day, deals.is_won,
        amounts.company_amount
    from unified.int_opportunities as deals
    inner join unified.int_accounts as accounts on deals.account_key = accounts.account_key
    inner join steps.int_opportunity_amounts as amounts using (opportunity_id)
"""


@pytest.fixture(scope="module")
def histories(ran: Ran) -> list[History]:
    """Every published account, as the other tables tell of it."""
    spells, touches, deals = defaultdict(list), defaultdict(list), defaultdict(list)
    for key, stage, entered in ran.query(
        "select account_id, stage_ordinal, entered_on from account_stage_history order by all"
    ):
        spells[key].append((stage, (entered - EPOCH).days))
    for key, day, at, channel, campaign, person, visitor, quantity in ran.query(
        "select account_id, day, occurred_at, channel, campaign_id, person_id, visitor_id, quantity"
        " from touches where is_counted and is_exposure and quantity > 0"
        " and account_id is not null"
    ):
        touches[key].append(
            Touch((day - EPOCH).days, at, channel, campaign, person or visitor, quantity)
        )
    with duckdb.connect(str(ran.settings.warehouse_path), read_only=True) as connection:
        for key, *deal in connection.execute(DEALS).fetchall():
            deals[key].append(Deal(*deal))
    segments = dict(ran.query("select account_id, segment from accounts"))
    return [
        History(sorted(own, key=lambda spell: spell[1]), touches[key], deals[key], segments[key])
        for key, own in sorted(spells.items())
    ]


@pytest.fixture(scope="module")
def counted(histories: list[History]) -> Credit:
    return count_credit(histories, AS_OF, with_chain=False)


@pytest.mark.parametrize("level", ["channel", "campaign"])
def test_credit_is_that_counted_from_touches_and_moves(
    ran: Ran, counted: Credit, level: str
) -> None:
    expected: dict[tuple[str, str, str], list[Fraction]] = defaultdict(
        lambda: [Fraction(), Fraction()]
    )
    for key, credit in counted.given.items():
        transition, model, channel, campaign = key
        name = channel if level == "channel" else campaign or "without_campaign"
        row = expected[TRANSITIONS[transition], model, name]
        row[0] += credit
        row[1] += counted.amounts[key]
    rows = ran.query(
        "select transition, model, name, credit, amount from campaign_credit"
        f" where level = '{level}' and name <> 'untouched' and model <> 'markov'"
    )
    assert {tuple(key) for *key, _, _ in rows} == set(expected)
    for *key, credit, amount in rows:
        mine, money = expected[tuple(key)]
        assert abs(Fraction(credit) - mine) < Fraction(1, 900_000)
        if key[0].startswith("opportunity"):
            assert abs(Fraction(amount) - money) < Fraction(1, 90)
        else:
            assert amount is None


def test_what_nobody_touched_is_told_by_every_model(ran: Ran, counted: Credit) -> None:
    rows = ran.query(
        "select distinct transition, credit from campaign_credit where name = 'untouched'"
    )
    assert {transition: Fraction(credit) for transition, credit in rows} == {
        TRANSITIONS[one]: counted.untouched[one] for one in counted.conversions
    }


def test_paths_of_all_moves_are_those_of_the_history(ran: Ran, histories: list[History]) -> None:
    # Segments may change on the way; the row of all needs none.
    moves = moves_of(histories, AS_OF)
    movers = weighed(moves, stayers_of(histories, moves, AS_OF))[(-9, -9, "all"), "mover"]
    touches = sorted(seen.figures["touches"] for _, seen, _ in movers)
    people = sorted(seen.figures["people"] for _, seen, _ in movers)
    middle = (len(movers) - 1) // 2
    assert ran.query(
        "select moves, touches_p50, people_p50, accounts from progression_paths"
        " where from_stage = 'any' and path_group = 'mover'"
    ) == [(len(movers), touches[middle], people[middle], len({key for key, *_ in movers}))]


def test_feeds_are_judged_on_stages_that_no_feed_made(ran: Ran) -> None:
    with duckdb.connect(str(ran.settings.warehouse_path), read_only=True) as connection:
        lifted = connection.execute(
            "select count(*) from steps.int_feed_free_spells as free"
            " inner join steps.int_stage_spells as spells"
            " on spells.replay_id = 0 and free.account_key = spells.account_key"
            " and free.entered_day < spells.exited_day and spells.entered_day < free.exited_day"
            " where free.ordinal > spells.ordinal"
        ).fetchone()
    # Bought intent can only lift a stage.
    assert lifted == (0,)
    providers = ran.query("select provider, sightings > 0, verdict from intent_feed_value")
    assert len(providers) >= 2
    assert all(seen and verdict for _, seen, verdict in providers)
