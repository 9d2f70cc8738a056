"""Who moves under edited rules and why, from made-up standings and ledgers of two rule sets."""

from dataclasses import replace
from decimal import Decimal

import pyarrow as pa
import pytest

from orchestration.rules.person_moves import (
    BandOutcome,
    People,
    compare_outcomes,
    compare_people,
)

Standing = tuple[str, str, str]
Lead = tuple[str, bool, str | None]
Entry = tuple[str, str, str]


def people(
    standings: list[Standing],
    ledger: list[Entry],
    leads: dict[str, Lead] | None = None,
    grades: dict[str, str] | None = None,
    **outcomes: tuple[int, int],
) -> People:
    found = [(leads or {}).get(person, ("lead", False, None)) for person, _, _ in standings]
    return People(
        pa.table(
            {
                "person_id": [person for person, _, _ in standings],
                "person_name": [f"Name of {person}" for person, _, _ in standings],
                "segment": ["micro"] * len(standings),
                "band": [band for _, band, _ in standings],
                "grade": [(grades or {}).get(person, "C2") for person, _, _ in standings],
                "stage": [stage for stage, _, _ in found],
                "is_ready": [is_ready for _, is_ready, _ in found],
                "qualified_by": [qualified_by for _, _, qualified_by in found],
                "score": [Decimal(score) for _, _, score in standings],
            }
        ),
        pa.table(
            {
                "person_id": [person for person, _, _ in ledger],
                "rule_id": [rule for _, rule, _ in ledger],
                "points": [Decimal(points) for _, _, points in ledger],
            }
        ),
        outcomes,
    )


BEFORE = people(
    [
        ("gains", "nurture", "30.00"), ("loses", "sql", "70.00"), ("leaves", "mql", "45.00"),
        ("same", "mql", "45.00"), ("threshold", "nurture", "38.00"), ("capped", "mql", "45.00"),
    ],
    [
        ("gains", "title", "12.00"), ("gains", "demo", "18.00"), ("loses", "trial", "20.00"),
        ("loses", "title", "50.00"), ("leaves", "title", "45.00"), ("same", "title", "45.00"),
        ("threshold", "title", "38.00"), ("capped", "visit", "60.00"), ("capped", "cap", "-15.00"),
    ],
    mql=(10, 2), nurture=(90, 1),
)  # fmt: skip
AFTER = people(
    [
        ("gains", "mql", "45.00"), ("loses", "mql", "50.00"), ("comes", "nurture", "0.00"),
        ("same", "mql", "60.00"), ("threshold", "mql", "38.00"), ("capped", "nurture", "30.00"),
    ],
    [
        ("gains", "title", "25.00"), ("gains", "demo", "20.00"), ("loses", "title", "50.00"),
        ("same", "title", "60.00"), ("threshold", "title", "38.00"), ("capped", "visit", "59.00"),
        ("capped", "cap", "-29.00"),
    ],
    hot=(4, 3), nurture=(80, 2),
)  # fmt: skip


def test_exactly_those_whose_band_differs_are_listed_with_what_changed_most() -> None:
    moves = {move.person_id: move for move in compare_people(BEFORE, AFTER)}
    assert {key: move.reason for key, move in moves.items()} == {
        "gains": "title: 12.00 before, 25.00 after",
        "loses": "trial: 20.00 before, 0.00 after",
        "leaves": "the edited rules leave the person out",
        "comes": "the rules in force leave the person out",
        "threshold": "the same points: a threshold or a requirement of a band changed",
        # A cap follows from the rules and is a reason only where no rule is.
        "capped": "visit: 60.00 before, 59.00 after",
    }
    assert [*moves] == sorted(moves)
    gains = moves["gains"]
    assert (gains.from_band, gains.to_band) == ("nurture", "mql")
    assert (gains.score_before, gains.score_after) == (Decimal("30.00"), Decimal("45.00"))
    assert moves["comes"].from_band is None
    assert moves["leaves"].to_band is None
    assert moves["leaves"].person_name == "Name of leaves"


def test_bands_of_either_side_are_compared() -> None:
    assert compare_outcomes(BEFORE, AFTER) == (
        BandOutcome("hot", 0, 0, 4, 3),
        BandOutcome("mql", 10, 2, 0, 0),
        BandOutcome("nurture", 90, 1, 80, 2),
    )


def test_the_same_rules_move_nobody() -> None:
    assert compare_people(BEFORE, BEFORE) == ()


@pytest.mark.parametrize(
    ("before", "after", "points", "reason"),
    [
        # Rules beside the score: the points say nothing of the move.
        (("lead", False, None), ("sql", True, "request"), "9.00", "by nothing before, by request"),
        (("sql", True, "bant, request"), ("sql", False, "bant"), "9.00", "by bant, request before"),
        (("lead", False, None), ("opportunity", False, None), "9.00", "visit: 5.00 before, 9.00"),
        (("lead", False, None), ("mql", False, None), "5.00", "the same points and reasons"),
    ],
)
def test_who_changes_lead_stage_or_readiness_is_listed_though_the_band_stays(
    before: Lead, after: Lead, points: str, reason: str
) -> None:
    standings = [("moves", "nurture", "5.00"), ("stays", "nurture", "5.00")]
    (move,) = compare_people(
        people(standings, [("moves", "visit", "5.00")], {"moves": before}),
        people(standings, [("moves", "visit", points)], {"moves": after}),
    )
    assert move.person_id == "moves"
    assert (move.from_stage, move.ready_before) == before[:2]
    assert (move.to_stage, move.ready_after) == after[:2]
    assert reason in move.reason


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ("9.00", "visit: 5.00 before, 9.00 after"),
        ("5.00", "the same points: a threshold of a grade changed"),
    ],
)
def test_who_changes_the_grade_alone_is_listed(points: str, reason: str) -> None:
    standings = [("moves", "nurture", "5.00"), ("stays", "nurture", "5.00")]
    (move,) = compare_people(
        people(standings, [("moves", "visit", "5.00")]),
        people(standings, [("moves", "visit", points)], grades={"moves": "B2"}),
    )
    assert (move.person_id, move.from_grade, move.to_grade) == ("moves", "C2", "B2")
    assert move.reason == reason


def test_a_change_that_nobody_can_see_is_no_reason() -> None:
    def summed(*points: float) -> People:
        ledger = {"person_id": ["p"] * 3, "rule_id": ["cap"] * 3, "points": points}
        return replace(people([("p", "mql", "45.00")], []), ledger=pa.table(ledger))

    before = summed(0.1, 0.2, 0.3)
    other = people([("p", "nurture", "45.00")], [])
    (move,) = compare_people(before, replace(other, ledger=summed(0.3, 0.2, 0.1).ledger))
    assert move.reason == "the same points: a threshold or a requirement of a band changed"
