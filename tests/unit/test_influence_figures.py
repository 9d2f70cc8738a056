"""Extra moves and chances, counted anew from every move and every account-day."""

import math
import random
from collections import defaultdict
from collections.abc import Iterator

import duckdb
import numpy as np
import pytest

from tests.oracle.influence import Account, Company, Spell, Touch, days_of_unit
from tests.unit.influence_models import CELLS, ESTIMATES, build_models, load_company

SEGMENTS = {-1_000_000: "all of them"}
RATIOS = {"email": 2.5, "ads": 1.6, "sms": 0.7}
CAMPAIGNS = {"email": ("spring", "summer"), "ads": ("banner",), "sms": (None,)}
FIGURES = (
    "int_influence_regression_cells", "int_influence_chances", "int_move_exposures",
    "int_influence_extra_moves",
)  # fmt: skip
CLAIMS = """
    select units.level, units.name, claims.channel, claims.moves_exposed, claims.log_ratio,
        claims.log_low, claims.log_high, claims.has_enough_data, extra.extra_moves,
        extra.extra_moves_low, extra.extra_moves_high, chances.rate_unexposed,
        chances.rate_average
    from int_influence_claims as claims
    inner join (select unit_no, name, level from int_influence_units) as units
        on claims.unit_no = units.unit_no
    left join int_influence_extra_moves as extra on claims.claim_no = extra.claim_no
    left join int_influence_chances as chances on claims.claim_no = chances.claim_no
    where population = 'all' and ordinal = 0 and to_ordinal = 1
"""


@pytest.fixture(scope="module")
def company() -> Company:
    """Return accounts that move the more often the more reached them in 30 days."""
    rng = random.Random(7)
    accounts, touches = [], []
    for key in range(1, 301):
        own: list[Touch] = []
        moved = None
        for day in range(121):
            reached = {touch.channel for touch in own if 1 <= day - touch.day <= 30}
            rate = 0.006 * math.prod(RATIOS[channel] for channel in reached)
            if day and rng.random() < rate:
                moved = day
                break
            for channel, names in CAMPAIGNS.items():
                if rng.random() < 0.013:
                    own.append(Touch(key, channel, rng.choice(names), day, 1, 0))
        spells = [Spell(0, 0, moved, 1 if moved else None)]
        if moved:
            spells.append(Spell(1, moved, None, None))
        histories = dict.fromkeys(["", *RATIOS], spells)
        accounts.append(Account(key, 0, key % 20, False, SEGMENTS, histories))
        touches += own
    return Company(accounts, touches, 120)


@pytest.fixture(scope="module")
def claims(company: Company) -> dict[tuple[str, str], dict[str, float]]:
    with duckdb.connect() as connection:
        load_company(connection, company)
        build_models(connection, *CELLS, *ESTIMATES, *FIGURES)
        frame = connection.execute(CLAIMS).df()
    return {(row["level"], row["name"]): row for row in frame.to_dict("records")}


def _moves(company: Company) -> Iterator[tuple[int, int]]:
    for account in company.accounts:
        first = account.histories[""][0]
        if first.exited is not None:
            yield account.key, first.exited


def _active(company: Company, account: int, day: int) -> dict[str, set[str | None]]:
    """Return by channel the campaigns that touched the account in the 30 days before."""
    active: dict[str, set[str | None]] = defaultdict(set)
    for touch in company.by_account[account]:
        if 1 <= day - touch.day <= 30:
            active[touch.channel].add(touch.campaign)
    return active


def _weight(claim: dict[str, float], channel: dict[str, float] | None = None) -> float:
    if claim["has_enough_data"]:
        return max(claim["log_ratio"], 0.0)
    return _weight(channel) if channel else 0.0


