"""What people do, as chains of touches: one reach or one visit leaves one chain.

A step is `kind`, with `@page` where a url is seen and `!` where a scanner made it. Passive
chains never engage, so they suit anybody. Responses suit people who engaged lately anyway, and
buying signals people who signalled lately: so a campaign makes no stage by itself.
"""

from dataclasses import dataclass

import numpy as np

from orchestration.demo.channels import CHANNELS

PASSIVE, RESPONSE, SIGNALLING, LIVE = range(4)

_SEEN_AD = "ad_impression"
_MAIL = "email_sent email_delivered"
_OPENED = f"{_MAIL} email_opened"
_VISITED = "page_viewed@article"
_OPENED_CLICKED = f"{_OPENED} email_clicked page_viewed@article"
# (chain, weight); the first passive chain of a channel is the one that proves a reach.
_BY_CHANNEL: dict[str, dict[int, list[tuple[str, float]]]] = {
    "paid_social": {
        PASSIVE: [(_SEEN_AD, 1.0)],
        RESPONSE: [(f"{_SEEN_AD} ad_click {_VISITED}", 0.7), (f"{_SEEN_AD} social_engaged", 0.3)],
        SIGNALLING: [(f"{_SEEN_AD} ad_click form_submitted content_downloaded@download", 1.0)],
    },
    "paid_search": {
        PASSIVE: [(_SEEN_AD, 1.0)],
        RESPONSE: [(f"{_SEEN_AD} search_ad_clicked {_VISITED}", 1.0)],
        SIGNALLING: [(f"{_SEEN_AD} search_ad_clicked product_page_viewed@product", 1.0)],
    },
    "display": {
        PASSIVE: [(_SEEN_AD, 1.0)],
        RESPONSE: [(f"{_SEEN_AD} ad_click {_VISITED}", 1.0)],
    },
    "email": {
        PASSIVE: [(_OPENED, 0.995), (f"{_OPENED} email_unsubscribed", 0.005)],
        RESPONSE: [(_OPENED_CLICKED, 0.96), (f"{_OPENED} newsletter_subscribed", 0.04)],
        SIGNALLING: [
            (f"{_OPENED} email_clicked product_page_viewed@product", 0.7),
            (f"{_OPENED} email_replied", 0.3),
        ],
    },
    "webinar": {
        PASSIVE: [(_OPENED, 0.4), (_MAIL, 0.6)],
        RESPONSE: [(f"{_OPENED} webinar_registered", 1.0)],
        SIGNALLING: [(f"{_OPENED} webinar_registered", 1.0)],
        LIVE: [("email_opened webinar_registered webinar_attended", 1.0)],
    },
    "event": {
        PASSIVE: [(_OPENED, 0.4), (_MAIL, 0.6)],
        RESPONSE: [(f"{_OPENED} event_registered", 1.0)],
        SIGNALLING: [(f"{_OPENED} event_registered", 1.0)],
        LIVE: [
            ("event_registered event_attended", 0.9),
            ("event_registered event_attended meeting_held", 0.1),
        ],
    },
    "content": {
        PASSIVE: [(_SEEN_AD, 1.0)],
        RESPONSE: [(f"{_SEEN_AD} {_VISITED}", 0.7), (f"{_VISITED} video_watched@video", 0.3)],
        SIGNALLING: [
            ("form_submitted content_downloaded@download", 0.6),
            ("content_downloaded@download", 0.4),
        ],
    },
    "organic_search": {
        RESPONSE: [(_VISITED, 0.8), (f"{_VISITED} {_VISITED}", 0.2)],
        SIGNALLING: [(f"{_VISITED} product_page_viewed@product", 1.0)],
    },
    "organic_social": {
        RESPONSE: [
            ("social_engaged", 0.7),
            (f"social_engaged {_VISITED}", 0.2),
            ("social_followed", 0.1),
        ],
    },
    "direct_mail": {PASSIVE: [("direct_mail_delivered", 1.0)]},
    "sdr_call": {
        PASSIVE: [
            ("call_attempted call_connected", 0.35),
            ("call_connected", 0.1),
            ("call_attempted call_attempted call_connected", 0.3),
            ("call_attempted call_attempted call_attempted call_connected", 0.25),
        ],
        SIGNALLING: [
            ("call_attempted call_connected meeting_held", 0.75),
            ("call_connected onsite_visit", 0.25),
        ],
    },
    "wechat": {
        PASSIVE: [(_SEEN_AD, 1.0)],
        RESPONSE: [
            ("wechat_menu_clicked", 0.5),
            ("wechat_message_received", 0.35),
            ("wechat_followed", 0.15),
        ],
    },
    "sms": {
        PASSIVE: [("sms_sent", 1.0)],
        RESPONSE: [("sms_sent sms_clicked", 0.9), ("sms_sent sms_replied", 0.1)],
    },
    "referral": {
        PASSIVE: [(_OPENED, 0.4), (_MAIL, 0.6)],
        RESPONSE: [(_OPENED_CLICKED, 1.0)],
        SIGNALLING: [(f"{_OPENED} chat_started", 1.0)],
    },
    "partner": {
        PASSIVE: [(_OPENED, 0.4), (_MAIL, 0.6)],
        RESPONSE: [(_OPENED_CLICKED, 1.0)],
        SIGNALLING: [(f"{_OPENED} email_clicked content_downloaded@download", 1.0)],
    },
}
_ORGANIC: dict[str, list[tuple[str, float]]] = {
    "engage": [
        (_VISITED, 0.3),
        ("page_viewed@home", 0.1),
        ("page_viewed@home page_viewed@article", 0.3),
        ("page_viewed@article page_viewed@about", 0.2),
        ("page_viewed@article page_viewed@article", 0.1),
    ],
    "signal": [
        ("pricing_page_viewed@pricing", 0.35),
        ("page_viewed@pricing", 0.15),
        ("product_page_viewed@product pricing_page_viewed@pricing", 0.3),
        ("page_viewed@home page_viewed@product page_viewed@pricing", 0.1),
        ("pricing_page_viewed@pricing form_submitted@contact", 0.1),
    ],
    "request": [
        ("pricing_page_viewed@pricing form_submitted@demo demo_requested@demo", 0.38),
        ("demo_requested@demo", 0.18),
        ("quote_requested@contact", 0.14),
        ("product_page_viewed@product contact_sales_requested@contact", 0.13),
        ("chat_started@contact consultation_requested@contact", 0.05),
        ("trial_started@trial product_activated", 0.03),
        ("trial_started@trial product_activated upgrade_requested@contact", 0.09),
    ],
    "evaluate": [
        ("demo_attended", 0.3),
        ("product_page_viewed@product pricing_page_viewed@pricing", 0.4),
        ("pricing_page_viewed@pricing", 0.3),
    ],
    "grow": [
        ("pricing_page_viewed@pricing", 0.5),
        ("product_activated", 0.3),
        ("pricing_page_viewed@pricing upgrade_requested@contact", 0.08),
        ("pricing_page_viewed@pricing referral_made", 0.12),
    ],
    "unopened_mail": [
        (_MAIL, 0.93),
        ("email_sent email_bounced", 0.03),
        (f"{_MAIL} email_clicked!", 0.03),
        (f"{_MAIL} email_unsubscribed", 0.01),
    ],
    "customer_use": [("page_viewed@login", 0.75), ("page_viewed@login page_viewed@support", 0.25)],
    "applicant": [("page_viewed@careers", 0.7), ("page_viewed@careers page_viewed@careers", 0.3)],
}


