"""Credit of campaigns: worked by hand, against fractions on drawn accounts, and adding up."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import duckdb
import pytest

from orchestration.attribution.markov import SHARE_UNITS, removal_effects, whole_shares
from tests.oracle.credit import Credit, Deal, History, Touch, count_credit
from tests.oracle.credit import removal_effects as exact_removal_effects
from tests.oracle.credit_models import AS_OF, STAGES, as_money, load_accounts, run_credit

EXACT = """
    select transition_no, model, channel, campaign_id,
        cast(credit as varchar), cast(amount as varchar)
    from int_credit_rows
"""
UNIT = 10**12
LARGEST_ERROR = Fraction(1, 10**9)
TRANSITIONS = {**{f"{n}": n for n in range(5)}, "created": -1, "won": -2}
NAMES = {
    **{f"{n}": f"{STAGES[n]} > {STAGES[n + 1]}" for n in range(5)},
    "created": "opportunity_created",
    "won": "opportunity_won",
}


def credited(histories: Sequence[History]) -> duckdb.DuckDBPyConnection:
    connection = load_accounts(histories)
    run_credit(connection)
    return connection


def published(connection: duckdb.DuckDBPyConnection, where: str) -> dict[Any, Decimal]:
    rows = connection.execute(
        f"select model, name, credit from campaign_credit where level = 'channel' and {where}"
    ).fetchall()
    return {(model, name): credit for model, name, credit in rows}


def draw_histories(random: Random, accounts: int) -> list[History]:
    """Short lives with touches before, within and after their spells, and odd deals."""
    histories = []
    for _ in range(accounts):
        day = AS_OF - random.randint(60, 260)
        spells = [(random.randint(0, 5), day)]
        while random.random() < 0.75 and day < AS_OF:
            day += random.randint(1, 60)
            spells.append((random.choice([n for n in range(6) if n != spells[-1][0]]), day))
        days = [entered for _, entered in spells] + [random.randint(AS_OF - 300, AS_OF)]
        touches = [
            Touch(
                day=random.choice(days) + random.choice([0, 0, -1, 1, random.randint(-95, 20)]),
                minute=random.choice([0, 5, random.randint(0, 1439)]),
                channel=random.choice("abcd"),
                campaign=random.choice([None, "c1", "c2", "c3"]),
            )
            for _ in range(random.choice([0, 1, 2, 3, 8, 25]))
        ]
        created = [random.randint(AS_OF - 250, AS_OF) for _ in range(random.choice([0, 0, 1, 2]))]
        deals = []
        for one in created:
            closed = random.choice([None, one + random.randint(-3, 80)])
            closed = None if closed is None or closed > AS_OF else closed
            amount = random.choice([None, as_money(random.randint(-500, 10**8))])
            deals.append(Deal(one, closed, closed is not None and random.random() < 0.6, amount))
        histories.append(History(spells, [t for t in touches if t.day <= AS_OF], deals))
    return histories


@pytest.mark.parametrize("seed", range(6))
def test_credit_is_that_of_fractions_and_adds_up(seed: int) -> None:
    histories = draw_histories(Random(seed), 14)
    expected = count_credit(histories, AS_OF)
    connection = credited(histories)
    found = {
        (number, model, channel, campaign): (int(credit), int(amount))
        for number, model, channel, campaign, credit, amount in connection.execute(EXACT).fetchall()
    }
    keys = {(TRANSITIONS[one], *rest): (one, *rest) for one, *rest in expected.given}
    assert set(found) == set(keys)
    for key, (credit, amount) in found.items():
        mine = expected.given[keys[key]]
        assert abs(Fraction(credit, UNIT * 10**6) - mine) < LARGEST_ERROR
        money = expected.amounts[keys[key]]
        assert abs(Fraction(amount, UNIT * 100) - money) <= LARGEST_ERROR * max(1, abs(money))
    _assert_rounded(connection, expected)
    _assert_adds_up(connection, histories, expected)


def _assert_rounded(connection: duckdb.DuckDBPyConnection, expected: Credit) -> None:
    exact: dict[tuple[str, str, str], Fraction] = defaultdict(Fraction)
    for (transition, model, channel, _), credit in expected.given.items():
        exact[NAMES[transition], model, channel] += credit
    rows = connection.execute(
        "select transition, model, name, credit from campaign_credit"
        " where level = 'channel' and name <> 'untouched'"
    ).fetchall()
    assert {tuple(key) for *key, _ in rows} == set(exact)
    for *key, credit in rows:
        assert abs(Fraction(credit) - exact[tuple(key)]) <= Fraction(1, 10**6) + LARGEST_ERROR


def _assert_adds_up(
    connection: duckdb.DuckDBPyConnection, histories: Sequence[History], expected: Credit
) -> None:
    sums = connection.execute(
        "select level, model, transition, sum(credit), sum(amount),"
        " sum(case when name = 'untouched' then credit end) from campaign_credit"
        " group by level, model, transition"
    ).fetchall()
    assert len(sums) == 14 * len(expected.conversions)
    deals = [deal for history in histories for deal in history.deals]
    money = {
        "opportunity_created": sum((deal.amount or 0 for deal in deals), Decimal()),
        "opportunity_won": sum((d.amount or 0 for d in deals if d.is_won), Decimal()),
    }
    by_name = {NAMES[one]: one for one in NAMES}
    for _, _, transition, credit, amount, untouched in sums:
        one = by_name[transition]
        assert Fraction(credit) == expected.conversions[one]
        assert Fraction(untouched) == expected.untouched[one]
        assert amount == money.get(transition)
    moves = sum(
        later[0] > stage
        for history in histories
        for (stage, _), later in zip(history.spells, history.spells[1:], strict=False)
        if later[1] <= AS_OF
    )
    totals = connection.execute(
        "select distinct sum(credit) from campaign_credit where from_stage is not null"
        " group by level, model"
    ).fetchall()
    assert totals == ([(Decimal(moves),)] if moves else [])


def test_one_path_worked_by_hand() -> None:
    # Aware from day 100 before; ads 20 days before the entry, mail on its day, a call, a webinar.
    entered, moved = AS_OF - 60, AS_OF - 30
    touches = [
        Touch(entered - 40, 0, "too early"),
        Touch(entered - 20, 0, "ads"),
        Touch(entered, 0, "email"),
        Touch(moved - 14, 0, "call"),
        Touch(moved - 7, 0, "webinar"),
        Touch(moved, 0, "on the day"),
    ]
    account = History([(0, entered - 50), (1, entered), (2, moved)], touches)
    shares = published(credited([account]), "transition = 'Aware > Engaged'")
    by_model = {
        model: [float(shares.get((model, name), 0)) for name in ("ads", "email", "call", "webinar")]
        for model in {model for model, _ in shares}
    }
    decay = [2 ** -(50 / 7), 2 ** -(30 / 7), 2**-2, 2**-1]
    assert by_model == {
        "first_touch": [1, 0, 0, 0],
        "last_touch": [0, 0, 0, 1],
        "linear": [0.25] * 4,
        "u_shaped": [0.4, 0.1, 0.1, 0.4],
        # The mail opened the stage; only the call is none of the three milestones.
        "w_shaped": [0.3, 0.3, 0.1, 0.3],
        "time_decay": pytest.approx([one / sum(decay) for one in decay], abs=1e-6),
        # One way only: nobody gets through without any of the four.
        "markov": [0.25] * 4,
    }
    assert {name for _, name in shares} == {"ads", "email", "call", "webinar", "untouched"}


def test_a_skip_pays_each_transition_that_it_passes() -> None:
    account = History([(0, AS_OF - 40), (3, AS_OF - 10)], [Touch(AS_OF - 20, 0, "event")])
    rows = (
        credited([account])
        .execute(
            "select transition, credit from campaign_credit"
            " where model = 'linear' and name = 'event' and level = 'channel' order by all"
        )
        .fetchall()
    )
    assert rows == [
        ("Aware > Engaged", Decimal("0.333333")),
        ("Engaged > Qualified", Decimal("0.333333")),
        ("Unaware > Aware", Decimal("0.333334")),
    ]


def test_several_conversions_of_one_account_are_shared_out_apart() -> None:
    account = History(
        [(0, AS_OF - 200), (1, AS_OF - 100), (0, AS_OF - 60), (1, AS_OF - 50)],
        [Touch(AS_OF - 110, 0, "a"), Touch(AS_OF - 51, 0, "b")],
    )
    shares = published(credited([account]), "transition = 'Unaware > Aware' and model = 'linear'")
    # The second path reaches back to 90 days before the entry only, not to the first touch.
    assert shares == {
        ("linear", "a"): Decimal(1),
        ("linear", "b"): Decimal(1),
        ("linear", "untouched"): Decimal(0),
    }


@pytest.mark.parametrize("transition", ["opportunity_created", "opportunity_won"])
def test_an_amount_without_a_rate_has_credit_but_no_money(transition: str) -> None:
    deal = Deal(AS_OF - 30, AS_OF - 10, is_won=True, amount=None)
    account = History([(0, AS_OF - 80)], [Touch(AS_OF - 40, 0, "a")], [deal])
    rows = (
        credited([account])
        .execute(
            "select name, credit, amount, conversions_without_amount, from_stage, to_stage"
            " from campaign_credit"
            f" where transition = '{transition}' and model = 'linear' and level = 'channel'"
            " order by name"
        )
        .fetchall()
    )
    assert rows == [("a", 1, 0, 1, None, None), ("untouched", 0, 0, 1, None, None)]


def test_the_removal_effect_of_a_chain_worked_by_hand() -> None:
    # Of four paths: a converts, a then b converts, b does not, a does not.
    edges = {
        ("(start)", "a"): 3, ("(start)", "b"): 1, ("a", "(conversion)"): 1, ("a", "b"): 1,
        ("a", "(none)"): 1, ("b", "(conversion)"): 1, ("b", "(none)"): 1,
    }  # fmt: skip
    # chance: from b 1/2; from a 1/3 + 1/3 * 1/2 = 1/2; from the start 1/2.
    # without a: 1/4 * 1/2 = 1/8; without b: 3/4 * 1/3 = 1/4.
    effects = removal_effects(edges)
    assert effects == pytest.approx({"a": 3 / 4, "b": 1 / 2})
    assert whole_shares(effects) == {"a": SHARE_UNITS * 3 // 5, "b": SHARE_UNITS * 2 // 5}


def test_runs_of_a_channel_count_once_as_loops_would() -> None:
    looped = [
        (["a", "a", "b"], True, Fraction(1)),
        (["b"], False, Fraction(2)),
        (["a"], False, Fraction(1)),
    ]
    collapsed = [(["a", "b"], True, Fraction(1)), *looped[1:]]
    assert exact_removal_effects(looped) == exact_removal_effects(collapsed)


def test_shares_add_up_whatever_they_are() -> None:
    for seed in range(200):
        random = Random(seed)
        effects = {f"c{n}": random.random() ** 8 for n in range(random.randint(1, 41))}
        shares = whole_shares(effects)
        assert sum(shares.values()) == SHARE_UNITS
        assert min(shares.values()) >= 0


def test_without_a_conversion_there_is_nothing_to_share_out() -> None:
    touched = History([(1, AS_OF - 50)], [Touch(AS_OF - 10, 0, "a")])
    for histories in ([], [touched]):
        rows = credited(histories).execute("select count(*) from campaign_credit").fetchall()
        assert rows == [(0,)]


def test_whoever_is_called_like_a_row_of_the_table_is_told_apart() -> None:
    """And a channel called like a state of the chain is a channel."""
    names = ("untouched", "without_campaign", "untouched (campaign)", "spring")
    channels = ("untouched", "(none)", "(conversion)", "(start)")
    touches = [
        Touch(AS_OF - 20 + n, 0, channel, name)
        for n, (channel, name) in enumerate(zip(channels, names, strict=True))
    ]
    moved = History([(0, AS_OF - 40), (1, AS_OF - 5)], [*touches, Touch(AS_OF - 8, 0, "ads")])
    alone = History([(0, AS_OF - 40), (1, AS_OF - 5)], [])
    connection = credited([moved, alone])
    for level, expected in (
        ("campaign", {"untouched (campaign)", "untouched (campaign) (campaign)",
                      "without_campaign (campaign)", "spring", "without_campaign"}),
        ("channel", {"untouched (channel)", "(none)", "(conversion)", "(start)", "ads"}),
    ):  # fmt: skip
        for model in ("linear", "markov"):
            found = dict(
                connection.execute(
                    "select name, credit from campaign_credit where model = ? and level = ?",
                    [model, level],
                ).fetchall()
            )
            assert found.pop("untouched") == 1
            assert found == dict.fromkeys(expected, Decimal("0.2"))
