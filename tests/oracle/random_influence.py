"""Small random companies for influence: touches, stages with and without each channel, segments."""

import random

from tests.oracle.influence import CAMPAIGN_FREE, Account, Company, Spell, Touch

SEGMENTS = ("large", "small")


def random_company(seed: int, channels: int = 3, accounts: int = 24, days: int = 260) -> Company:
    """Return a company full of corner cases: overlaps, re-entries, moves on days of touches."""
    rng = random.Random(seed)
    names = [f"channel {number}" for number in range(channels)]
    touches = [
        touch
        for key in range(1, accounts + 1)
        # The last account is never touched.
        for touch in (_touches(rng, key, names, days) if key < accounts else [])
    ]
    people = []
    for key in range(1, accounts + 1):
        start = rng.choice([0, 0, rng.randrange(0, days // 2)])
        own = [touch for touch in touches if touch.account == key]
        start = min([start, *(touch.day for touch in own)])
        segments = {-1_000_000: rng.choice(SEGMENTS)}
        if rng.random() < 0.3:
            segments[rng.randrange(start, days)] = rng.choice(SEGMENTS)
        histories = {"": _history(rng, start, days)}
        for name in sorted({touch.channel for touch in own} | {CAMPAIGN_FREE for _ in own}):
            is_same = rng.random() < 0.4
            histories[name] = histories[""] if is_same else _history(rng, start, days)
        people.append(
            Account(key, start, rng.randrange(20), rng.random() < 0.4, segments, histories)
        )
    recorded = rng.choice([-1_000_000, rng.randrange(0, days // 2)])
    return Company(people, touches, days, recorded)


def _touches(rng: random.Random, account: int, channels: list[str], days: int) -> list[Touch]:
    found: dict[tuple[str, str | None, int], Touch] = {}
    for _ in range(rng.randrange(0, 12)):
        channel = rng.choice(channels)
        # A campaign may have touches of several channels, and a channel touches without any.
        campaign = rng.choice([None, None, f"campaign {channel[-1]}", "campaign x", "campaign y"])
        day = rng.randrange(0, days + 1)
        for repeat in range(rng.choice([1, 1, 2, 3])):
            on = min(day + repeat * rng.choice([0, 1, 7, 8, 30, 31]), days)
            exposures = rng.choice([0, 1, 1, 2])
            engagements = rng.choice([1, 2, 3]) if not exposures else rng.choice([0, 0, 1, 3])
            found[channel, campaign, on] = Touch(
                account, channel, campaign, on, exposures, engagements
            )
    return list(found.values())


def _history(rng: random.Random, start: int, days: int) -> list[Spell]:
    spells, day, ordinal = [], start, rng.choice([0, 0, 0, 1, 2])
    while day <= days:
        exited = day + rng.choice([1, 2, 13, 14, 15, 30, 31, 60, 100, 190])
        steps = [1, 1, 1, 2, -1] if ordinal else [1, 1, 1, 2, 3]
        after = min(max(ordinal + rng.choice(steps), 0), 5)
        if after == ordinal:
            after = ordinal - 1
        is_over = exited <= days
        spells.append(Spell(ordinal, day, exited if is_over else None, after if is_over else None))
        day, ordinal = exited, after
    return spells
