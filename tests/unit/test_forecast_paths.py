"""Futures of accounts: exact where a chain can be worked out, whole and even where it is drawn."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.forecast.history import BUCKET_STARTS, OLDEST_AGE, Floats, Ints
from orchestration.forecast.paths import LAST_DAY, draw_futures
from orchestration.forecast.rates import LEAN, draw_hazards, draw_leaning, draw_rate, draw_shares

BUCKETS = len(BUCKET_STARTS)


def standing(stages: int, **accounts: int) -> Ints:
    """Accounts of one segment: s0_a5=10 are ten in stage 0 for five days."""
    counts = np.zeros((1, stages, OLDEST_AGE + 1), dtype=np.int64)
    for place, count in accounts.items():
        stage, age = place.split("_")
        counts[0, int(stage[1:]), int(age[1:])] = count
    return counts


def chances(paths: int, stages: int, **chance: Floats | float) -> Floats:
    """Daily chances, the same in every path: s0_s1 is from stage 0 to stage 1, for all buckets."""
    hazards = np.zeros((paths, 1, stages, BUCKETS, stages))
    for move, value in chance.items():
        left, entered = (int(name[1:]) for name in move.split("_"))
        hazards[:, 0, left, :, entered] = value
    return hazards


def nobody(paths: int, stages: int) -> Ints:
    return np.zeros((paths, 1, stages), dtype=np.int64)


def expected_by_days(counts: Ints, hazards: Floats) -> tuple[Floats, Floats]:
    """Follow mean counts day by day: accounts on each day by stage, and moves up to it."""
    stages = counts.shape[1]
    held = np.zeros((stages, OLDEST_AGE + 1 + LAST_DAY))
    held[:, : OLDEST_AGE + 1] = counts[0]
    bucket = np.searchsorted(BUCKET_STARTS, np.arange(held.shape[1]), side="right") - 1
    told, moved, moves = [], np.zeros((stages, stages)), []
    for _ in range(LAST_DAY):
        going = held[:, :, None] * hazards[0, 0][:, bucket]
        moved = moved + going.sum(axis=1)
        staying = held - going.sum(axis=2)
        held = np.zeros_like(held)
        held[:, 1:] = staying[:, :-1]
        held[:, 0] = going.sum(axis=(0, 1))
        told.append(held.sum(axis=1))
        moves.append(moved)
    return np.array(told), np.array(moves)


def test_two_stages_move_as_often_as_the_chain_says() -> None:
    """1,000 leave with 2 % a day: 1 - 0.98^30 = 45.45 % are gone within 30 days."""
    paths = 300
    futures = draw_futures(
        standing(2, s0_a0=1000), nobody(paths, 2), chances(paths, 2, s0_s1=0.02),
        np.random.default_rng(1),
    )  # fmt: skip
    gone = futures.moves[:, 0, 0, 1].cumsum(axis=-1)
    for place, days in enumerate((30, 60, 90)):
        share = 1 - 0.98**days
        error = math.sqrt(1000 * share * (1 - share) / paths)
        assert gone[:, place].mean() == pytest.approx(1000 * share, abs=4 * error)
        assert gone[:, place].std() == pytest.approx(error * math.sqrt(paths), rel=0.2)
    assert (futures.accounts.sum(axis=2) == 1000).all()


def test_a_chain_with_ages_loops_and_leaps_has_the_mean_of_its_days() -> None:
    counts = standing(3, s0_a0=300, s0_a25=200, s1_a13=150, s1_a170=400, s2_a180=50)
    random = np.random.default_rng(2)
    paths = 400
    hazards = chances(paths, 3)
    hazards[:, 0] = random.random((3, BUCKETS, 3)) * 0.03
    for stage in range(3):
        hazards[:, 0, stage, :, stage] = 0
    futures = draw_futures(counts, nobody(paths, 3), hazards, random)
    told, moves = expected_by_days(counts, hazards)
    for place, day in enumerate((29, 59, 89)):
        found = futures.accounts[:, 0, :, place]
        np.testing.assert_allclose(
            found.mean(axis=0), told[day], atol=4.5 * found.std() / math.sqrt(paths)
        )
        moved = futures.moves[:, 0, :-1].cumsum(axis=-1)[..., place]
        np.testing.assert_allclose(
            moved.mean(axis=0), moves[day], atol=4.5 * moved.std(axis=0).max() / math.sqrt(paths)
        )
    # At risk on a day is who stood there when it began.
    before = np.vstack([counts[0].sum(axis=1), told[:-1]]).reshape(3, 30, 3).sum(axis=1)
    np.testing.assert_allclose(futures.days[:, 0].mean(axis=0), before.T, rtol=0.02)


def test_a_bucket_without_chance_is_waited_out() -> None:
    """Nobody leaves before day 14 of a stay; from then on everybody at once, all but."""
    hazards = chances(50, 2)
    hazards[:, 0, 0, 1:, 1] = 0.95
    futures = draw_futures(
        standing(2, s0_a0=40, s0_a10=40), nobody(50, 2), hazards, np.random.default_rng(3)
    )
    assert (futures.moves[:, 0, 0, 1].sum(axis=-1) == 80).all()
    # The first day on which they can leave is day 15, or day 5: ten days of the stay are over.
    expected = 40 * (14 + 1 / 0.95) + 40 * (4 + 1 / 0.95)
    assert futures.days[:, 0, 0].sum(axis=-1).mean() == pytest.approx(expected, rel=0.01)


def test_arrivals_stand_somewhere_and_go_on() -> None:
    arrivals = nobody(200, 2)
    arrivals[:, 0, 0] = 90
    futures = draw_futures(
        standing(2), arrivals, chances(200, 2, s0_s1=0.05), np.random.default_rng(4)
    )
    assert (futures.moves[:, 0, -1].sum(axis=(1, 2)) == 90).all()
    assert (futures.accounts[:, 0, :, -1].sum(axis=1) == 90).all()
    assert futures.accounts[:, 0, :, 0].sum(axis=1).mean() == pytest.approx(30, abs=1.5)
    # One comes every day on average and has the days left to move.
    foreseen = sum(1 - 0.95 ** (LAST_DAY - day) for day in range(1, LAST_DAY + 1))
    moved = futures.moves[:, 0, 0, 1].sum(axis=-1).mean()
    assert moved == pytest.approx(foreseen, abs=4 * math.sqrt(25 / 200))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_account_is_lost_or_made(data: st.DataObject) -> None:
    seed = data.draw(st.integers(0, 10_000))
    random = np.random.default_rng(seed)
    counts = random.poisson(0.05, (2, 3, OLDEST_AGE + 1))
    arrivals = random.poisson(1.0, (20, 2, 3))
    hazards = random.random((20, 2, 3, BUCKETS, 3)) * data.draw(st.sampled_from([0, 0.01, 0.3]))
    hazards *= 1 - np.eye(3)[:, None, :]
    futures = draw_futures(counts, arrivals, hazards, random)
    came = futures.moves[:, :, -1].sum(axis=2).cumsum(axis=-1)
    whole = counts.sum(axis=(1, 2))[:, None] + came
    assert (futures.accounts.sum(axis=2) == whole).all()
    assert (futures.accounts >= 0).all()
    assert (came[..., -1] == arrivals.sum(axis=2)).all()
    entered = futures.moves.sum(axis=2).cumsum(axis=-1)
    left = futures.moves[:, :, :-1].sum(axis=3).cumsum(axis=-1)
    assert (futures.accounts == counts.sum(axis=2)[..., None] + entered - left).all()
    assert hazards.any() or not left.any()


def test_rates_are_those_seen_with_as_much_doubt_as_there_were_few() -> None:
    random = np.random.default_rng(5)
    events, days = np.array([0, 4, 400]), np.array([100, 100, 10_000])
    rates = draw_rate(np.broadcast_to(events, (20_000, 3)), days, random)
    assert (rates[:, 0] == 0).all()
    np.testing.assert_allclose(rates.mean(axis=0), [0, 0.04, 0.04], rtol=0.02)
    np.testing.assert_allclose(rates.std(axis=0), [0, 0.02, 0.002], rtol=0.05)
    leaning = draw_leaning(events, days, np.full((20_000, 3), 0.02), random)
    foreseen = (events + LEAN) / (days + LEAN / 0.02)
    np.testing.assert_allclose(leaning.mean(axis=0), foreseen, rtol=0.02)
    assert (draw_leaning(events, days, np.zeros((1, 3)), random) == 0).all()


def test_hazards_of_many_moves_are_the_counts_and_of_none_those_of_all_segments() -> None:
    days = np.full((2, 2, BUCKETS), 100_000)
    moves = np.zeros((2, 2, BUCKETS, 2), dtype=np.int64)
    moves[0, 0, :, 1] = 1000 * np.arange(1, BUCKETS + 1)
    days[1] = 0
    found = draw_hazards(moves, days, 2000, np.random.default_rng(6)).mean(axis=0)
    np.testing.assert_allclose(found[0, 0, :, 1], np.arange(1, BUCKETS + 1) / 100, rtol=0.02)
    np.testing.assert_allclose(found[1, 0, :, 1], np.arange(1, BUCKETS + 1) / 100, rtol=0.05)
    assert (found[:, 1] == 0).all()
    assert (found[:, :, :, 0] == 0).all()


def test_chances_of_a_day_never_pass_one() -> None:
    days, moves = np.ones((1, 2, BUCKETS), dtype=np.int64), np.zeros((1, 2, BUCKETS, 2), np.int64)
    moves[0, 0, :, 1] = 50
    found = draw_hazards(moves, days, 100, np.random.default_rng(7))
    assert found.sum(axis=-1).max() <= 0.95 + 1e-12


def test_shares_keep_what_was_never_and_what_was_always() -> None:
    whole = np.array([[10, 40, 0], [2, 30, 5]])
    part = np.array([[0, 40, 0], [0, 30, 2]])
    shares = draw_shares(part, whole, 5000, np.random.default_rng(8))
    assert (shares[:, :, 0] == 0).all()
    assert (shares[:, :, 1] == 1).all()
    # Two of five, in one segment; the other leans on it.
    np.testing.assert_allclose(shares[:, :, 2].mean(axis=0), [0.4, 0.4], atol=0.01)
    assert shares[:, 0, 2].std() > shares[:, 1, 2].std()
