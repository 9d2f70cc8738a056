"""Intent feeds: verdicts on feeds whose worth is known, and cells counted day by day."""

from collections import defaultdict
from random import Random
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from orchestration.intent_feeds.foretelling import fit_logistic
from orchestration.intent_feeds.measures import feed_measures, mantel_haenszel
from tests.oracle.feed_models import AS_OF, Rows, load_feeds, run_feeds, spell_rows
from tests.oracle.simulated_feeds import simulate

BOUNDS = (14, 30, 60, 90, 180)


def valued(rows: Rows) -> dict[str, dict[str, Any]]:
    """Return intent_feed_value by provider."""
    connection = load_feeds(rows)
    run_feeds(connection)
    found = connection.execute("from intent_feed_value")
    names = [column[0] for column in found.description or []]
    return {row[0]: dict(zip(names, row, strict=True)) for row in found.fetchall()}


@pytest.fixture(scope="module")
def simulated() -> dict[str, dict[str, Any]]:
    return valued(simulate(seed=7))


def test_a_feed_with_a_true_signal_adds(simulated: dict[str, dict[str, Any]]) -> None:
    feed = simulated["oracle"]
    assert feed["verdict"] == "adds"
    # Its window of 30 days ends during the 30 days that follow a look: less than the whole 2.5.
    assert 1.4 < feed["rate_ratio"] < 2.6
    assert feed["auc_gain_low"] > 0
    assert feed["sentence"].startswith("Worth renewing")
    assert feed["sentence_zh"].startswith("值得续订：oracle 显示意向上升的客户向前推进的频率是")


def test_a_feed_that_copies_another_is_a_duplicate(simulated: dict[str, dict[str, Any]]) -> None:
    feed = simulated["copycat"]
    assert feed["verdict"] == "duplicates"
    assert feed["most_alike"] == "oracle"
    # What it shows is true, and yet it is paid twice.
    assert feed["ratio_alone_low"] > 1


def _two_feeds(alike: int) -> dict[str, dict[str, Any]]:
    """Return what is told of two feeds of which the lesser shows some of the greater one."""
    keys = range(40)
    return valued(
        {
            "int_intent_signals": [
                *(("wide", key, AS_OF - 65, AS_OF - 65) for key in keys),
                *(("small", key, AS_OF - 65, AS_OF - 65) for key in range(alike)),
            ],
            "int_account_starts": [(key, AS_OF - 100) for key in keys],
            "int_account_segments": [(key, "micro", -1_000_000, 2_000_000) for key in keys],
            "int_feed_free_spells": [
                row for key in keys for row in spell_rows(key, [(0, AS_OF - 100)])
            ],
        }
    )


def test_a_few_sightings_alike_are_no_reason_to_give_a_feed_up() -> None:
    few = _two_feeds(19)["small"]
    assert (few["shown_by_other_feeds"], few["verdict"]) == (1, "not_enough_data")
    assert few["sentence"] == "Not enough comparable data to tell what small adds."
    assert few["sentence_zh"] == "可比数据不足，无法判断 small 的价值。"
    many = _two_feeds(20)["small"]
    assert (many["verdict"], many["most_alike"]) == ("duplicates", "wide")
    assert many["sentence"] == (
        "Can be given up: most of what small shows is shown by wider feeds, 100 % by wide alone."
    )
    assert "仅 wide 就显示其中 100 %" in many["sentence_zh"]


@pytest.mark.parametrize("provider", ["dice", "mirror"])
def test_a_feed_that_knows_nothing_of_its_own_is_not_said_to_add(
    simulated: dict[str, dict[str, Any]], provider: str
) -> None:
    feed = simulated[provider]
    assert feed["verdict"] == "adds_nothing"
    assert feed["ratio_low"] < 1 < feed["ratio_high"] < 2
    assert "as comparable ones, below the 2.00 times at which" in feed["sentence"]
    assert "低于值得续订的 2.00 倍" in feed["sentence_zh"]


def test_what_a_feed_must_reach_is_a_setting() -> None:
    settings = {"model_settings": [("worthwhile_feed_percent", 101)]}
    for provider in ("dice", "mirror"):
        feed = valued({**simulate(seed=7), **settings})[provider]
        assert feed["verdict"] == "not_enough_data"
        assert float(feed["worthwhile_ratio"]) == 1.01


def test_noise_is_hardly_ever_said_to_add() -> None:
    verdicts = [
        one["verdict"]
        for seed in range(3)
        for one in valued(simulate(seed, accounts=500, true_ratio=1)).values()
    ]
    assert len(verdicts) == 12
    assert verdicts.count("adds") <= 1


