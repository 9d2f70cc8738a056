"""The campaigns: several for every channel, one after the other, in two or more tracks.

On any day a channel runs at most one campaign per track; an account belongs to one track of
each channel, so that an exposure always has exactly one campaign.
"""

from dataclasses import dataclass

import numpy as np

from orchestration.demo.channels import CHANNELS, Channel
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.vocabulary import PRODUCTS

TRACKS = 2
_THEMES = (
    "Process Automation",
    "Cost Control",
    "Data Platform",
    "Compliance Made Simple",
    "AI in Operations",
    "Service Excellence",
    "Supply Chain Visibility",
    "Year-End Planning",
)
_FORMATS = {
    "paid_social": ("LinkedIn {theme}", "LinkedIn Lead Ads {theme}"),
    "paid_search": ("Search {theme}", "Search Brand {product}"),
    "display": ("Display Retargeting {theme}", "Display ABM {product}"),
    "email": ("Newsletter {theme}", "Nurture {product}"),
    "webinar": ("Webinar: {theme} in Practice", "Webinar: {product} Live Demo"),
    "event": ("{theme} Summit", "Trade Fair Booth {product}"),
    "content": ("White Paper {theme}", "Case Studies {product}"),
    "organic_search": ("SEO {theme}", "SEO {product} Guides"),
    "organic_social": ("LinkedIn Page {theme}", "Employee Advocacy {product}"),
    "direct_mail": ("Gift Box {theme}", "Handwritten Letter {product}"),
    "sdr_call": ("SDR Sequence {theme}", "SDR Target Accounts {product}"),
    "wechat": ("微信公众号 {theme}", "企业微信 {product}"),
    "sms": ("SMS Reminder {theme}", "SMS {product}"),
    "referral": ("Customer Referral {theme}", "Referral Bonus {product}"),
    "partner": ("Partner Co-Marketing {theme}", "Integrator Programme {product}"),
}


@dataclass(frozen=True)
class Campaigns:
    """All campaigns, column by column, and the calendar of which one runs when.

    `calendar[channel, track, day]` is the campaign's index or -1; `is_live[channel, track, day]`
    is true on the closing day of a webinar or event.
    """

    ids: list[str]
    names: list[str]
    channel: np.ndarray
    first_day: np.ndarray
    last_day: np.ndarray
    cost: np.ndarray
    calendar: np.ndarray
    is_live: np.ndarray


def build_campaigns(plan: CompanyPlan) -> Campaigns:
    """Fill the calendar of every channel and track."""
    rng = plan.stream("campaigns")
    calendar = np.full((len(CHANNELS), TRACKS, plan.days), -1, dtype=np.int32)
    is_live = np.zeros(calendar.shape, dtype=bool)
    spans: list[tuple[int, int, int, int]] = []
    for number, channel in enumerate(CHANNELS):
        for track in range(TRACKS):
            for first, last in _spans_of_track(rng, channel, plan.days):
                calendar[number, track, first : last + 1] = len(spans)
                is_live[number, track, last] = channel.live_at_end
                spans.append((number, track, first, last))
    cost = [
        round(CHANNELS[number].budget * float(rng.lognormal(0.0, 0.35)) / 50) * 50
        for number, _, _, _ in spans
    ]
    columns = np.array(spans)
    return Campaigns(
        ids=[f"CMP-{number:04d}" for number in range(1, len(spans) + 1)],
        names=_name_campaigns(plan, spans),
        channel=columns[:, 0],
        first_day=columns[:, 2],
        last_day=columns[:, 3],
        cost=np.array(cost),
        calendar=calendar,
        is_live=is_live,
    )


def _spans_of_track(rng: np.random.Generator, channel: Channel, days: int) -> list[tuple[int, int]]:
    """Return (first, last) days of the campaigns of one track; always at least one."""
    spans = []
    first = int(rng.integers(0, max(1, min(channel.pause_days + 1, days // 3 + 1))))
    while first < days:
        length = max(1, round(channel.campaign_days * float(rng.uniform(0.8, 1.2))))
        last = min(days - 1, first + length - 1)
        spans.append((first, last))
        first = last + 1 + int(rng.integers(0, channel.pause_days + 1))
    return spans


def _name_campaigns(plan: CompanyPlan, spans: list[tuple[int, int, int, int]]) -> list[str]:
    """Name by channel, theme and quarter; a Roman number keeps repeated names apart."""
    names: list[str] = []
    used: dict[str, int] = {}
    turn = [0] * len(CHANNELS)
    starts = plan.day64(np.array([first for _, _, first, _ in spans]))
    for (channel, track, _, _), start in zip(spans, starts.astype(object), strict=True):
        position = turn[channel] + channel
        turn[channel] += 1
        text = _FORMATS[CHANNELS[channel].name][track].format(
            theme=_THEMES[position % len(_THEMES)], product=PRODUCTS[position % len(PRODUCTS)]
        )
        name = f"{text} {start.year} Q{(start.month + 2) // 3}"
        used[name] = used.get(name, 0) + 1
        names.append(name if used[name] == 1 else f"{name} ({used[name]})")
    return names