@dataclass(frozen=True)
class ChainTable:
    """All chains as numbers: `steps[chain, position]` is a step or -1."""

    kinds: list[str]
    pages: list[str]
    step_kind: np.ndarray
    step_page: np.ndarray
    step_machine: np.ndarray
    steps: np.ndarray
    length: np.ndarray
    of_channel: dict[tuple[int, int], tuple[np.ndarray, np.ndarray]]
    organic: dict[str, tuple[np.ndarray, np.ndarray]]

    def mean_length(self, channel: int) -> float:
        """Return the mean number of touches of the channel's commonest sort of chain."""
        sort = PASSIVE if (channel, PASSIVE) in self.of_channel else RESPONSE
        chains, shares = self.of_channel[channel, sort]
        return float((self.length[chains] * shares).sum())


def build_chain_table() -> ChainTable:
    """Give a number to every kind, page, step and chain that is named above."""
    steps: dict[str, int] = {}
    rows: list[list[int]] = []
    of_channel = {
        (number, response): _number(steps, rows, choices)
        for number, channel in enumerate(CHANNELS)
        for response, choices in _BY_CHANNEL[channel.name].items()
    }
    organic = {name: _number(steps, rows, choices) for name, choices in _ORGANIC.items()}
    table = np.full((len(rows), max(map(len, rows))), -1, dtype=np.int16)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    parts = [_split(step) for step in steps]
    kinds = sorted({kind for kind, _, _ in parts})
    pages = sorted({page for _, page, _ in parts if page})
    return ChainTable(
        kinds=kinds,
        pages=pages,
        step_kind=np.array([kinds.index(kind) for kind, _, _ in parts], dtype=np.int16),
        step_page=np.array(
            [pages.index(page) if page else -1 for _, page, _ in parts], dtype=np.int16
        ),
        step_machine=np.array([machine for _, _, machine in parts]),
        steps=table,
        length=(table >= 0).sum(axis=1),
        of_channel=of_channel,
        organic=organic,
    )


def _number(
    steps: dict[str, int], rows: list[list[int]], choices: list[tuple[str, float]]
) -> tuple[np.ndarray, np.ndarray]:
    """Append chains to the rows, new steps to the steps; return chain numbers and shares."""
    first = len(rows)
    rows.extend(
        [[steps.setdefault(step, len(steps)) for step in chain.split()] for chain, _ in choices]
    )
    weights = np.array([weight for _, weight in choices])
    return np.arange(first, len(rows)), weights / weights.sum()


def _split(step: str) -> tuple[str, str, bool]:
    kind, _, page = step.partition("@")
    return kind.rstrip("!"), page, kind.endswith("!")
