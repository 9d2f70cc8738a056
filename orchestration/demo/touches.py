"""The touches: every organic visit and every reach becomes a chain of rows.

The number of rows asked for is met exactly: what the journeys need comes first, the rest is
filled with further passive exposure of accounts that are warm anyway, log-ins of customers and
visits of job seekers, none of which can make a stage.
"""

from dataclasses import dataclass, fields

import numpy as np

from orchestration.demo.accounts import AWARE, CUSTOMER, MICRO, Accounts
from orchestration.demo.campaigns import Campaigns
from orchestration.demo.chains import (
    LIVE,
    PASSIVE,
    RESPONSE,
    SIGNALLING,
    ChainTable,
    build_chain_table,
)
from orchestration.demo.channels import CHANNEL_INDEX, CHANNELS
from orchestration.demo.journey_log import JourneyLog
from orchestration.demo.journey_state import (
    EVALUATE,
    GROW,
    HOLD_DAYS,
    REQUEST,
    REQUEST_WINDOW,
    SIGNAL,
)
from orchestration.demo.people import SLOTS, WITHDRAWN, People
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.reach import track_of_account

SPARSE_DENSITY = 0.2
RESPONSE_SHARE = 0.16
SIGNAL_SHARE = 0.06
EXTRA_RESPONSE_SHARE = 0.03
NEW_RESPONDER_SHARE = 0.02
LIVE_SHARE = 0.5
# Channels whose every passive chain proves a reach.
MIXED_PROOF = ("sdr_call",)
# Invitations go to several people; most of them do not open it.
INVITING_CHANNELS = ("webinar", "event", "partner", "referral")
INVITED_SHARE = 0.65
CUSTOMER_USE_SHARE = 0.10
UNOPENED_MAIL_SHARE = 0.35
APPLICANT_SHARE = 0.003


@dataclass
class Chains:
    """Chains to be written out: who (person or visitor slot), when, which chain, by whom."""

    account: np.ndarray
    person: np.ndarray
    slot: np.ndarray
    day: np.ndarray
    chain: np.ndarray
    campaign: np.ndarray
    channel: np.ndarray
    is_wide: np.ndarray

    def select(self, which: np.ndarray) -> "Chains":
        """Return the chains at the given positions."""
        return Chains(**{each.name: getattr(self, each.name)[which] for each in fields(self)})


def join_chains(parts: list[Chains]) -> Chains:
    """Put several sets of chains behind each other."""
    return Chains(
        **{
            each.name: np.concatenate([getattr(part, each.name) for part in parts])
            for each in fields(Chains)
        }
    )


