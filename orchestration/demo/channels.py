"""What each channel truly does: how often it reaches accounts, whom, and by how much it helps.

`multipliers` is the ground truth of the company: the factor on the daily rate of moving forward
out of a stage while an account was reached by the channel in the last 30 days. A stage that is
not named has a factor of exactly 1.
"""

from dataclasses import dataclass, field

import numpy as np

from orchestration.demo.accounts import AWARE, ENGAGED, INTENT, QUALIFIED, STAGE_NAMES, UNAWARE


@dataclass(frozen=True)
class Channel:
    """One channel. Rates are reaches per account and working day at the usual density."""

    name: str
    direction: str
    setting: str
    daily_rate: float
    is_paid: bool
    campaign_days: int
    pause_days: int
    budget: int
    needs_person: bool = False
    needs_member: bool = False
    live_at_end: bool = False
    countries: tuple[str, ...] = ()
    stage_preference: tuple[float, ...] = (0.25, 0.8, 1.2, 1.5, 1.6, 0.7)
    multipliers: dict[int, float] = field(default_factory=dict)


_LATE = (0.1, 0.3, 0.9, 2.2, 2.6, 0.6)
_BROAD = (0.4, 1.1, 1.2, 1.2, 1.2, 0.7)
CHANNELS = (
    Channel(
        "paid_social",
        "outbound",
        "online",
        0.020,
        True,
        120,
        6,
        24000,
        stage_preference=_BROAD,
        multipliers={AWARE: 2.0},
    ),
    Channel(
        "paid_search", "inbound", "online", 0.012, True, 150, 4, 30000, multipliers={ENGAGED: 1.3}
    ),
    Channel("display", "outbound", "online", 0.018, True, 90, 8, 15000, stage_preference=_BROAD),
    Channel("email", "outbound", "online", 0.022, False, 90, 3, 2500, needs_person=True),
    Channel(
        "webinar",
        "inbound",
        "online",
        0.013,
        False,
        50,
        5,
        6000,
        needs_person=True,
        live_at_end=True,
        multipliers={ENGAGED: 1.6, QUALIFIED: 1.2},
    ),
    Channel(
        "event",
        "inbound",
        "offline",
        0.010,
        False,
        80,
        25,
        60000,
        needs_person=True,
        live_at_end=True,
        multipliers={AWARE: 1.3, ENGAGED: 1.4, QUALIFIED: 1.5, INTENT: 1.3},
    ),
    Channel(
        "content",
        "inbound",
        "online",
        0.013,
        False,
        160,
        5,
        8000,
        multipliers={AWARE: 1.3, ENGAGED: 1.2},
    ),
    Channel("organic_search", "inbound", "online", 0.012, False, 270, 2, 4000, needs_member=True),
    Channel("organic_social", "inbound", "online", 0.010, False, 180, 2, 3000, needs_member=True),
    Channel(
        "direct_mail",
        "outbound",
        "offline",
        0.012,
        True,
        70,
        12,
        18000,
        needs_person=True,
        stage_preference=_LATE,
        multipliers={QUALIFIED: 2.0},
    ),
    Channel(
        "sdr_call",
        "outbound",
        "offline",
        0.014,
        False,
        170,
        3,
        20000,
        needs_person=True,
        stage_preference=_LATE,
        multipliers={QUALIFIED: 1.3, INTENT: 1.6},
    ),
    Channel(
        "wechat",
        "inbound",
        "online",
        0.030,
        False,
        140,
        5,
        7000,
        needs_person=True,
        countries=("CN", "SG"),
        multipliers={AWARE: 1.4, ENGAGED: 1.3},
    ),
    Channel(
        "sms",
        "outbound",
        "online",
        0.010,
        True,
        60,
        20,
        1500,
        needs_person=True,
        countries=("CN", "SG", "IN", "US"),
    ),
    Channel(
        "referral",
        "inbound",
        "online",
        0.005,
        False,
        240,
        5,
        2000,
        needs_person=True,
        multipliers={QUALIFIED: 1.3},
    ),
    Channel(
        "partner",
        "inbound",
        "online",
        0.008,
        False,
        120,
        20,
        9000,
        needs_person=True,
        multipliers={ENGAGED: 1.2, INTENT: 1.25},
    ),
)
CHANNEL_INDEX = {channel.name: index for index, channel in enumerate(CHANNELS)}
FORWARD_STAGES = (UNAWARE, AWARE, ENGAGED, QUALIFIED, INTENT)


def log_multipliers() -> np.ndarray:
    """Return the logarithms of the true factors, one row a stage, one column a channel."""
    factors = np.zeros((len(STAGE_NAMES), len(CHANNELS)), dtype=np.float32)
    for column, channel in enumerate(CHANNELS):
        for stage, factor in channel.multipliers.items():
            factors[stage, column] = np.log(factor)
    return factors


def transition_name(stage: int) -> str:
    """Name the forward transition out of a stage, as in "Aware to Engaged"."""
    return f"{STAGE_NAMES[stage]} to {STAGE_NAMES[stage + 1]}"
