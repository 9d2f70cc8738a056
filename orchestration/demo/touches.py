"""The touches that the journeys need: organic visits, and reaches by campaigns.

Every organic visit and every reach becomes a chain. What fills up to the number of touches that
was asked for is in `fillers.py`.
"""

import numpy as np

from orchestration.demo.accounts import AWARE, CUSTOMER, MICRO
from orchestration.demo.chain_drawing import ChainDrawer, Chains, join_chains
from orchestration.demo.chains import LIVE, PASSIVE, RESPONSE, SIGNALLING
from orchestration.demo.channels import CHANNEL_INDEX, CHANNELS
from orchestration.demo.journey_state import (
    ENGAGE,
    EVALUATE,
    GROW,
    HOLD_DAYS,
    REQUEST,
    REQUEST_WINDOW,
    SIGNAL,
)
from orchestration.demo.people import SLOTS
from orchestration.demo.reach import track_of_account

SPARSE_DENSITY = 0.2
RESPONSE_SHARE = 0.16
SIGNAL_SHARE = 0.06
NEW_RESPONDER_SHARE = 0.02
LIVE_SHARE = 0.5
# Invitations go to several people; most of them do not open it.
INVITING_CHANNELS = ("webinar", "event", "partner", "referral")
INVITED_SHARE = 0.65
# In a sparse record, where all else comes as a single touch; elsewhere chains have their weights.
TRIAL_SHARE, UPGRADED_SHARE = 0.18, 0.13
_ORGANIC_NAMES = {
    "engage": ENGAGE,
    "signal": SIGNAL,
    "request": REQUEST,
    "evaluate": EVALUATE,
    "grow": GROW,
}


class TouchMaker(ChainDrawer):
    """Turns one journey log into chains."""

    def organic(self) -> Chains:
        """Return the visits that make and keep the stages; they belong to no campaign."""
        day, what, account, slot = self.log.all_touches()
        chain = np.empty(day.size, dtype=np.int64)
        sparse = self.plan.touches_per_account_day < SPARSE_DENSITY
        # The rule for micro accounts counts engagements, so theirs come one at a time.
        single = (self.accounts.segment[account] == MICRO) | sparse
        for name, number in _ORGANIC_NAMES.items():
            for once in (False, True):
                chains, shares = self._organic_chains(name, once=once)
                which = np.flatnonzero((what == number) & (single == once))
                chain[which] = self.rng.choice(chains, which.size, p=shares)
        if sparse:
            self._add_trials(what, account, chain)
        # An upgrade asked for shortly before leaving would outlast the customer as intent.
        left = self.log.churned_on[account] - day
        leaving = (what == GROW) & (left > 0) & (left < REQUEST_WINDOW + HOLD_DAYS + 1)
        chain[leaving] = self.table.organic["grow"][0][0]
        return self.chains_of(account, slot, day, chain)

    def _add_trials(self, what: np.ndarray, account: np.ndarray, chain: np.ndarray) -> None:
        """Turn some single requests into trials, most of which end in asking for an upgrade."""
        draw = self.plan.stream("trials").random(what.size)
        may = (what == REQUEST) & (self.accounts.segment[account] != MICRO)
        *_, trial, upgraded = self.table.organic["request"][0]
        chain[may & (draw < TRIAL_SHARE)] = trial
        chain[may & (draw < UPGRADED_SHARE)] = upgraded

    def _organic_chains(self, name: str, *, once: bool) -> tuple[np.ndarray, np.ndarray]:
        """Return the chains of a sort of visit and their shares; `once` keeps single touches."""
        chains, shares = self.table.organic[name]
        kept = self.table.length[chains] == 1 if once else np.ones(chains.size, dtype=bool)
        return chains[kept], shares[kept] / shares[kept].sum()

    def reached(self) -> tuple[Chains, Chains]:
        """Return one chain for each reach, and the reaches that may carry further chains.

        The second set has the number of slots that may respond in `chain`.
        """
        if not self.log.reaches:
            nobody = np.zeros(0, dtype=np.int64)
            empty = self.chains_of(nobody, nobody, nobody, nobody)
            return empty, empty
        day, reached = self.log.all_reaches()
        account, channel, is_wide = reached.account, reached.channel, reached.is_wide
        active, signalling, stage = reached.active, reached.signalling, reached.stage
        track = track_of_account(account)
        campaign = self.campaigns.calendar[channel, track, day]
        is_live = self.campaigns.is_live[channel, track, day]
        sort, bound = self._sorts(channel, active, signalling, is_live)
        may_start = is_wide & (stage >= AWARE) & (stage < CUSTOMER)
        may_start &= self.accounts.segment[account] != MICRO
        may_start &= (sort == PASSIVE) & self.has_sort(channel, RESPONSE)
        starts = may_start & (self.rng.random(day.size) < NEW_RESPONDER_SHARE)
        sort[starts], bound[starts] = RESPONSE, SLOTS
        chain = self.pick_chains(channel, sort, first=True)
        slot = (self.rng.random(day.size) * np.maximum(bound, 1)).astype(np.int64)
        core = self.chains_of(account, slot, day, chain, campaign, channel, is_wide)
        self.address(core, widely=(sort == PASSIVE) & is_wide)
        carriers = self.chains_of(account, slot, day, active, campaign, channel, is_wide)
        return join_chains([core, self._invited(core)]), carriers.select(np.flatnonzero(is_wide))

    def _invited(self, core: Chains) -> Chains:
        """Return the invitations that went unopened to a colleague, beside those opened."""
        inviting = np.isin(core.channel, [CHANNEL_INDEX[name] for name in INVITING_CHANNELS])
        chosen = np.flatnonzero(inviting & (self.rng.random(core.day.size) < INVITED_SHARE))
        invited = core.select(chosen)
        invited.chain = np.full(chosen.size, self.table.organic["unopened_mail"][0][0])
        invited.person = np.full(chosen.size, -1)
        self.address(invited, widely=np.ones(chosen.size, dtype=bool))
        return invited

    def _sorts(
        self,
        channel: np.ndarray,
        active: np.ndarray,
        signalling: np.ndarray,
        is_live: np.ndarray,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Choose passive, response, signal or live; and how many slots it is drawn from."""
        draw = self.rng.random(channel.size)
        sort = np.full(channel.size, PASSIVE)
        needs_member = np.array([each.needs_member for each in CHANNELS])[channel]
        sort[(active > 0) & (needs_member | (draw < RESPONSE_SHARE))] = RESPONSE
        sort[(signalling > 0) & (draw < SIGNAL_SHARE)] = SIGNALLING
        sort[is_live & (signalling > 0) & (draw < LIVE_SHARE)] = LIVE
        for wanted in (LIVE, SIGNALLING, RESPONSE):
            sort[(sort == wanted) & ~self.has_sort(channel, wanted)] = max(wanted - 1, PASSIVE)
        bound = np.where(sort >= SIGNALLING, signalling, np.where(sort == RESPONSE, active, 1))
        return sort, bound