@pytest.mark.parametrize("level", ["channel", "campaign"])
def test_extra_moves_are_the_shares_of_real_moves(
    company: Company, claims: dict[tuple[str, str], dict[str, float]], level: str
) -> None:
    shares: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for account, day in _moves(company):
        weights: dict[str, float] = {}
        for channel, campaigns in _active(company, account, day).items():
            named = [name for name in campaigns if name]
            of_channel = claims["channel", channel]
            if level == "channel" or not named:
                weights[channel] = _weight(of_channel)
                continue
            weights |= {name: _weight(claims["campaign", name], of_channel) for name in named}
        for name, weight in weights.items():
            shares[name].append((weight, sum(weights.values()) - weight))
    told = {
        name: one
        for (of, name), one in claims.items()
        if of == level and one["has_enough_data"]
    }  # fmt: skip
    assert len(told) >= 2
    for name, one in told.items():
        for column, log_ratio in (
            ("extra_moves", one["log_ratio"]),
            ("extra_moves_low", one["log_low"]),
            ("extra_moves_high", one["log_high"]),
        ):
            own = max(log_ratio, 0.0)
            expected = math.fsum(
                (1 - math.exp(-own - others)) * own / (own + others) if own else 0.0
                for _, others in shares[name]
            )
            assert one["moves_exposed"] == len(shares[name])
            assert one[column] == pytest.approx(expected, abs=1e-9)
    whole = math.fsum(one["extra_moves"] for one in told.values())
    assert 0 < whole <= len([*_moves(company)])


def test_chances_are_those_of_days_like_the_exposed_ones(
    company: Company, claims: dict[tuple[str, str], dict[str, float]]
) -> None:
    for channel in ("email", "ads"):
        one = claims["channel", channel]
        strata: dict[object, list[int]] = defaultdict(lambda: [0, 0, 0])
        for day in days_of_unit(company, "channel", channel, channel, "replayed"):
            if day.ordinal == 0:
                strata[day.stratum][0 if day.is_exposed else 1] += 1
                strata[day.stratum][2] += day.moved_to is not None
        ratio = math.exp(one["log_ratio"])
        exposed = sum(t1 for t1, _, _ in strata.values())
        without = sum(t1 * m / (t0 + ratio * t1) for t1, t0, m in strata.values() if t1)
        average = sum(t1 * m / (t0 + t1) for t1, t0, m in strata.values() if t1)
        assert one["rate_unexposed"] == pytest.approx(without / exposed, abs=1e-12)
        assert one["rate_average"] == pytest.approx(average / exposed, abs=1e-12)


def test_nothing_is_due_to_own_behaviour(company: Company) -> None:
    """Then what ads had to share with visits is due to ads alone."""
    with duckdb.connect() as connection:
        load_company(connection, company)
        connection.execute("insert into int_own_channels values ('email')")
        build_models(connection, *CELLS, *ESTIMATES, *FIGURES)
        found = connection.execute(CLAIMS).df().set_index(["level", "name"])
    assert found.loc["channel", "email"]["has_enough_data"]
    assert np.isnan(found.loc["channel", "email"]["extra_moves"])
    days = dict(_moves(company))
    exposed = [
        account for account, day in days.items()
        if "ads" in _active(company, account, day)
    ]  # fmt: skip
    ratio = math.exp(found.loc["channel", "ads"]["log_ratio"])
    expected = len(exposed) * (1 - 1 / ratio)
    assert found.loc["channel", "ads"]["extra_moves"] == pytest.approx(expected, abs=1e-9)


def test_own_channels_are_those_of_inbound_touches_without_campaigns() -> None:
    """A call is without a campaign, too, but no account calls itself; one campaign is no rule."""
    with duckdb.connect() as connection:
        connection.execute("""
            create table int_touches as
            select *, true as is_counted, 1 as account_key, 1 as quantity from (values
                ('website', 'inbound', null, true), ('website', 'Inbound ', null, true),
                ('website', 'inbound', 'c1', true), ('sdr_call', 'outbound', null, true),
                ('webinar', 'inbound', 'c2', true), ('webinar', 'inbound', null, true),
                ('email', 'inbound', null, false), ('email', 'outbound', 'c1', true)
            ) as touches (channel, direction, campaign_id, is_exposure)
        """)
        build_models(connection, "int_own_channels")
        assert connection.execute("from int_own_channels").fetchall() == [("website",)]
