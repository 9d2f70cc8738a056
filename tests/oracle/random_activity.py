"""Touches, campaigns, content and intent signals of a random company."""

from random import Random

from tests.oracle.company import Case, Row
from tests.oracle.random_days import DayDrawer

PAGES = (
    "https://www.example.com/pricing",
    "https://www.example.com/en/Pricing?from=/careers",
    "https://www.example.com/products/alpha#/pricing",
    "https://www.example.com/product/beta/tour",
    "https://www.example.com/careers/engineer",
    "https://www.example.com/login",
    "https://www.example.com/support?q=/pricing",
    "https://www.example.com/blog/why",
    "https://www.example.com/blog/buyers-2026-guide",
    "https://www.example.com/about",
    "/pricing",
    None,
)
KINDS = [
    "ad_impression",
    "ad_impression",
    "ad_click",
    "search_ad_clicked",
    "email_delivered",
    "email_opened",
    "email_clicked",
    "email_replied",
    "email_bounced",
    "email_unsubscribed",
    "newsletter_subscribed",
    "product_page_viewed",
    "pricing_page_viewed",
    "content_downloaded",
    "video_watched",
    "form_submitted",
    "webinar_registered",
    "webinar_attended",
    "event_attended",
    "social_engaged",
    "direct_mail_delivered",
    "chat_started",
    "demo_requested",
    "demo_attended",
    "quote_requested",
    "trial_started",
    "upgrade_requested",
    "upgrade_requested",
    "call_attempted",
    "call_connected",
    "meeting_held",
    "telepathy",
]
LINKED_KINDS = (
    "ad_impression",
    "ad_click",
    "email_delivered",
    "email_clicked",
    "form_submitted",
    "chat_started",
)
CHANNELS = ("linkedin", "Webinar", "trade_show", "email", "微信", "SEO")


def add_activity(random: Random, case: Case, days: DayDrawer) -> None:
    """Campaigns, content, then touches by anybody, then intent signals."""
    case.add("campaigns", campaign_id=f"{case.name}K0", name="Roadshow", channel="event")
    case.add("campaigns", campaign_id=f"{case.name}K1", name="Feed", channel="LinkedIn")
    contents = (
        ("Cloud guide", "white_paper", "云"),
        ("安全指南", "video", "security"),
        ("Tour", None, None),
    )
    for index, (name, form, topic) in enumerate(contents):
        case.add("content", content_id=f"{case.name}C{index}", name=name, format=form, topic=topic)
    for index in range(random.choice([0, 4, 8, 12, 18, 25])):
        case.add("touches", **_touch(random, case, index, days))
    if case.of("touches") and random.random() < 0.2:
        case.add("touches", **random.choice(case.of("touches")))
    for index in range(random.choice([0, 0, 2, 5])):
        _add_signal(random, case, index, days)


def add_feedback(random: Random, case: Case, days: DayDrawer) -> None:
    """What sales says of people, of merged ones too, and now and then off the scale."""
    people = sorted({row["person_id"] for row in case.of("people")})
    for index in range(random.choice([0, 0, 1, 2, 3]) if people else 0):
        case.add(
            "feedback",
            feedback_id=f"{case.name}F{index}",
            person_id=random.choice([*people, "unknown"]),
            given_by="Ann",
            rating=random.choice(["1", "2", "3", "4", "5", "7", None]),
            reason=random.choice(["ready", None]),
            given_at=days.moment(days.near()),
        )


def _touch(random: Random, case: Case, index: int, days: DayDrawer) -> dict[str, str | None]:
    kind = "page_viewed" if random.random() < 0.3 else random.choice(KINDS)
    row: dict[str, str | None] = {
        "touch_id": f"{case.name}T{index:02}",
        "occurred_at": days.moment(days.near()),
        "kind": kind,
        "quantity": random.choice([None, None, "1", "2", "7", str(random.randint(3, 60))]),
        "outcome": "machine" if random.random() < 0.04 else None,
        "seconds": random.choice([None, "9", "10", "59", "60", "600"]),
    }
    if kind.endswith("page_viewed") or (kind in LINKED_KINDS and random.random() < 0.3):
        row["url"] = random.choice(PAGES)
    if kind in ("content_downloaded", "video_watched"):
        row["content_id"] = random.choice([f"{case.name}C{random.randint(0, 2)}", None, "unknown"])
    row |= _who(random, case)
    if random.random() < 0.25:
        row["campaign_id"] = random.choice([f"{case.name}K0", f"{case.name}K1", "unknown"])
    if random.random() < 0.15:
        row["channel"] = random.choice(CHANNELS)
    return row


def _who(random: Random, case: Case) -> Row:
    """A person, a visitor, both or neither, and perhaps an account that is not the person's."""
    row: Row = {}
    people = sorted({person["person_id"] for person in case.of("people")})
    accounts = sorted({account["account_id"] for account in case.of("accounts")})
    choice = random.random()
    if people and choice < 0.65:
        row["person_id"] = random.choice(people)
    elif choice < 0.72:
        row["person_id"] = f"{case.name}P9"
    if choice > 0.6 and choice < 0.9:
        row["visitor_id"] = f"{case.name}{random.choice(['V0', 'V1', 'P0'])}"
    if random.random() < 0.6:
        row["account_id"] = random.choice([*accounts, *accounts, *accounts, f"{case.name}A9"])
    return row


def _add_signal(random: Random, case: Case, index: int, days: DayDrawer) -> None:
    account_id = random.choice(sorted({row["account_id"] for row in case.of("accounts")}))
    is_by_id = random.random() < 0.5
    case.add(
        "intent_signals",
        signal_id=f"{case.name}S{index}",
        provider=random.choice(["bombora", "g2"]),
        account_id=account_id if is_by_id else None,
        domain=None
        if is_by_id
        else random.choice([f"{account_id.lower()}.com", f"www.{account_id.lower()}.com"]),
        topic=random.choice(["security", "cloud", "gardening"]),
        score=random.choice(["59.99", "60", "70.4", "70.5", "95"]),
        observed_on=days.near().isoformat(),
    )
