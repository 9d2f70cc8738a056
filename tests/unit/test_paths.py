"""Typical paths against a count of every path, and on a company that shows what to look for."""

from collections import Counter
from random import Random

import duckdb
import pytest

from tests.oracle.credit import History, Touch
from tests.oracle.credit_models import AS_OF, STAGES, load_accounts, run_credit, run_paths
from tests.oracle.paths import ANY, Group, moves_of, quartile, stayers_of, weighed, wilson

FIGURES = ("touches", "people", "channels", "touched_days", "days_in_stage")
KEY = "from_stage, to_stage, segment, path_group"


def told(histories: list[History]) -> duckdb.DuckDBPyConnection:
    connection = load_accounts(histories)
    run_credit(connection)
    run_paths(connection)
    return connection


def draw_histories(random: Random, accounts: int = 110) -> list[History]:
    histories = []
    for _ in range(accounts):
        day = AS_OF - random.randint(30, 500)
        spells = [(random.choice([0, 0, 1, 2]), day)]
        while random.random() < 0.8 and day < AS_OF:
            day += random.choice([1, random.randint(1, 20), random.randint(1, 200)])
            stage = spells[-1][0]
            ahead = [n for n in range(6) if n != stage and n <= stage + 2]
            spells.append((max(ahead) if random.random() < 0.3 else random.choice(ahead), day))
        touches = [
            Touch(
                day=random.randint(spells[0][1] - 100, AS_OF),
                minute=random.choice([0, random.randint(0, 1439)]),
                channel=random.choice("abc"),
                campaign=random.choice([None, "c1"]),
                actor=random.choice([1, 2, 3, -1]),
                quantity=random.choice([1, 1, 4]),
            )
            for _ in range(random.choice([0, 2, 10, 60]))
        ]
        histories.append(History(spells, touches, segment=random.choice(["micro", "large"])))
    return histories


@pytest.mark.parametrize("seed", range(2))
def test_paths_are_those_counted_one_by_one(seed: int) -> None:
    histories = draw_histories(Random(seed))
    moves = moves_of(histories, AS_OF)
    stayers = stayers_of(histories, moves, AS_OF)
    expected = weighed(moves, stayers)
    connection = told(histories)
    columns = [f"{figure}_p{percent}" for figure in FIGURES for percent in (25, 50, 75)]
    rows = connection.execute(
        f"select {KEY}, moves, paths, accounts, matched_share, untouched_share,"
        f" {', '.join(columns)} from progression_paths"
    ).fetchall()
    found = {(row[:3], row[3]): row[4:] for row in rows}
    assert set(found) == {(_names(group), which) for group, which in expected}
    assert len(found) > 8
    for (group, which), paths in expected.items():
        number, count, accounts, matched, untouched, *quartiles = found[_names(group), which]
        movers = [move for move in moves if group in move.groups()]
        weight = sum(one for *_, one in paths)
        without = sum(one for _, seen, one in paths if seen.first == "untouched")
        assert (number, count) == (len(movers), len(paths))
        assert accounts == len({account for account, *_ in paths})
        assert float(untouched) == pytest.approx(without / weight, abs=1e-6)
        if which == "mover":
            alike = sum(bool(stayers[move.cell]) for move in movers)
            assert float(matched) == pytest.approx(alike / len(movers), abs=1e-6)
        assert quartiles == [
            quartile([(seen.figures[figure], one) for _, seen, one in paths], percent)
            for figure in FIGURES
            for percent in (25, 50, 75)
        ]


@pytest.mark.parametrize("seed", range(2))
def test_sequences_are_those_counted_one_by_one(seed: int) -> None:
    histories = draw_histories(Random(seed))
    moves = moves_of(histories, AS_OF)
    expected = weighed(moves, stayers_of(histories, moves, AS_OF))
    rows = (
        told(histories)
        .execute(
            "select from_stage, to_stage, segment, part, channels, rank, paths, moves, share,"
            " share_low, share_high, stayer_share, stayer_share_low, stayer_share_high"
            " from progression_sequences"
        )
        .fetchall()
    )
    found = {(row[:3], row[3], row[4]): row[5:] for row in rows}
    places = {"first_channel": "first", "last_channel": "last", "sequence": "sequence"}
    keys = set()
    for group in {group for group, which in expected if which == "mover"}:
        movers, stayers = expected[group, "mover"], expected.get((group, "stayer"), [])
        size = sum(one for *_, one in stayers) ** 2 / (sum(one**2 for *_, one in stayers) or 1)
        whole = sum(one for *_, one in stayers)
        for part, place in places.items():
            counts = Counter(getattr(seen, place) for _, seen, _ in movers)
            ranked = sorted(counts, key=lambda name, counts=counts: (-counts[name], name))[:5]
            for rank, channels in enumerate(ranked, 1):
                if counts[channels] < 2:
                    continue
                keys.add((_names(group), part, channels))
                row = found[_names(group), part, channels]
                assert row[:3] == (rank, counts[channels], len(movers))
                shares = [counts[channels] / len(movers), *wilson(counts[channels], len(movers))]
                if stayers:
                    same = sum(one for _, seen, one in stayers if getattr(seen, place) == channels)
                    shares += [same / whole, *wilson(same / whole * size, size)]
                    assert [float(one) for one in row[3:]] == pytest.approx(shares, abs=1.1e-6)
                else:
                    assert row[6:] == (None, None, None)
    assert set(found) == keys


def _names(group: Group) -> tuple[str, str, str]:
    start, end, segment = group
    return ("any" if start == ANY else STAGES[start], "any" if end == ANY else STAGES[end], segment)


def test_what_movers_had_and_stayers_had_as_well_explains_nothing() -> None:
    # A newsletter reaches everybody each week, a webinar only those who move a week later.
    histories = []
    for number in range(60):
        entered = AS_OF - 200 + number
        touches = [Touch(day, 0, "newsletter") for day in range(entered, AS_OF, 7)]
        spells = [(1, entered)]
        if number % 2:
            touches.append(Touch(entered + 43, 0, "webinar"))
            spells.append((2, entered + 50))
        histories.append(History(spells, touches))
    rows = (
        told(histories)
        .execute(
            "select part, channels, share, stayer_share from progression_sequences"
            " where from_stage = 'Aware' and to_stage = 'any' and segment = 'all'"
            " and part <> 'sequence' order by part, rank"
        )
        .fetchall()
    )
    shown = [
        (part, channels, float(share), float(stayed)) for part, channels, share, stayed in rows
    ]
    assert shown == [("first_channel", "newsletter", 1, 1), ("last_channel", "newsletter", 1, 1)]
    quartiles = (
        told(histories)
        .execute(
            "select path_group, channels_p50, touched_days_p50, days_in_stage_p50, accounts"
            " from progression_paths where from_stage = 'Aware' and segment = 'all'"
            " and to_stage = 'any' order by path_group"
        )
        .fetchall()
    )
    assert quartiles == [("mover", 2, 9, 50, 30), ("stayer", 1, 8, 50, 30)]