def test_what_was_delivered_late_was_not_known_before() -> None:
    rows = _one_account(known=[AS_OF - 55], observed=[AS_OF - 70])
    connection = load_feeds(rows)
    run_feeds(connection)
    surges = connection.execute("select from_day, to_day from int_feed_surges").fetchall()
    assert surges == [(AS_OF - 55, AS_OF - 40)]
    # Neither look, 60 and 30 days back, fell into it.
    assert connection.execute("select count(*) from int_feed_sightings").fetchone() == (0,)


def test_what_came_later_than_as_of_or_too_late_is_no_surge() -> None:
    rows = _one_account(known=[AS_OF + 1, AS_OF - 60], observed=[AS_OF - 3, AS_OF - 90])
    connection = load_feeds(rows)
    run_feeds(connection)
    assert connection.execute("select count(*) from int_feed_surges").fetchone() == (0,)


def _one_account(known: list[int], observed: list[int]) -> Rows:
    return {
        "int_intent_signals": [
            ("g2", 1, seen, told) for seen, told in zip(observed, known, strict=True)
        ],
        "int_account_starts": [(1, AS_OF - 100)],
        "int_account_segments": [(1, "micro", -1_000_000, 2_000_000)],
        "int_feed_free_spells": spell_rows(1, [(0, AS_OF - 100)]),
    }


def test_money_by_surge_and_by_hit() -> None:
    rows = _one_account(known=[AS_OF - 90], observed=[AS_OF - 90])
    rows["int_intent_signals"] += [("g2", 2, AS_OF - 40, AS_OF - 40)]
    rows["int_account_starts"] += [(2, AS_OF - 100)]
    rows["int_account_segments"] += [(2, "micro", -1_000_000, 2_000_000)]
    rows["int_feed_free_spells"] += spell_rows(2, [(1, AS_OF - 100), (2, AS_OF - 10)])
    rows["finance"] = [("company_currency", "USD"), ("intent_feed_cost  G2 ", "36500")]
    feed = valued(rows)["g2"]
    # Paid for the 61 days from the first surge to the last that can be followed.
    assert (feed["surges"], feed["hits"], feed["yearly_cost"]) == (2, 1, 36500)
    assert (feed["cost_per_surge"], feed["cost_per_hit"]) == (3050, 6100)
    assert (feed["moves_foreseen"], feed["lead_days"]) == (1, 30)
    assert feed["verdict"] == "not_enough_data"


def test_the_ratio_is_that_of_the_textbook() -> None:
    # Rothman's table of clozapine users, as in R fmsb::IRRMH: deaths and person-years by age.
    ratio, error = mantel_haenszel(
        np.array([196.0, 167.0]),
        np.array([111.0, 157.0]),
        np.array([62119.0, 6085.0]),
        np.array([15763.0, 2780.0]),
    )
    assert ratio == pytest.approx(0.4689, abs=5e-5)
    assert ratio * np.exp(-1.959964 * error) == pytest.approx(0.3998, abs=5e-5)
    assert ratio * np.exp(1.959964 * error) == pytest.approx(0.5498, abs=5e-5)


def test_a_regression_learns_what_its_rows_were_drawn_from() -> None:
    random = np.random.default_rng(1)
    design = np.column_stack([np.ones(400), random.integers(0, 2, 400), random.integers(0, 2, 400)])
    looks = np.full(400, 500.0)
    chance = 1 / (1 + np.exp(-(design @ np.array([-3.0, 1.0, -0.5]))))
    moves = random.binomial(500, chance).astype(np.float64)
    assert fit_logistic(design, moves, looks) == pytest.approx([-3, 1, -0.5], abs=0.05)


def test_the_order_of_cells_does_not_matter() -> None:
    cells = _cells(simulate(3, accounts=300))
    shuffled = cells.sample(frac=1, random_state=5)
    assert feed_measures(cells) == feed_measures(shuffled)


def _cells(rows: Rows) -> pd.DataFrame:
    connection = load_feeds(rows)
    run_feeds(connection)
    return connection.execute("from int_feed_cells").df()


@pytest.mark.parametrize("seed", range(3))
def test_cells_are_those_counted_day_by_day(seed: int) -> None:
    rows = _drawn(Random(seed))
    connection = load_feeds(rows)
    run_feeds(connection)
    found = connection.execute(
        "select provider, is_later, ordinal, segment, time_bucket, bin, is_seen_elsewhere,"
        " is_surging, sum(looks), sum(days), sum(moves) from int_feed_cells group by all"
    ).fetchall()
    assert {row[:8]: row[8:] for row in found} == _counted(connection, rows)


