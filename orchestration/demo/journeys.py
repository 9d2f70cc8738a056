"""The latent journeys: who moves when, and who is reached by which channel.

Day by day, all accounts at once. The daily rate of moving forward is

    base(stage) x segment x e^(0.5 x hotness) x product of the factors of the channels
    that reached the account in the 30 days before

A move emits the organic touches that make the default rule of the next stage true on that day;
staying emits touches that keep it true; cooling stops them, and the rules let go by themselves.
Reaches by channels never make or keep a stage here: with `targeting` they favour hot accounts,
late stages and large companies, so that naive comparisons mislead; without it they are random.
"""

import numpy as np

from orchestration.demo.accounts import (
    AWARE,
    CUSTOMER,
    ENGAGED,
    INTENT,
    MICRO,
    QUALIFIED,
    UNAWARE,
    Accounts,
)
from orchestration.demo.campaigns import Campaigns
from orchestration.demo.channels import log_multipliers
from orchestration.demo.journey_log import JourneyLog
from orchestration.demo.journey_state import (
    ENGAGE,
    ENGAGED_WINDOW,
    REQUEST,
    SIGNAL,
    SIGNAL_WINDOW,
    JourneyState,
)
from orchestration.demo.people import SLOTS, People
from orchestration.demo.plan import EXPOSURE_WINDOW_DAYS, CompanyPlan
from orchestration.demo.reach import Reach
from orchestration.demo.upkeep import Upkeep

FORWARD_RATE = np.array((0.007, 0.0062, 0.0085, 0.0036, 0.0015, 0.0), dtype=np.float32)
SEGMENT_FACTOR = np.array((0.7, 0.9, 1.1, 1.3), dtype=np.float32)
COOLING_RATE = np.array((0.0, 0.009, 0.009, 0.012, 0.0, 0.0), dtype=np.float32)
LOSS_RATE = 0.028
CHURN_RATE = 0.0014
WEEKEND_FACTOR = 0.25
NEVER = np.iinfo(np.int32).max


