"""Accounts whose feeds are known to be worth something or nothing, drawn day by day.

`oracle` sees what makes accounts move 2.5 times as often; `copycat` repeats nearly all of it two
days later; `mirror` sees only how much the account engages with us, which we see ourselves;
`dice` is drawn by lot.
"""

import numpy as np
from numpy.typing import NDArray

from tests.oracle.credit_models import AS_OF
from tests.oracle.feed_models import Rows, spell_rows

DAYS = 760
FIRST = AS_OF - DAYS
WINDOW = 30
TRUE_RATIO = 2.5
BASE_RATE = 1 / 200
BACKWARD_RATE = 1 / 150


def simulate(seed: int, accounts: int = 2500, true_ratio: float = TRUE_RATIO) -> Rows:
    """Return the rows of a company by table."""
    random = np.random.default_rng(seed)
    rows: Rows = {"int_intent_signals": [], "int_engagement_days": [], "int_feed_free_spells": []}
    rows["int_account_starts"] = [(key, FIRST) for key in range(accounts)]
    large = random.random(accounts) < 0.4
    rows["int_account_segments"] = [
        (key, "large" if large[key] else "micro", -1_000_000, 2_000_000) for key in range(accounts)
    ]
    warmth = random.gamma(1.0, 1.0, accounts)
    stage = random.integers(0, 3, accounts)
    history = [[(int(one), FIRST)] for one in stage]
    surging_until = np.full(accounts, -1)
    recent = np.zeros((WINDOW, accounts))
    for day in range(FIRST, AS_OF + 1):
        moved = _moves(random, stage, large, recent.sum(axis=0), surging_until > day, true_ratio)
        stage = np.clip(stage + moved, 0, 4)
        if day > FIRST:
            for key in np.flatnonzero(moved):
                if history[key][-1][0] != stage[key]:
                    history[key].append((int(stage[key]), day))
        # Warmth drifts, so that engagement changes within an account, too.
        warmth *= np.exp(random.normal(0, 0.05, accounts))
        warmth = np.clip(warmth, 0.05, 8)
        engaged = random.random(accounts) < np.minimum(0.05 * warmth, 0.9)
        recent[day % WINDOW] = engaged
        rows["int_engagement_days"] += [(int(k), 1, day, 1) for k in np.flatnonzero(engaged)]
        surging_until = _signals(random, rows, day, surging_until, recent.sum(axis=0))
    for key, moves in enumerate(history):
        rows["int_feed_free_spells"] += spell_rows(key, moves)
    return rows


def _moves(
    random: np.random.Generator, stage: NDArray[np.int64], large: NDArray[np.bool_],
    engaged_days: NDArray[np.float64], surging: NDArray[np.bool_], true_ratio: float,
) -> NDArray[np.int64]:  # fmt: skip
    """Return 1, 0 or -1 an account: more forward moves where it engages, is large, or surges."""
    rate = BASE_RATE * np.exp(0.25 * np.minimum(engaged_days, 6))
    rate = rate * np.where(large, 1.4, 1) * np.where(surging, true_ratio, 1)
    forward = random.random(stage.size) < rate
    backward = ~forward & (random.random(stage.size) < BACKWARD_RATE * stage)
    return forward.astype(np.int64) - backward


def _signals(
    random: np.random.Generator, rows: Rows, day: int, surging_until: NDArray[np.int64],
    engaged_days: NDArray[np.float64],
) -> NDArray[np.int64]:  # fmt: skip
    accounts = surging_until.size
    signals = rows["int_intent_signals"]
    seen = random.random(accounts) < 1 / 150
    for key in np.flatnonzero(seen):
        signals.append(("oracle", int(key), day, day))
        if random.random() < 0.95:
            signals.append(("copycat", int(key), day, day + 2))
    for key in np.flatnonzero(random.random(accounts) < 1 / 150):
        signals.append(("dice", int(key), day, day))
    for key in np.flatnonzero(random.random(accounts) < np.minimum(engaged_days, 6) / 400):
        signals.append(("mirror", int(key), day, day))
    return np.where(seen, day + WINDOW, surging_until)
