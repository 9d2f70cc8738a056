"""Influence counted day by day, from the words of the contract and not from the models.

Every account-day at risk is looked at on its own; the jackknife leaves its groups out and counts
anew. Days are whole numbers.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

WINDOW = 30
GROUPS = 20
TIME_STARTS = (180, 90, 60, 30, 14, 0)
LAG_ENDS = (7, 14, 30, 60, 90)
Z = 1.959963984540054
# Name of the history without any campaign.
CAMPAIGN_FREE = "campaign_free"
# 97.5 % quantile of Student's t with 19 degrees of freedom.
T = 2.093024054408263


@dataclass(frozen=True)
class Touch:
    """What a channel, and a campaign if it has a name, did to an account on a day."""

    account: int
    channel: str
    campaign: str | None
    day: int
    exposures: int
    engagements: int


@dataclass(frozen=True)
class Spell:
    """A stay in a stage; `exited` and `after` are None while it lasts."""

    ordinal: int
    entered: int
    exited: int | None
    after: int | None


@dataclass(frozen=True)
class Account:
    """An account with its histories: of all touches (""), without each channel, without all."""

    key: int
    start: int
    group: int
    is_target: bool
    segments: Mapping[int, str]
    histories: Mapping[str, list[Spell]]


@dataclass(frozen=True)
class Day:
    """An account-day at risk, as one unit of influence sees it."""

    account: Account
    segment: str
    ordinal: int
    stratum: tuple[object, ...]
    is_exposed: bool
    moved_to: int | None


@dataclass(frozen=True)
class Estimate:
    """What the contract asks of a comparison; None where there is nothing to compare."""

    moves: tuple[int, int]
    days: tuple[int, int]
    informative: tuple[int, int]
    overlap: float
    log_ratio: float | None
    sparse_error: float | None
    jackknife_error: float | None
    p_value: float | None


class Company:
    """All facts of a random company; no day up to `recorded` is at risk."""

    def __init__(
        self, accounts: list[Account], touches: list[Touch], last: int, recorded: int = -1_000_000
    ) -> None:
        self.accounts, self.touches, self.last = accounts, touches, last
        self.recorded = recorded
        self.channels = sorted({touch.channel for touch in touches})
        self.home = self._home_channels()
        self.by_account: dict[int, list[Touch]] = defaultdict(list)
        for touch in touches:
            self.by_account[touch.account].append(touch)
        self._bounds: dict[str, dict[int, int]] = {}
        self._levels: dict[tuple[int, int, str], int] = {}

    def _home_channels(self) -> dict[str, str]:
        """Return the channel of each campaign: that of most of its exposures, else by name."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for touch in self.touches:
            if touch.campaign and touch.exposures:
                counts[touch.campaign][touch.channel] += touch.exposures
        return {
            name: min(found, key=lambda channel: (-found[channel], channel))
            for name, found in counts.items()
        }

    def history(self, account: Account, channel: str) -> list[Spell]:
        """Return the stages without a channel's touches; as they were if it touched nobody."""
        is_touched = any(
            channel in (touch.channel, CAMPAIGN_FREE) for touch in self.by_account[account.key]
        )
        return account.histories[channel if is_touched else ""]

    def level(self, account: int, day: int, series: str) -> int:
        """Return the engagement before a day: all (full), or organic without a channel's own."""
        if (account, day, series) in self._levels:
            return self._levels[account, day, series]
        total = 0
        for touch in self.by_account[account]:
            is_left_out = touch.campaign is not None or touch.channel == series
            if series != "full" and is_left_out:
                continue
            age = day - touch.day
            weight = 3 if 1 <= age <= 30 else 2 if 31 <= age <= 60 else 1 if 61 <= age <= 90 else 0
            total += weight * touch.engagements
        self._levels[account, day, series] = total
        return total

    def part(self, account: int, day: int, series: str) -> int:
        """Return the part of engagement: 0 is none, the rest are ninths of other days with all."""
        of = "full" if series == "full" else ""
        if of not in self._bounds:
            days = Counter(
                self.level(one.key, each, of)
                for one in self.accounts
                for each in range(one.start, self.last + 1)
            )
            del days[0]
            below, whole, bounds = 0, sum(days.values()), {}
            for value in sorted(days):
                below += days[value]
                bounds[value] = 1 + 9 * (below - 1) // whole
            self._bounds[of] = bounds
        level, bounds = self.level(account, day, series), self._bounds[of]
        # A level that nobody has with everything is in the part of the next one that somebody has.
        return (
            next((bounds[value] for value in sorted(bounds) if value >= level), 9) if level else 0
        )

    def others(self, account: int, day: int, channel: str) -> object:
        """Return which other channels are active; their number where there are over six."""
        active = {
            touch.channel
            for touch in self.by_account[account]
            if touch.exposures and 1 <= day - touch.day <= WINDOW and touch.channel != channel
        }
        return frozenset(active) if len(self.channels) <= 7 else len(active)


def days_of_unit(company: Company, level: str, name: str, channel: str, basis: str) -> list[Day]:
    """Return the account-days that a unit compares; `level` is channel, campaign or lag."""
    return [
        day for one in company.accounts for day in _days(company, one, level, name, channel, basis)
    ]