class Journeys:
    """One simulation; `run` fills the log."""

    def __init__(
        self, plan: CompanyPlan, accounts: Accounts, people: People, campaigns: Campaigns
    ) -> None:
        """Prepare the state of the day before the first."""
        self.plan, self.accounts = plan, accounts
        self.rng = plan.stream("journeys")
        count = len(accounts)
        self.state = JourneyState(accounts.segment, accounts.is_fit)
        brought = accounts.starts_in == CUSTOMER
        self.state.is_customer[brought] = True
        self.state.stage[brought] = CUSTOMER
        self.log = JourneyLog(count)
        self.reach = Reach(plan, accounts, people, campaigns)
        self.log_factors = log_multipliers()
        self.lasting_hotness = self.rng.standard_normal(count, dtype=np.float32)
        self.passing_hotness = self.rng.standard_normal(count, dtype=np.float32)
        self.propensity = _slot_propensity(people, count)
        self.cooling_from = np.full(count, -1, dtype=np.int8)
        self.upkeep = Upkeep(plan, accounts.segment, self.state, self.cooling_from, self._touch)
        self.deal_opens_on = np.full(count, NEVER, dtype=np.int64)
        self.deal_opened_on = np.full(count, -1, dtype=np.int64)
        self.entered_on = np.zeros(count, dtype=np.int64)
        self.has_churned = np.zeros(count, dtype=bool)

    def run(self) -> JourneyLog:
        """Simulate all days and return what happened."""
        first_weekday = self.plan.start.weekday()
        for day in range(self.plan.days):
            pace = WEEKEND_FACTOR if (first_weekday + day) % 7 >= 5 else 1.0
            self._advance(day, np.float32(pace))
        self.log.finish(self.deal_opened_on, self.state.has_open_deal)
        return self.log

    def _advance(self, day: int, pace: np.float32) -> None:
        before = self.state.stage.copy()
        is_present = self.accounts.born < day
        hotness = 0.6 * self.lasting_hotness + 0.8 * self.passing_hotness
        movers = self._draw_moves(day, pace, before, is_present, hotness)
        self._begin(day)
        self._move_forward(day, before, movers)
        self._open_and_lose_deals(day, pace, movers)
        self._churn(day, before)
        self.upkeep.run(day, pace, before, hotness, is_present)
        self._cool(pace, before)
        reached = self.reach.draw(day, pace, before, is_present, hotness, self.state)
        self.log.add_reaches(day, reached)
        after = self.state.close_day(day)
        self._note_changes(day, before, after)
        fade = np.float32(np.exp(-1 / 45))
        noise = self.rng.standard_normal(before.size, dtype=np.float32)
        self.passing_hotness = fade * self.passing_hotness + np.sqrt(1 - fade**2) * noise

    def _draw_moves(
        self,
        day: int,
        pace: np.float32,
        stage: np.ndarray,
        is_present: np.ndarray,
        hotness: np.ndarray,
    ) -> np.ndarray:
        """Draw who moves forward on this day, and count days and moves by exposure."""
        exposed = (day - self.reach.last_reached) <= EXPOSURE_WINDOW_DAYS
        factor = np.exp((exposed * self.log_factors[stage]).sum(axis=1))
        rate = FORWARD_RATE[stage] * SEGMENT_FACTOR[self.accounts.segment] * pace
        rate = rate * factor * np.exp(np.float32(0.5) * hotness - np.float32(0.125))
        rate[(stage == ENGAGED) & ~self.accounts.is_fit] *= 0.06
        # A micro account becomes Engaged by its third engagement; an earlier one must stand.
        is_micro = self.accounts.segment == MICRO
        stale = (day - self.state.recent[0]) >= ENGAGED_WINDOW - 1
        rate[is_micro & (stage == AWARE) & stale] = 0.0
        moves = is_present & (self.rng.random(stage.size) < -np.expm1(-rate))
        self.log.count_days(stage, is_present, moves, exposed)
        return np.asarray(np.flatnonzero(moves))

    def _begin(self, day: int) -> None:
        """Give accounts that are created today the touches of the stage they bring along."""
        arrived = np.flatnonzero(self.accounts.born == day)
        stages = self.accounts.starts_in[arrived]
        for stage in (AWARE, ENGAGED, QUALIFIED, INTENT):
            self._enter(day, arrived[stages == stage], stage)

    def _move_forward(self, day: int, before: np.ndarray, movers: np.ndarray) -> None:
        stages = before[movers].astype(np.int64)
        target = stages + 1
        target[(stages == ENGAGED) & ~self.accounts.is_fit[movers]] = INTENT
        draw = self.rng.random(movers.size)
        target[(stages == UNAWARE) & (draw < 0.01)] = INTENT
        target[((stages == AWARE) | (stages == ENGAGED)) & (draw < 0.05)] = INTENT
        self.cooling_from[movers] = -1
        for stage in (AWARE, ENGAGED, QUALIFIED, INTENT):
            self._enter(day, movers[target == stage], stage)
        self._win(day, movers[target == CUSTOMER])

    def _enter(self, day: int, account: np.ndarray, stage: int) -> None:
        """Emit the organic touches that make the rule of `stage` true today."""
        if not account.size:
            return
        state = self.state
        if stage == AWARE:
            self._touch(day, ENGAGE, account, np.zeros(account.size, dtype=np.int64))
        elif stage == ENGAGED:
            micro = account[self.accounts.segment[account] == MICRO]
            self._touch(day, ENGAGE, np.repeat(micro, 2), np.zeros(micro.size * 2, dtype=np.int64))
            other = account[self.accounts.segment[account] != MICRO]
            for slot in range(3):
                last = slot == state.needed[other] - 1
                stale = (day - state.last_engaged[other, slot]) >= ENGAGED_WINDOW - 30
                chosen = other[(slot < state.needed[other]) & (last | stale)]
                self._touch(day, ENGAGE, chosen, np.full(chosen.size, slot))
        elif stage == QUALIFIED:
            stale = (day - state.last_signal[account, 0]) >= SIGNAL_WINDOW - 20
            self._touch(day, SIGNAL, account[stale], np.zeros(int(stale.sum()), dtype=np.int64))
            self._touch(day, SIGNAL, account, np.ones(account.size, dtype=np.int64))
        else:
            self._enter_intent(day, account)

    def _enter_intent(self, day: int, account: np.ndarray) -> None:
        """Let the likeliest member ask, mostly; else sales opens a deal by itself."""
        by_deal = self.rng.random(account.size) < 0.3
        self._open_deals(day, account[by_deal])
        asking = account[~by_deal]
        score = self.propensity[asking, :4] + self.rng.gumbel(size=(asking.size, 4))
        self._touch(day, REQUEST, asking, score.argmax(axis=1))
        followed_up = asking[self.rng.random(asking.size) < 0.75]
        self.deal_opens_on[followed_up] = day + self.rng.integers(1, 21, followed_up.size)

    def _touch(self, day: int, what: int, account: np.ndarray, slot: np.ndarray) -> None:
        if account.size:
            self.state.record(what, account, slot, day)
            self.log.add_touches(day, what, account, slot)

    def _open_deals(self, day: int, account: np.ndarray) -> None:
        self.state.has_open_deal[account] = True
        self.deal_opened_on[account] = day
        self.deal_opens_on[account] = NEVER

    def _win(self, day: int, account: np.ndarray) -> None:
        """Close the open deal as won; without one, a deal opened lately is won at once."""
        without = ~self.state.has_open_deal[account]
        earliest = np.minimum(self.entered_on[account], day)
        lately = day - self.rng.integers(0, 15, account.size)
        opened = np.where(without, np.maximum(earliest, lately), self.deal_opened_on[account])
        self.log.add_deals(account, opened, day, is_won=True)
        self.state.has_open_deal[account] = False
        self.state.is_customer[account] = True
        self.deal_opens_on[account] = NEVER

    def _open_and_lose_deals(self, day: int, pace: np.float32, movers: np.ndarray) -> None:
        state = self.state
        due = np.flatnonzero((self.deal_opens_on == day) & ~state.is_customer)
        self._open_deals(day, due[~state.has_open_deal[due]])
        open_deals = np.flatnonzero(state.has_open_deal & (self.deal_opened_on < day))
        lost = open_deals[self.rng.random(open_deals.size) < LOSS_RATE * pace]
        lost = np.setdiff1d(lost, movers)
        self.log.add_deals(lost, self.deal_opened_on[lost], day, is_won=False)
        state.has_open_deal[lost] = False

    def _churn(self, day: int, before: np.ndarray) -> None:
        """Lose customers; an account churns once at most, as its record has one date."""
        at_risk = np.flatnonzero((before == CUSTOMER) & ~self.has_churned)
        gone = at_risk[self.rng.random(at_risk.size) < CHURN_RATE]
        self.state.is_customer[gone] = False
        self.has_churned[gone] = True
        self.log.add_churn(day, gone)

    def _cool(self, pace: np.float32, before: np.ndarray) -> None:
        drawn = self.rng.random(before.size) < COOLING_RATE[before] * pace
        starts = drawn & (self.cooling_from < 0)
        self.cooling_from[starts] = before[starts]

    def _note_changes(self, day: int, before: np.ndarray, after: np.ndarray) -> None:
        is_new = self.accounts.born == day
        if day == 0:
            is_new = self.accounts.born <= 0
        changed = np.flatnonzero((before != after) | is_new)
        self.entered_on[changed] = day
        self.log.add_stages(day, changed, after[changed])
        if day % 7 == 0:
            self.log.weekly_stages.append(after.copy())
        self.cooling_from[after < self.cooling_from] = -1


def _slot_propensity(people: People, count: int) -> np.ndarray:
    """Return log propensities of slots; an anonymous visitor has an average one."""
    propensity = np.zeros((count, SLOTS))
    for slot in range(SLOTS):
        has_person = slot < people.members
        person = np.minimum(people.first + slot, len(people) - 1)
        propensity[:, slot] = np.where(has_person, np.log(people.propensity[person]), -1.0)
    return propensity