class TouchMaker:
    """Turns one journey log into chains, and chains into a given number of rows."""

    def __init__(
        self, plan: CompanyPlan, accounts: Accounts, people: People, campaigns: Campaigns,
        log: JourneyLog,
    ) -> None:
        """Number the chains and prepare the random stream."""
        self.plan, self.accounts, self.people = plan, accounts, people
        self.campaigns, self.log = campaigns, log
        self.table: ChainTable = build_chain_table()
        self.rng = plan.stream("touches")

    def organic(self) -> Chains:
        """Chains of the visits that make and keep the stages; they belong to no campaign."""
        day, what, account, slot = self.log.all_touches()
        chain = np.empty(day.size, dtype=np.int64)
        sparse = self.plan.touches_per_account_day < SPARSE_DENSITY
        once = (self.accounts.segment[account] == MICRO) | sparse
        is_visit = what < SIGNAL
        for name, which in (
            ("engage", is_visit & ~once), ("engage_once", is_visit & once),
            ("signal", what == SIGNAL), ("request", what == REQUEST),
            ("evaluate", what == EVALUATE), ("grow", what == GROW),
        ):
            chains, shares = self.table.organic[name]
            chain[which] = self.rng.choice(chains, int(which.sum()), p=shares)
        # An upgrade asked for shortly before leaving would outlast the customer as intent.
        left = self.log.churned_on[account] - day
        leaving = (what == GROW) & (left > 0) & (left < REQUEST_WINDOW + HOLD_DAYS + 1)
        chain[leaving] = self.table.organic["grow"][0][0]
        return self._chains(account, slot, day, chain)

    def reached(self) -> tuple[Chains, Chains]:
        """Return one chain for each reach, and the reaches that may carry further chains.

        The second set has the number of slots that may respond in `chain`.
        """
        if not self.log.reaches:
            nobody = np.zeros(0, dtype=np.int64)
            empty = self._chains(nobody, nobody, nobody, nobody)
            return empty, empty
        parts = [reached for _, reached in self.log.reaches]
        account = np.concatenate([part.account for part in parts])
        channel = np.concatenate([part.channel for part in parts])
        stage = np.concatenate([part.stage for part in parts])
        is_wide = np.concatenate([part.is_wide for part in parts])
        active = np.concatenate([part.active for part in parts])
        signalling = np.concatenate([part.signalling for part in parts])
        day = np.repeat([day for day, _ in self.log.reaches], [p.account.size for p in parts])
        track = track_of_account(account)
        campaign = self.campaigns.calendar[channel, track, day]
        is_live = self.campaigns.is_live[channel, track, day]
        sort, bound = self._sorts(channel, active, signalling, is_live)
        may_start = is_wide & (stage >= AWARE) & (stage < CUSTOMER)
        may_start &= self.accounts.segment[account] != MICRO
        may_start &= (sort == PASSIVE) & self._has_sort(channel, RESPONSE)
        starts = may_start & (self.rng.random(day.size) < NEW_RESPONDER_SHARE)
        sort[starts], bound[starts] = RESPONSE, SLOTS
        chain = self._pick_chains(channel, sort, first=True)
        slot = (self.rng.random(day.size) * np.maximum(bound, 1)).astype(np.int64)
        core = self._chains(account, slot, day, chain, campaign, channel, is_wide)
        self._address(core, widely=(sort == PASSIVE) & is_wide)
        carriers = self._chains(account, slot, day, active, campaign, channel, is_wide)
        return join_chains([core, self._invited(core)]), carriers.select(np.flatnonzero(is_wide))

    def _invited(self, core: Chains) -> Chains:
        """Return the invitations that went unopened to a colleague, beside those opened."""
        inviting = np.isin(core.channel, [CHANNEL_INDEX[name] for name in INVITING_CHANNELS])
        chosen = np.flatnonzero(inviting & (self.rng.random(core.day.size) < INVITED_SHARE))
        invited = core.select(chosen)
        invited.chain = np.full(chosen.size, self.table.organic["unopened_mail"][0][0])
        invited.person = np.full(chosen.size, -1)
        self._address(invited, widely=np.ones(chosen.size, dtype=bool))
        return invited

    def further(self, carriers: Chains, rows: int) -> Chains:
        """Return about `rows` rows of further chains on the reaches that can carry them."""
        weight = np.sqrt(self.people.count[carriers.account] + 1.0)
        weight *= self.rng.gamma(0.6, 1.0, weight.size)
        lengths = np.array([self.table.mean_length(number) for number in range(len(CHANNELS))])
        mean = float((weight * lengths[carriers.channel]).sum() / weight.sum())
        number = self.rng.multinomial(round(rows / mean), weight / weight.sum())
        more = carriers.select(np.repeat(np.arange(number.size), number))
        active = more.chain
        needs_member = np.array([channel.needs_member for channel in CHANNELS])[more.channel]
        responds = (active > 0) & (
            needs_member | (self.rng.random(active.size) < EXTRA_RESPONSE_SHARE)
        )
        sort = np.where(responds, RESPONSE, PASSIVE)
        sort[(sort == RESPONSE) & ~self._has_sort(more.channel, RESPONSE)] = PASSIVE
        more.chain = self._pick_chains(more.channel, sort, first=False)
        more.slot = (self.rng.random(active.size) * np.maximum(active, 1)).astype(np.int64)
        more.person = np.full(active.size, -1)
        self._address(more, widely=sort == PASSIVE)
        return more

    def unopened_mail(self, rows: int) -> Chains:
        """Return about `rows` rows of mails that nobody opened: sent, delivered, or bounced.

        A mail that is not opened is no exposure, so anybody may get one on any day. Only of
        the channel e-mail, whose true factor is 1, in case somebody counts them all the same.
        """
        chains, shares = self.table.organic["unopened_mail"]
        number = max(0, round(rows / float((self.table.length[chains] * shares).sum())))
        number = number if len(self.people) else 0
        person = self.rng.integers(0, len(self.people), number)
        account = self.people.account[person]
        born = np.maximum(self.accounts.born[account], 0)
        day = born + (self.rng.random(number) * (self.plan.days - born)).astype(np.int64)
        channel = np.full(number, CHANNEL_INDEX["email"])
        campaign = self.campaigns.calendar[channel, track_of_account(account), day]
        gone = (self.people.consent[person] == WITHDRAWN) & (
            self.people.consent_day[person] <= day
        )
        sent = np.flatnonzero((campaign >= 0) & ~gone)
        chain = self.rng.choice(chains, sent.size, p=shares)
        nobody = np.zeros(sent.size, dtype=np.int64)
        mail = self._chains(account[sent], nobody, day[sent], chain, campaign[sent], channel[sent])
        mail.person = person[sent]
        return mail

    def visits(self, name: str, rows: int) -> Chains:
        """Return about `rows` rows of visits that never engage: by customers or applicants."""
        chains, shares = self.table.organic[name]
        number = max(0, round(rows / float((self.table.length[chains] * shares).sum())))
        chain = self.rng.choice(chains, number, p=shares)
        day = self.rng.integers(0, self.plan.days, number)
        if name == "customer_use":
            account, day = self._customers_on(day)
            chain = chain[: account.size]
            slot = self.rng.integers(0, SLOTS, account.size)
            return self._chains(account, slot, day, chain)
        account = self.rng.integers(0, len(self.accounts), number)
        born = np.maximum(self.accounts.born[account], 0)
        day = born + (self.rng.random(number) * (self.plan.days - born)).astype(np.int64)
        # Slots beyond the buying group are strangers.
        slot = SLOTS + self.rng.integers(0, 16, number)
        return self._chains(account, slot, day, chain)

    def _customers_on(self, day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Draw a customer for each day, as far as there are customers in that week."""
        week = np.minimum(day // 7, len(self.log.weekly_stages) - 1)
        order = np.argsort(week, kind="stable")
        day, week = day[order], week[order]
        drawn = np.full(day.size, -1)
        bounds = np.searchsorted(week, np.arange(len(self.log.weekly_stages) + 1))
        for number, stages in enumerate(self.log.weekly_stages):
            customers = np.flatnonzero(stages == CUSTOMER)
            low, high = bounds[number], bounds[number + 1]
            if customers.size:
                drawn[low:high] = self.rng.choice(customers, high - low)
        return drawn[drawn >= 0], day[drawn >= 0]

    def _sorts(
        self, channel: np.ndarray, active: np.ndarray, signalling: np.ndarray,
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
            sort[(sort == wanted) & ~self._has_sort(channel, wanted)] = max(wanted - 1, PASSIVE)
        bound = np.where(sort >= SIGNALLING, signalling, np.where(sort == RESPONSE, active, 1))
        return sort, bound

    def _has_sort(self, channel: np.ndarray, sort: int) -> np.ndarray:
        known = [(number, sort) in self.table.of_channel for number in range(len(CHANNELS))]
        return np.array(known)[channel]

    def _pick_chains(self, channel: np.ndarray, sort: np.ndarray, *, first: bool) -> np.ndarray:
        """Draw a chain for each; `first` asks for the passive chain that proves a reach."""
        chain = np.zeros(channel.size, dtype=np.int64)
        group = channel * 4 + sort
        for (number, wanted), (chains, shares) in self.table.of_channel.items():
            which = np.flatnonzero(group == number * 4 + wanted)
            if first and wanted == PASSIVE and CHANNELS[number].name not in MIXED_PROOF:
                chain[which] = chains[0]
            else:
                chain[which] = self.rng.choice(chains, which.size, p=shares)
        return chain

    def _address(self, chains: Chains, *, widely: np.ndarray) -> None:
        """Give passive chains to anybody of the account, the others to their slot."""
        people = self.people
        size = chains.account.size
        count = people.count[chains.account]
        anybody = people.first[chains.account] + (self.rng.random(size) * count).astype(np.int64)
        anybody = np.minimum(anybody, len(people) - 1)
        gone = (people.consent[anybody] == WITHDRAWN) & (
            people.consent_day[anybody] <= chains.day
        )
        usable = widely & (count > 0) & ~gone
        chains.person = np.where(usable, anybody, chains.person)
        needs_person = np.array([channel.needs_person for channel in CHANNELS])[chains.channel]
        members = people.members[chains.account]
        fallback = people.first[chains.account] + chains.slot % np.maximum(members, 1)
        lost = needs_person & (chains.person < 0) & (members > 0)
        chains.person = np.where(lost, fallback, chains.person)
        own = (chains.person < 0) & (chains.slot < members)
        chains.person = np.where(own, people.first[chains.account] + chains.slot, chains.person)

    def _chains(
        self, account: np.ndarray, slot: np.ndarray, day: np.ndarray, chain: np.ndarray,
        campaign: np.ndarray | None = None, channel: np.ndarray | None = None,
        is_wide: np.ndarray | None = None,
    ) -> Chains:
        """Make chains of slots; without a campaign, a slot's own person is filled in."""
        nothing = np.full(account.size, -1)
        person = nothing
        if campaign is None:
            has_person = slot < self.people.members[account]
            person = np.where(has_person, self.people.first[account] + slot, -1)
        return Chains(
            account=account, person=person, slot=slot, day=day, chain=chain,
            campaign=nothing if campaign is None else campaign,
            channel=nothing if channel is None else channel,
            is_wide=np.zeros(account.size, dtype=bool) if is_wide is None else is_wide,
        )