def _drawn(random: Random) -> Rows:
    rows: Rows = {table: [] for table in ("int_intent_signals", "int_feed_free_spells",
                                          "int_engagement_days")}  # fmt: skip
    keys = range(25)
    rows["int_account_starts"] = [(key, AS_OF - 700) for key in keys]
    rows["int_account_segments"] = []
    for key in keys:
        turn = AS_OF - random.randint(0, 600)
        rows["int_account_segments"] += [
            (key, "micro", -1_000_000, turn), (key, "large", turn, 2_000_000)
        ]  # fmt: skip
        day = AS_OF - random.randint(50, 700)
        moves = [(random.randint(0, 4), day)]
        while random.random() < 0.85:
            day += random.randint(1, 90)
            moves.append((random.choice([n for n in range(6) if n != moves[-1][0]]), day))
        rows["int_feed_free_spells"] += spell_rows(key, moves)
        for _ in range(random.choice([0, 3, 20])):
            seen = AS_OF - random.randint(-5, 500)
            provider = random.choice(["a", "b", "c"])
            told = seen + random.choice([0, 0, 3, 40])
            if seen <= AS_OF:
                rows["int_intent_signals"].append((provider, key, seen, told))
                if provider == "a" and random.random() < 0.95:
                    rows["int_intent_signals"].append(("copy of a", key, seen, told))
        for _ in range(random.choice([0, 5, 80])):
            day = AS_OF - random.randint(0, 760)
            rows["int_engagement_days"].append((key, random.randint(1, 3), day, 1))
    return rows


def _counted(connection: duckdb.DuckDBPyConnection, rows: Rows) -> dict[Any, Any]:
    """Count the cells of all feeds from the days of each account."""
    spells: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for key, ordinal, start, end in rows["int_feed_free_spells"]:
        spells[key].append((ordinal, start, end))
    looks = {}
    for number in range(1, 25):
        day = AS_OF - 30 * number
        for key, own in spells.items():
            for at, (ordinal, start, end) in enumerate(own):
                if start <= day < end and ordinal < 5:
                    days = min(end - day, 30)
                    forward = end <= day + 30 and own[at + 1][0] > ordinal
                    bucket = sum(day - start >= bound for bound in BOUNDS)
                    looks[key, number] = (day, ordinal, bucket, days, int(forward))
    engaged = {
        (key, number): sum(
            amount
            for one, _, when, amount in rows["int_engagement_days"]
            if one == key and look[0] - 30 < when <= look[0]
        )
        for (key, number), look in looks.items()
    }
    levels = sorted(engaged.values())
    bins = {
        level: 10 * (sum(one <= level for one in levels) - 1) // len(levels)
        for level in set(levels)
    }
    sightings: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for (key, number), look in looks.items():
        for provider, one, seen, told in rows["int_intent_signals"]:
            # Days of one feed that meet or overlap are one surge: the same as day by day.
            if one == key and max(seen, told) <= look[0] < seen + 30:
                sightings[provider].add((key, number))
    widest = sorted(sightings, key=lambda provider: (-len(sightings[provider]), provider))
    duplicates = set()
    for rank, provider in enumerate(widest):
        wider = set().union(*(sightings[one] for one in widest[:rank]))
        shown = sightings[provider]
        if len(shown) >= 20 and len(shown & wider) >= 0.8 * len(shown):
            duplicates.add(provider)
    flagged = connection.execute("select provider from int_feed_overlaps where is_duplicate")
    assert {provider for (provider,) in flagged.fetchall()} == duplicates
    cells: dict[Any, list[int]] = defaultdict(lambda: [0, 0, 0])
    for provider, own in sightings.items():
        numbers = [number for _, number in own]
        span = max(numbers) - min(numbers) + 1
        for (key, number), (day, ordinal, bucket, days, moved) in looks.items():
            if not min(numbers) <= number <= max(numbers):
                continue
            (segment,) = (
                name
                for one, name, start, end in rows["int_account_segments"]
                if one == key and start <= day < end
            )
            elsewhere = any(
                (key, number) in sightings[other]
                for other in sightings
                if other != provider and other not in duplicates
            )
            later = 10 * (number - min(numbers)) < 4 * span
            level = bins[engaged[key, number]]
            surging = (key, number) in own
            cell = (provider, later, ordinal, segment, bucket, level, elsewhere, surging)
            for at, value in enumerate((1, days, moved)):
                cells[cell][at] += value
    return {cell: tuple(values) for cell, values in cells.items()}


def test_without_accounts_or_feeds_there_is_nothing_to_tell() -> None:
    assert valued({}) == {}
