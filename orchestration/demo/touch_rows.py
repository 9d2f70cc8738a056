"""From chains to rows: exactly as many as were asked for, in order of time.

A row is a set of small numbers here; texts are put in when the file is written.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np

from orchestration.demo.accounts import Accounts
from orchestration.demo.chain_drawing import Chains, join_chains
from orchestration.demo.chains import ChainTable
from orchestration.demo.fillers import (
    APPLICANT_SHARE,
    CUSTOMER_USE_SHARE,
    UNOPENED_MAIL_SHARE,
    Filler,
)
from orchestration.demo.people import SLOTS
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.touches import TouchMaker
from orchestration.demo.vocabulary import COUNTRIES

LAST_SECOND = 86_399
VISITORS_PER_ACCOUNT = SLOTS + 16
UTC_OFFSET = {"US": -6, "BR": -3, "GB": 0, "IN": 5, "CN": 8, "SG": 8, "JP": 9}


@dataclass
class TouchRows:
    """Rows of touches, column by column; -1 stands for nothing.

    `number` is the row's own number, from which its id is made; `kind` and `page` index the
    chain table; `visitor` counts visitors over all accounts.
    """

    number: np.ndarray
    day: np.ndarray
    second: np.ndarray
    kind: np.ndarray
    page: np.ndarray
    is_machine: np.ndarray
    account: np.ndarray
    person: np.ndarray
    visitor: np.ndarray
    campaign: np.ndarray
    channel: np.ndarray
    quantity: np.ndarray

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self.number.size)

    def select(self, which: np.ndarray) -> "TouchRows":
        """Return the rows at the given positions."""
        return TouchRows(**{each.name: getattr(self, each.name)[which] for each in fields(self)})


def join_rows(parts: list[TouchRows]) -> TouchRows:
    """Put several sets of rows behind each other."""
    return TouchRows(
        **{
            each.name: np.concatenate([getattr(part, each.name) for part in parts])
            for each in fields(TouchRows)
        }
    )


def make_touch_rows(
    plan: CompanyPlan,
    accounts: Accounts,
    maker: TouchMaker,
    filler: Filler,
    wanted: int,
    follow_up: Callable[[TouchRows], TouchRows],
) -> TouchRows:
    """Return exactly `wanted` rows, sorted by time and numbered from 1.

    `follow_up` gives the rows of what sales do about those that the journeys need.
    """
    rng = plan.stream("touch_rows")
    needed, filling = _gather_chains(maker, filler, wanted)
    rows = _expand(rng, accounts, maker.table, needed)
    if len(rows) > wanted:
        rows = rows.select(np.sort(rng.permutation(len(rows))[:wanted]))
    fill = _expand(rng, accounts, maker.table, filling)
    calls = follow_up(rows)
    rows = join_rows([rows, calls.select(np.arange(min(len(calls), wanted - len(rows))))])
    room = wanted - len(rows)
    if len(fill) > room:
        fill = fill.select(np.sort(rng.permutation(len(fill))[:room]))
    rows = join_rows([rows, fill])
    while len(rows) < wanted:
        # Few rows, or a company too small to be reached: visits to the careers page.
        visits = filler.visits("applicant", max(2, wanted - len(rows)))
        more = _expand(rng, accounts, maker.table, visits)
        rows = join_rows([rows, more.select(np.arange(min(len(more), wanted - len(rows))))])
    order = np.argsort(rows.day * np.int64(86_400) + rows.second, kind="stable")
    rows = rows.select(order)
    rows.number = np.arange(1, len(rows) + 1, dtype=np.int32)
    return rows


def _gather_chains(maker: TouchMaker, filler: Filler, wanted: int) -> tuple[Chains, Chains]:
    """Return what the journeys need, and what fills up; too little room drops reaches first."""
    organic = maker.organic()
    core, carriers = maker.reached()
    length = maker.table.length
    needed = int(length[organic.chain].sum())
    room = wanted - needed
    nothing = core.select(np.arange(0))
    if room <= 0:
        return organic, nothing
    reached = int(length[core.chain].sum())
    if reached >= room:
        shuffled = maker.rng.permutation(core.chain.size)
        chosen = shuffled[np.cumsum(length[core.chain[shuffled]]) <= room]
        return join_chains([organic, core.select(np.sort(chosen))]), nothing
    room -= reached
    uses = filler.visits("customer_use", round(room * CUSTOMER_USE_SHARE))
    visits = filler.visits("applicant", round(room * APPLICANT_SHARE))
    mail = filler.unopened_mail(round(room * UNOPENED_MAIL_SHARE))
    filling = [uses, visits, mail]
    room -= sum(int(length[part.chain].sum()) for part in filling)
    if carriers.account.size:
        filling.append(filler.further(carriers, room))
    return join_chains([organic, core]), join_chains(filling)


def _expand(
    rng: np.random.Generator, accounts: Accounts, table: ChainTable, chains: Chains
) -> TouchRows:
    """Write out the steps of each chain as rows."""
    length = table.length[chains.chain]
    source = np.repeat(np.arange(length.size, dtype=np.int32), length)
    start = np.cumsum(length) - length
    position = np.arange(source.size, dtype=np.int32) - start[source].astype(np.int32)
    step = table.steps[chains.chain[source], position]
    kind = table.step_kind[step]
    account = chains.account[source].astype(np.int32)
    is_wide = chains.is_wide[source]
    visitor = account * VISITORS_PER_ACCOUNT + chains.slot[source].astype(np.int32)
    person = chains.person[source].astype(np.int32)
    return TouchRows(
        number=np.zeros(source.size, dtype=np.int32),
        day=chains.day[source].astype(np.int32),
        second=_seconds(rng, accounts, table, chains, source, kind, start),
        kind=kind,
        page=table.step_page[step],
        is_machine=table.step_machine[step],
        account=account,
        person=person,
        visitor=np.where(person < 0, visitor, -1).astype(np.int32),
        campaign=chains.campaign[source].astype(np.int32),
        channel=chains.channel[source].astype(np.int16),
        quantity=_quantities(rng, table, kind, is_wide),
    )


def _seconds(
    rng: np.random.Generator,
    accounts: Accounts,
    table: ChainTable,
    chains: Chains,
    source: np.ndarray,
    kind: np.ndarray,
    start: np.ndarray,
) -> np.ndarray:
    """Start in the morning or early afternoon of the account; each step takes its time."""
    offset = np.array([UTC_OFFSET.get(country.code, 1) for country in COUNTRIES])
    local = np.minimum(rng.random(chains.chain.size), rng.random(chains.chain.size)) * 8.5 + 8.0
    begin = (local - offset[accounts.country[chains.account]]) * 3600
    # East of China the working day begins before midnight UTC; it stays on its day.
    begin = np.where(begin < 0, begin + 7200, begin)
    begin = np.clip(begin, 0, LAST_SECOND).astype(np.int32)
    longest = np.array([_LONGEST_PAUSE.get(name, 150) for name in table.kinds], dtype=np.float32)
    pause = (rng.random(source.size, dtype=np.float32) * longest[kind]).astype(np.int32) + 5
    elapsed = np.cumsum(pause, dtype=np.int64)
    since_start = elapsed - elapsed[start[source]]
    return np.asarray(np.minimum(begin[source] + since_start, LAST_SECOND).astype(np.int32))


_LONGEST_PAUSE = {
    "email_opened": 7200,
    "call_connected": 3600,
    "call_attempted": 3600,
    "webinar_attended": 5400,
    "event_attended": 7200,
    "meeting_held": 5400,
}


def _quantities(
    rng: np.random.Generator, table: ChainTable, kind: np.ndarray, is_wide: np.ndarray
) -> np.ndarray:
    """Impressions come in numbers, where the account is warm; everything else comes once."""
    quantity = np.ones(kind.size, dtype=np.int16)
    many = np.flatnonzero((kind == table.kinds.index("ad_impression")) & is_wide)
    quantity[many] = 1 + rng.poisson(1.2, many.size)
    return quantity
