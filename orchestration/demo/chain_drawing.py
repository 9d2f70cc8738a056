"""Drawing chains: which one, on which day, and which person or visitor of an account it is of."""

from dataclasses import dataclass, fields

import numpy as np

from orchestration.demo.accounts import Accounts
from orchestration.demo.campaigns import Campaigns
from orchestration.demo.chains import PASSIVE, build_chain_table
from orchestration.demo.channels import CHANNELS
from orchestration.demo.journey_log import JourneyLog
from orchestration.demo.people import WITHDRAWN, People
from orchestration.demo.plan import CompanyPlan

# Channels whose every passive chain proves a reach; of the others only the first one does.
MIXED_PROOF = ("sdr_call",)


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


class ChainDrawer:
    """What drawing chains for any purpose needs: the company and a random stream."""

    def __init__(
        self,
        plan: CompanyPlan,
        accounts: Accounts,
        people: People,
        campaigns: Campaigns,
        log: JourneyLog,
    ) -> None:
        """Build the table of chains and start the stream of this kind of drawer."""
        self.plan, self.accounts, self.people = plan, accounts, people
        self.campaigns, self.log = campaigns, log
        self.table = build_chain_table()
        self.rng = plan.stream(type(self).__name__)

    def has_sort(self, channel: np.ndarray, sort: int) -> np.ndarray:
        """Say for each channel number whether the channel has chains of the sort."""
        known = [(number, sort) in self.table.of_channel for number in range(len(CHANNELS))]
        return np.asarray(np.array(known)[channel])

    def pick_chains(self, channel: np.ndarray, sort: np.ndarray, *, first: bool) -> np.ndarray:
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

    def address(self, chains: Chains, *, widely: np.ndarray) -> None:
        """Give passive chains to anybody of the account, the others to their slot."""
        people = self.people
        size = chains.account.size
        count = people.count[chains.account]
        anybody = people.first[chains.account] + (self.rng.random(size) * count).astype(np.int64)
        anybody = np.minimum(anybody, len(people) - 1)
        gone = (people.consent[anybody] == WITHDRAWN) & (people.consent_day[anybody] <= chains.day)
        usable = widely & (count > 0) & ~gone
        chains.person = np.where(usable, anybody, chains.person)
        needs_person = np.array([channel.needs_person for channel in CHANNELS])[chains.channel]
        members = people.members[chains.account]
        fallback = people.first[chains.account] + chains.slot % np.maximum(members, 1)
        lost = needs_person & (chains.person < 0) & (members > 0)
        chains.person = np.where(lost, fallback, chains.person)
        own = (chains.person < 0) & (chains.slot < members)
        chains.person = np.where(own, people.first[chains.account] + chains.slot, chains.person)

    def chains_of(
        self,
        account: np.ndarray,
        slot: np.ndarray,
        day: np.ndarray,
        chain: np.ndarray,
        campaign: np.ndarray | None = None,
        channel: np.ndarray | None = None,
        is_wide: np.ndarray | None = None,
    ) -> Chains:
        """Make chains of slots; without a campaign, a slot's own person is filled in."""
        nothing = np.full(account.size, -1)
        person = nothing
        if campaign is None:
            has_person = slot < self.people.members[account]
            person = np.where(has_person, self.people.first[account] + slot, -1)
        return Chains(
            account=account,
            person=person,
            slot=slot,
            day=day,
            chain=chain,
            campaign=nothing if campaign is None else campaign,
            channel=nothing if channel is None else channel,
            is_wide=np.zeros(account.size, dtype=bool) if is_wide is None else is_wide,
        )
