"""Why a preview says that accounts move, come and go."""

from orchestration.rules.preview import Reason, Standing, compare_stages


def standing(stage: str, ordinal: int) -> Standing:
    return Standing("Name", "other", stage, ordinal)


def test_an_account_that_is_no_longer_listed_says_what_became_of_it() -> None:
    before = {"gone": standing("Intent", 4), "same": standing("Aware", 1)}
    [move] = compare_stages(before, {"same": before["same"]}, {}, {"gone": "merged into same"})
    assert (move.account_id, move.from_stage, move.to_stage) == ("gone", "Intent", None)
    assert move.reason == "merged into same"


def test_an_account_that_is_listed_anew_does_not_claim_to_have_been_excluded() -> None:
    [move] = compare_stages({}, {"new": standing("Aware", 1)}, {}, {})
    assert (move.from_stage, move.to_stage) == (None, "Aware")
    assert "leave the account out or count it as a part of another" in move.reason


def test_what_the_higher_stage_meets_or_lacks_explains_a_move() -> None:
    before = {key: standing("Engaged", 2) for key in ("down", "up")}
    after = {"down": standing("Aware", 1), "up": standing("Intent", 4)}
    reasons = {
        ("down", 1): Reason("Aware by group", None),
        ("down", 2): Reason("Engaged held", "Engaged not met, nearest near: one lacks"),
        ("up", 2): Reason("Engaged by group", None),
        ("up", 4): Reason("Intent by request: 1 request", None),
    }
    found = {move.account_id: move.reason for move in compare_stages(before, after, reasons, {})}
    assert found == {
        "down": "Engaged not met, nearest near: one lacks",
        "up": "Intent by request: 1 request",
    }