def _days(
    company: Company, account: Account, level: str, name: str, channel: str, basis: str
) -> Iterator[Day]:
    of_basis = {"operational": "", CAMPAIGN_FREE: CAMPAIGN_FREE}.get(basis, channel)
    spells = company.history(account, of_basis)
    own = [touch for touch in company.by_account[account.key] if touch.channel == channel]
    for spell in spells:
        if spell.ordinal == 5:
            continue
        end = company.last if spell.exited is None else min(spell.exited, company.last)
        for day in range(max(spell.entered, company.recorded) + 1, end + 1):
            ages = [day - one.day for one in own if one.exposures and one.day < day]
            lag = next(
                (n for n, last in enumerate(LAG_ENDS, 1) if min(ages, default=999) <= last), 0
            )
            extra: object = None
            is_exposed = 1 <= lag <= 3
            if level == "lag":
                if lag not in (0, int(name)):
                    continue
                is_exposed = lag > 0
            if level == "campaign":
                recent = [one for one in own if one.exposures and 1 <= day - one.day <= WINDOW]
                is_exposed = any(one.campaign == name for one in recent)
                # Days on which the channel does something else are compared with their like.
                extra = any(one.campaign != name for one in recent)
            segment = account.segments[max(start for start in account.segments if start <= day)]
            series = "full" if basis == "full_engagement" else of_basis
            is_move = (
                day == spell.exited and spell.after is not None and spell.after > spell.ordinal
            )
            yield Day(
                account,
                segment,
                spell.ordinal,
                (
                    segment,
                    next(start for start in TIME_STARTS if day - spell.entered >= start),
                    company.part(account.key, day, series),
                    company.others(account.key, day, channel),
                    extra,
                ),
                is_exposed,
                spell.after if is_move else None,
            )


def estimate(days: Iterable[Day], to_ordinal: int | None) -> Estimate:
    """Compare exposed and other days of one stage, by moves to a stage or to any."""
    kept = list(days)
    strata = _strata(kept, to_ordinal)
    sums = _sums(strata)
    r, s, v = sums
    groups = range(GROUPS)
    log_ratio = math.log(r / s) if r > 0 and s > 0 else None
    exposed_days = sum(cell[2] for cell in strata.values())
    return Estimate(
        moves=(sum(c[0] for c in strata.values()), sum(c[1] for c in strata.values())),
        days=(exposed_days, sum(c[3] for c in strata.values())),
        informative=(
            sum(a for a, _, _, t0 in strata.values() if t0),
            sum(b for _, b, t1, _ in strata.values() if t1),
        ),
        overlap=sum(c[2] for c in strata.values() if c[3]) / exposed_days if exposed_days else 0,
        log_ratio=log_ratio,
        sparse_error=math.sqrt(v / (r * s)) if r > 0 and s > 0 else None,
        jackknife_error=_jackknife(
            [_sums(_strata([d for d in kept if d.account.group != g], to_ordinal)) for g in groups]
        ) if log_ratio is not None else None,
        p_value=math.erfc(abs(r - s) / math.sqrt(v) / math.sqrt(2)) if v > 0 else None,
    )  # fmt: skip


def _strata(days: Iterable[Day], to_ordinal: int | None) -> dict[object, list[int]]:
    """Return by stratum: moves exposed and not, days exposed and not."""
    strata: dict[object, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for day in days:
        side = 0 if day.is_exposed else 1
        is_move = day.moved_to is not None and to_ordinal in (None, day.moved_to)
        strata[day.stratum][side] += is_move
        strata[day.stratum][2 + side] += 1
    return strata


def _sums(strata: Mapping[object, list[int]]) -> tuple[float, float, float]:
    cells = strata.values()
    r = math.fsum(a * t0 / (t1 + t0) for a, _, t1, t0 in cells)
    s = math.fsum(b * t1 / (t1 + t0) for _, b, t1, t0 in cells)
    v = math.fsum((a + b) * t1 * t0 / (t1 + t0) ** 2 for a, b, t1, t0 in cells)
    return r, s, v


def _jackknife(left_out: list[tuple[float, float, float]]) -> float | None:
    if any(r == 0 or s == 0 for r, s, _ in left_out):
        return None
    logs = [math.log(r / s) for r, s, _ in left_out]
    mean = math.fsum(logs) / GROUPS
    return math.sqrt((GROUPS - 1) / GROUPS * math.fsum((one - mean) ** 2 for one in logs))


def half_width(found: Estimate) -> float:
    """Return half of the wider 95 % interval of the logarithm."""
    return max(Z * (found.sparse_error or 0), T * (found.jackknife_error or 0))


def has_enough_data(found: Estimate) -> bool:
    """Judge by the contract: 10 moves on either side, half comparable, bounds within 4."""
    return (
        min(found.informative) >= 10
        and found.overlap >= 0.5
        and found.log_ratio is not None
        and found.jackknife_error is not None
        and 2 * half_width(found) <= math.log(4)
    )


def benjamini_hochberg(p_values: Mapping[object, float]) -> dict[object, float]:
    """Return q for each p."""
    ordered = sorted(p_values, key=lambda key: p_values[key])
    least, found = 1.0, {}
    for rank in range(len(ordered), 0, -1):
        key = ordered[rank - 1]
        least = min(least, p_values[key] * len(ordered) / rank)
        found[key] = least
    return found
