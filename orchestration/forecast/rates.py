"""Chances that data leave open: rates drawn from what was seen, small cells leaning on large ones.

A count n in d days speaks of a rate as a Gamma(n) / d does. A cell is told to expect what the level
above it sees, with the weight of `LEAN` events: Gamma(n + LEAN) / (d + LEAN / rate above). With no
event of its own it is the level above, with 30 it is nearly itself.
"""

import numpy as np

from orchestration.forecast.history import Floats, Ints

# Events that the level above counts for: segments may well differ by a factor of 1 +- 1 / sqrt(5).
LEAN = 5.0
# Of all that can end a day in a stage, at most this much: a rate from one day says no more.
MOST = 0.95


def draw_hazards(moves: Ints, days: Ints, paths: int, random: np.random.Generator) -> Floats:
    """Return daily chances to move, by path, segment, stage, bucket and stage entered.

    `moves` are by segment, stage, bucket and stage entered, `days` at risk by the first three. A
    path draws the rate of a stage, then how it varies with the days in it, how a segment differs,
    and last each cell: what is unsure of all segments is unsure of all of them together.
    """
    stage_moves, stage_days = moves.sum(axis=(0, 2)), days.sum(axis=(0, 2))
    stage = draw_rate(np.broadcast_to(stage_moves, (paths, *stage_moves.shape)),
                      stage_days[:, None], random)  # fmt: skip
    bucket = draw_leaning(moves.sum(axis=0), days.sum(axis=0)[..., None], stage[:, :, None], random)
    foreseen = (days[None, ..., None] * bucket[:, None]).sum(axis=3)
    ratio = random.standard_gamma(moves.sum(axis=2) + LEAN, foreseen.shape) / (foreseen + LEAN)
    cell = draw_leaning(moves, days[..., None], bucket[:, None] * ratio[:, :, :, None], random)
    whole = cell.sum(axis=-1, keepdims=True)
    limited: Floats = cell * np.minimum(1, MOST / np.maximum(whole, MOST))
    return limited


def draw_rate(events: Ints, days: Ints | Floats, random: np.random.Generator) -> Floats:
    """Return rates drawn for `events` in `days`; none where there was no event."""
    drawn: Floats = random.standard_gamma(events) / np.maximum(days, 1)
    return drawn


def draw_leaning(
    events: Ints, days: Ints | Floats, above: Floats, random: np.random.Generator
) -> Floats:
    """Return rates drawn for `events` in `days` that lean on the rates `above`."""
    shape = np.broadcast_shapes(events.shape, np.shape(days), above.shape)
    drawn = random.standard_gamma(events + LEAN, shape)
    with np.errstate(divide="ignore"):
        rates: Floats = drawn / (days + LEAN / above)
    return rates


def draw_shares(part: Ints, whole: Ints, paths: int, random: np.random.Generator) -> Floats:
    """Return shares drawn for `part` of `whole` by path; segments, axis 0, lean on all of them."""
    all_part, all_whole = part.sum(axis=0), part.sum(axis=0) * 0 + whole.sum(axis=0)
    above = all_part / np.maximum(all_whole, 1)
    # A beta as two gammas: a side of which nothing was ever seen stays nothing.
    hits = random.standard_gamma(part + LEAN * above, (paths, *part.shape))
    misses = random.standard_gamma(whole - part + LEAN * (1 - above), (paths, *part.shape))
    shares: Floats = hits / np.maximum(hits + misses, np.finfo(float).tiny)
    return shares
