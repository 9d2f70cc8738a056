"""What a simulated company is like: what its channels truly do, and whom they reach.

The design is the one of the method's coverage study: 1,500 accounts, 24 months, five stages and
Customer, rates that depend on segment, engagement and time in stage, targeting that depends on
stage, segment and engagement.
"""

from dataclasses import dataclass

import numpy as np

STAGES = ("Unaware", "Aware", "Engaged", "Qualified", "Intent", "Customer")
CHANNELS = ("ads", "email", "webinar", "direct_mail", "call", "event")
# Factors on the daily rate of moving forward out of each stage (rows: Unaware to Intent) in the 30
# days after a touch of each channel. Half of the 30 cells are exactly 1.
FACTORS = (
    (1.5, 1.0, 1.0, 1.3, 1.0, 1.0),
    (2.0, 1.0, 1.3, 1.0, 1.0, 1.4),
    (1.0, 1.0, 1.4, 0.7, 1.3, 1.0),
    (1.4, 1.0, 1.0, 2.0, 1.5, 1.0),
    (1.0, 1.3, 1.0, 1.0, 1.6, 1.5),
)
# Touches a day of each channel for an account in each stage (rows: Unaware to Customer).
REACH = (
    (0.010, 0.006, 0.004, 0.004, 0.003, 0.004),
    (0.016, 0.012, 0.008, 0.006, 0.006, 0.006),
    (0.016, 0.014, 0.012, 0.008, 0.010, 0.008),
    (0.012, 0.014, 0.012, 0.012, 0.014, 0.010),
    (0.012, 0.014, 0.010, 0.012, 0.016, 0.010),
    (0.004, 0.010, 0.006, 0.004, 0.006, 0.006),
)


@dataclass(frozen=True)
class Scenario:
    """One world to estimate in.

    `reach_*` say how a channel chooses accounts (log factor per unit of what is named), `rate_*`
    what drives the moves. `lift` is what one touch adds to the interest of an account, in standard
    deviations; `hot_only` names a channel that reaches nobody but the hottest accounts.
    """

    name: str
    description: str
    accounts: int = 1500
    days: int = 730
    factors: tuple[tuple[float, ...], ...] = FACTORS
    is_targeted: bool = True
    rate_engagement: float = float(np.log(1.65))
    reach_engagement: float = float(np.log(1.8))
    rate_interest: float = 0.0
    reach_interest: float = 0.0
    frailty: float = 0.0
    lift: float = 0.0
    hot_only: str = ""

    def factor(self) -> np.ndarray:
        """Return the true factors, an array of stages x channels."""
        return np.array(self.factors)


NOTHING = tuple((1.0,) * len(CHANNELS) for _ in range(len(STAGES) - 1))
SCENARIOS = (
    Scenario("observed", "targeting by stage, segment and the engagement that is seen"),
    Scenario("random", "the same, but every account is reached alike", is_targeted=False),
    Scenario("null", "as observed, no channel does anything", factors=NOTHING),
    Scenario(
        "hot only",
        "as observed, and `call` reaches hot accounts alone and does nothing",
        factors=tuple((*row[:4], 1.0, row[5]) for row in FACTORS),
        hot_only="call",
    ),
    Scenario("feedback", "as observed, and a touch raises interest, which engages", lift=0.15),
    Scenario(
        "latent",
        "moves and targeting follow interest itself, engagement only shows it",
        rate_engagement=0.0,
        reach_engagement=0.0,
        rate_interest=float(np.log(1.65)),
        reach_interest=float(np.log(1.8)),
    ),
    Scenario("hidden", "as observed, and what nothing shows drives both as well", frailty=0.5),
)
