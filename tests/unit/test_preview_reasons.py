"""Why a preview says that accounts move, come and go."""

from orchestration.rules.preview import Reading, Standing, compare_stages


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


def test_the_group_that_holds_or_is_nearest_explains_a_move() -> None:
    before = {key: standing("Engaged", 2) for key in ("down", "up", "held", "elsewhere")}
    after = {
        "down": standing("Aware", 1),
        "up": standing("Intent", 4),
        "held": standing("Intent", 4),
        "elsewhere": standing("Intent", 4),
    }
    readings = {
        ("down", 2): [Reading("near", 1, "all", "one lacks"), Reading("far", 2, "all", "two lack")],
        ("up", 4): [Reading("request", 0, "1 request", None)],
        ("held", 4): [Reading("request", 1, "0 requests", "0 requests")],
    }
    reasons = {move.account_id: move.reason for move in compare_stages(before, after, readings, {})}
    assert reasons == {
        "down": "Engaged not met, nearest near: one lacks",
        "elsewhere": "Intent held since its criteria were met in another segment",
        "held": "Intent held, no longer met, nearest request: 0 requests",
        "up": "Intent by request: 1 request",
    }
