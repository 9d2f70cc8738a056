"""Stage histories of a company drawn day by day, all accounts at once, from known rates.

On day t an account that entered its stage before t moves forward at the daily rate

    base(stage) x segment x (0.7 + 0.6 e^(-days in stage / 60)) x e^(b x engagement)
        x product of the factors of the channels that touched it on t-30 .. t-1

where engagement is the standardised logarithm of its organic engagements on t-30 .. t-1.
"""

from dataclasses import dataclass

import numpy as np

from tests.simulation.scenarios import CHANNELS, REACH, STAGES, Scenario

WINDOW = 30
LONG_AGO = -10_000
FORWARD = np.array((0.0030, 0.0026, 0.0024, 0.0026, 0.0022))
BACKWARD = np.array((0.0, 0.002, 0.003, 0.004, 0.004, 0.0))
SEGMENT_SHARES = (0.4, 0.35, 0.25)
SEGMENT_RATE = np.array((1.0, 1.28, 1.65))
SEGMENT_REACH = np.array((1.0, 1.65, 2.5))
FIRST_STAGES = (0.45, 0.25, 0.15, 0.1, 0.05)
SKIPS = 0.05
# Organic engagements a day at average interest; what their logarithm over 30 days then is.
ORGANIC, MEAN_LOG, SD_LOG = 0.12, 1.32, 0.71
HOT = 1.1
CUSTOMER = len(STAGES) - 1


@dataclass(frozen=True)
class History:
    """Columns of what happened; one array an attribute, days count from 0."""

    segment: np.ndarray
    born: np.ndarray
    spells: dict[str, np.ndarray]
    touches: dict[str, np.ndarray]
    organic: dict[str, np.ndarray]
    days_exposed: np.ndarray
    days: np.ndarray
    moves_exposed: np.ndarray
    moves: np.ndarray


