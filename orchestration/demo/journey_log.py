"""What the simulation of the journeys leaves behind, as arrays."""

from dataclasses import dataclass, field, fields

import numpy as np

from orchestration.demo.accounts import STAGE_NAMES
from orchestration.demo.channels import CHANNELS


@dataclass(frozen=True)
class Reached:
    """The accounts reached on one day: one element for each account and channel.

    `is_wide` says that several people are reached; `active` and `signalling` say how many
    slots, from the first on, engaged or signalled lately and may respond.
    """

    account: np.ndarray
    channel: np.ndarray
    stage: np.ndarray
    is_wide: np.ndarray
    active: np.ndarray
    signalling: np.ndarray


@dataclass
class JourneyLog:
    """Organic touches, reaches, deals, churn, stages, and the ledger of exposure."""

    accounts: int
    touches: list[tuple[int, int, np.ndarray, np.ndarray]] = field(default_factory=list)
    reaches: list[tuple[int, Reached]] = field(default_factory=list)
    deals: list[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]] = field(default_factory=list)
    stages: list[tuple[int, np.ndarray, np.ndarray]] = field(default_factory=list)
    weekly_stages: list[np.ndarray] = field(default_factory=list)
    churned_on: np.ndarray = field(init=False)
    days_at_risk: np.ndarray = field(init=False)
    moves: np.ndarray = field(init=False)
    days_exposed: np.ndarray = field(init=False)
    moves_exposed: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        """Start empty; the ledger has a row a stage and a column a channel."""
        self.churned_on = np.full(self.accounts, -1, dtype=np.int64)
        self.days_at_risk = np.zeros(len(STAGE_NAMES), dtype=np.int64)
        self.moves = np.zeros(len(STAGE_NAMES), dtype=np.int64)
        self.days_exposed = np.zeros((len(STAGE_NAMES), len(CHANNELS)), dtype=np.int64)
        self.moves_exposed = np.zeros((len(STAGE_NAMES), len(CHANNELS)), dtype=np.int64)

    def add_touches(self, day: int, what: int, account: np.ndarray, slot: np.ndarray) -> None:
        """Keep the organic touches of one kind on one day."""
        self.touches.append((day, what, account, slot))

    def add_reaches(self, day: int, reached: Reached) -> None:
        """Keep who was reached on one day."""
        if reached.account.size:
            self.reaches.append((day, reached))

    def add_deals(
        self, account: np.ndarray, opened: np.ndarray, closed: int, *, is_won: bool
    ) -> None:
        """Keep deals closed on one day."""
        if account.size:
            size = account.size
            self.deals.append(
                (account, opened.copy(), np.full(size, closed), np.full(size, int(is_won)))
            )

    def add_churn(self, day: int, account: np.ndarray) -> None:
        """Keep the day on which customers left."""
        self.churned_on[account] = day

    def add_stages(self, day: int, account: np.ndarray, stage: np.ndarray) -> None:
        """Keep the stages that accounts entered on one day."""
        if account.size:
            self.stages.append((day, account, stage))

    def count_days(
        self, stage: np.ndarray, is_present: np.ndarray, moves: np.ndarray, exposed: np.ndarray
    ) -> None:
        """Add one day to the ledger: days at risk and moves, all and exposed, by channel."""
        for number in range(len(STAGE_NAMES) - 1):
            at_risk = is_present & (stage == number)
            moved = at_risk & moves
            self.days_at_risk[number] += np.count_nonzero(at_risk)
            self.moves[number] += np.count_nonzero(moved)
            self.days_exposed[number] += np.count_nonzero(exposed[at_risk], axis=0)
            self.moves_exposed[number] += np.count_nonzero(exposed[moved], axis=0)

    def finish(self, opened_on: np.ndarray, is_open: np.ndarray) -> None:
        """Add the deals that are still open on the last day; their closing day is -1."""
        account = np.flatnonzero(is_open)
        if account.size:
            size = account.size
            self.deals.append((account, opened_on[account], np.full(size, -1), np.full(size, -1)))

    def all_touches(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return (day, what, account, slot) of all organic touches, in order of days."""
        if not self.touches:
            empty = np.zeros(0, dtype=np.int64)
            return empty, empty, empty, empty
        sizes = [account.size for _, _, account, _ in self.touches]
        day = np.repeat([day for day, _, _, _ in self.touches], sizes)
        what = np.repeat([what for _, what, _, _ in self.touches], sizes)
        account = np.concatenate([account for _, _, account, _ in self.touches])
        slot = np.concatenate([slot for _, _, _, slot in self.touches])
        return day, what, account, slot

    def all_reaches(self) -> tuple[np.ndarray, Reached]:
        """Return (day, reached) of all reaches, in order of days; there must be one."""
        day = np.repeat(
            [day for day, _ in self.reaches], [part.account.size for _, part in self.reaches]
        )
        joined = {
            each.name: np.concatenate([getattr(part, each.name) for _, part in self.reaches])
            for each in fields(Reached)
        }
        return day, Reached(**joined)

    def all_stages(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return (account, day entered, stage), ordered by account and day."""
        sizes = [account.size for _, account, _ in self.stages]
        day = np.repeat([day for day, _, _ in self.stages], sizes)
        account = np.concatenate([account for _, account, _ in self.stages])
        stage = np.concatenate([stage for _, _, stage in self.stages])
        order = np.lexsort((day, account))
        return account[order], day[order], stage[order]
