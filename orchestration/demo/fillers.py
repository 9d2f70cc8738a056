"""What fills the record up: more exposure, unopened mail, log-ins, visits of job seekers.

None of it can make a stage: it is passive, or falls to people who engaged lately anyway.
"""

import numpy as np

from orchestration.demo.accounts import CUSTOMER
from orchestration.demo.chain_drawing import ChainDrawer, Chains
from orchestration.demo.chains import PASSIVE, RESPONSE
from orchestration.demo.channels import CHANNEL_INDEX, CHANNELS
from orchestration.demo.people import SLOTS, WITHDRAWN
from orchestration.demo.reach import track_of_account

EXTRA_RESPONSE_SHARE = 0.03
CUSTOMER_USE_SHARE = 0.10
UNOPENED_MAIL_SHARE = 0.35
APPLICANT_SHARE = 0.003


class Filler(ChainDrawer):
    """Draws chains until a given number of rows is about reached."""

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
        sort[(sort == RESPONSE) & ~self.has_sort(more.channel, RESPONSE)] = PASSIVE
        more.chain = self.pick_chains(more.channel, sort, first=False)
        more.slot = (self.rng.random(active.size) * np.maximum(active, 1)).astype(np.int64)
        more.person = np.full(active.size, -1)
        self.address(more, widely=sort == PASSIVE)
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
        gone = (self.people.consent[person] == WITHDRAWN) & (self.people.consent_day[person] <= day)
        sent = np.flatnonzero((campaign >= 0) & ~gone)
        chain = self.rng.choice(chains, sent.size, p=shares)
        nobody = np.zeros(sent.size, dtype=np.int64)
        mail = self.chains_of(
            account[sent], nobody, day[sent], chain, campaign[sent], channel[sent]
        )
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
            return self.chains_of(account, slot, day, chain)
        account = self.rng.integers(0, len(self.accounts), number)
        born = np.maximum(self.accounts.born[account], 0)
        day = born + (self.rng.random(number) * (self.plan.days - born)).astype(np.int64)
        # Slots beyond the buying group are strangers.
        slot = SLOTS + self.rng.integers(0, 16, number)
        return self.chains_of(account, slot, day, chain)

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