class _Company:
    """The state of all accounts at the end of a day, and the record so far."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self.scenario, self.rng = scenario, np.random.default_rng(seed)
        count = scenario.accounts
        self.segment = self.rng.choice(len(SEGMENT_SHARES), count, p=SEGMENT_SHARES)
        is_old = self.rng.random(count) < 0.6
        self.born = np.where(is_old, 0, self.rng.integers(0, scenario.days * 3 // 4, count))
        first = self.rng.choice(len(FIRST_STAGES), count, p=FIRST_STAGES)
        self.stage = np.where(is_old, first, 0)
        self.entered = self.born.copy()
        self.lasting = self.rng.standard_normal(count)
        self.passing = self.rng.standard_normal(count)
        self.raised = np.zeros(count)
        self.hidden = scenario.frailty * self.rng.standard_normal(count)
        self.last_touch = np.full((count, len(CHANNELS)), LONG_AGO)
        self.recent = np.zeros((WINDOW, count), dtype=np.int64)
        self.log_factor = np.log(scenario.factor())
        shape = (len(STAGES) - 1, len(CHANNELS))
        self.days_exposed, self.moves_exposed = np.zeros(shape), np.zeros(shape)
        self.days, self.moves = np.zeros(shape[0]), np.zeros(shape[0])
        self.left: list[tuple[np.ndarray, ...]] = []
        self.touched: list[tuple[np.ndarray, ...]] = []
        self.engaged: list[tuple[np.ndarray, ...]] = []

    def run(self) -> History:
        """Live through all days."""
        for day in range(self.scenario.days):
            interest = 0.6 * self.lasting + 0.8 * self.passing + self.raised
            seen = (np.log1p(self.recent.sum(axis=0)) - MEAN_LOG) / SD_LOG
            before = self.stage.copy()
            self._move(day, seen, interest)
            self._engage(day, interest)
            self._reach(day, before, seen, interest)
            fade = np.exp(-1 / 60)
            noise = self.rng.standard_normal(self.stage.size)
            self.passing = fade * self.passing + np.sqrt(1 - fade**2) * noise
        self._leave(np.arange(self.stage.size), self.scenario.days, self.stage)
        return self._history()

    def _move(self, day: int, seen: np.ndarray, interest: np.ndarray) -> None:
        scenario, stage = self.scenario, self.stage
        at_risk = np.flatnonzero((self.entered < day) & (self.born <= day) & (stage < CUSTOMER))
        now = stage[at_risk]
        exposed = day - self.last_touch[at_risk] <= WINDOW
        log_rate = (exposed * self.log_factor[now]).sum(axis=1) + self.hidden[at_risk]
        log_rate += scenario.rate_engagement * seen[at_risk]
        log_rate += scenario.rate_interest * interest[at_risk]
        age = 0.7 + 0.6 * np.exp(-(day - self.entered[at_risk]) / 60)
        rate = FORWARD[now] * SEGMENT_RATE[self.segment[at_risk]] * age * np.exp(log_rate)
        draw = self.rng.random((3, at_risk.size))
        forward = draw[0] < -np.expm1(-rate)
        backward = ~forward & (draw[1] < BACKWARD[now])
        for number in range(CUSTOMER):
            here = now == number
            self.days[number] += np.count_nonzero(here)
            self.moves[number] += np.count_nonzero(here & forward)
            self.days_exposed[number] += exposed[here].sum(axis=0)
            self.moves_exposed[number] += exposed[here & forward].sum(axis=0)
        target = np.minimum(now + 1 + (draw[2] < SKIPS), CUSTOMER)
        target = np.where(backward, now - 1, target)
        moved = at_risk[forward | backward]
        self._leave(moved, day, target[forward | backward])
        self.stage[moved], self.entered[moved] = target[forward | backward], day

    def _leave(self, account: np.ndarray, day: int, target: np.ndarray) -> None:
        """Close spells; those that begin after the last day were none."""
        left = np.full(account.size, day)
        self.left.append((account, self.stage[account], self.entered[account], left, target))

    def _engage(self, day: int, interest: np.ndarray) -> None:
        """Draw organic engagements, which are seen from the next day on."""
        drawn = self.rng.poisson(ORGANIC * np.exp(0.7 * interest - 0.2))
        drawn[self.born > day] = 0
        self.recent[day % WINDOW] = drawn
        account = np.flatnonzero(drawn)
        self.engaged.append((account, np.full(account.size, day), drawn[account]))

    def _reach(self, day: int, stage: np.ndarray, seen: np.ndarray, interest: np.ndarray) -> None:
        scenario = self.scenario
        if scenario.is_targeted:
            log_chance = scenario.reach_engagement * seen + scenario.reach_interest * interest
            log_chance += self.hidden
            chance = np.array(REACH)[stage] * SEGMENT_REACH[self.segment][:, None]
            chance *= 0.6 * np.exp(np.minimum(log_chance, 2.5))[:, None]
        else:
            chance = np.full((stage.size, len(CHANNELS)), 0.010)
        if scenario.hot_only and scenario.is_targeted:
            chance[:, CHANNELS.index(scenario.hot_only)] = np.where(seen > HOT, 0.05, 0.0)
        chance[self.born > day] = 0.0
        account, channel = np.nonzero(self.rng.random(chance.shape) < chance)
        self.last_touch[account, channel] = day
        self.raised *= np.exp(-1 / 30)
        np.add.at(self.raised, account, scenario.lift)
        self.touched.append((account, np.full(account.size, day), channel))

    def _history(self) -> History:
        return History(
            segment=self.segment,
            born=self.born,
            spells=_columns(("account", "ordinal", "entered", "left", "next"), self.left),
            touches=_columns(("account", "day", "channel"), self.touched),
            organic=_columns(("account", "day", "quantity"), self.engaged),
            days_exposed=self.days_exposed,
            days=self.days,
            moves_exposed=self.moves_exposed,
            moves=self.moves,
        )


def simulate(scenario: Scenario, seed: int) -> History:
    """Draw one company; the same arguments give the same one."""
    return _Company(scenario, seed).run()


def _columns(names: tuple[str, ...], parts: list[tuple[np.ndarray, ...]]) -> dict[str, np.ndarray]:
    joined = (np.concatenate(column) for column in zip(*parts, strict=True))
    return dict(zip(names, joined, strict=True))
