"""The touches as an Arrow table: texts in place of numbers, a million rows at a time."""

import hashlib
import zlib
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.demo.accounts import Accounts, Owners
from orchestration.demo.campaigns import Campaigns
from orchestration.demo.chains import ChainTable
from orchestration.demo.channels import CHANNELS
from orchestration.demo.content import CONTENT, SEARCH_TERMS, page_urls
from orchestration.demo.people import GIVEN, People
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.touch_rows import TouchRows
from orchestration.demo.vocabulary import COUNTRIES

ROWS_PER_GROUP = 1_000_000
UNKNOWN_KINDS = ("fax_received", "carrier_pigeon_sent", "hologram_viewed")
_UTM = {
    "paid_social": ("linkedin", "paid_social"),
    "paid_search": ("google", "cpc"),
    "display": ("dv360", "display"),
    "email": ("newsletter", "email"),
    "webinar": ("webinar", "email"),
    "event": ("event", "email"),
    "content": ("content", "syndication"),
    "organic_social": ("linkedin", "social"),
    "partner": ("partner", "referral"),
    "referral": ("referral", "referral"),
    "wechat": ("wechat", "social"),
    "sms": ("sms", "sms"),
}
_WEB_KINDS = (
    "page_viewed",
    "product_page_viewed",
    "pricing_page_viewed",
    "content_downloaded",
    "form_submitted",
    "video_watched",
    "ad_click",
    "search_ad_clicked",
    "demo_requested",
    "quote_requested",
    "contact_sales_requested",
    "consultation_requested",
    "chat_started",
    "trial_started",
    "product_activated",
    "upgrade_requested",
)
_TIMED_KINDS = {
    "page_viewed": 240,
    "product_page_viewed": 300,
    "pricing_page_viewed": 200,
    "video_watched": 900,
    "webinar_attended": 3300,
    "call_connected": 600,
    "meeting_held": 3600,
}
_OWNED_KINDS = ("call_attempted", "call_connected", "meeting_held", "onsite_visit")
SCHEMA = pa.schema(
    [
        ("touch_id", pa.string()),
        ("occurred_at", pa.timestamp("us")),
        ("kind", pa.string()),
        *[
            (name, pa.string())
            for name in (
                "person_id",
                "visitor_id",
                "account_id",
                "campaign_id",
                "channel",
                "direction",
                "content_id",
                "content_name",
                "variant",
                "url",
                "referrer",
                "utm_source",
                "utm_medium",
                "utm_campaign",
                "utm_term",
                "utm_content",
                "search_term",
                "device",
                "ip_country",
            )
        ],
        ("seconds", pa.int32()),
        ("quantity", pa.int32()),
        ("outcome", pa.string()),
        ("owner_id", pa.string()),
        ("opportunity_id", pa.string()),
    ]
)


class TouchTexts:
    """Builds tables of touches; holds the word lists that the numbers point into."""

    def __init__(
        self,
        plan: CompanyPlan,
        accounts: Accounts,
        owners: Owners,
        people: People,
        campaigns: Campaigns,
        table: ChainTable,
    ) -> None:
        """Turn every list of words into an Arrow array once."""
        self.plan, self.people, self.campaigns, self.table = plan, people, campaigns, table
        self.kinds = pa.array([*table.kinds, *UNKNOWN_KINDS])
        self.person_ids, self.account_ids = pa.array(people.ids), pa.array(accounts.ids)
        self.campaign_ids = pa.array(campaigns.ids)
        self.urls, self.url_first, self.url_count = page_urls(table.pages)
        self.owner_of_account = accounts.owner
        self.owner_ids = pa.array(owners.ids)
        self.country_of_account = accounts.country
        self.utm_campaigns = pa.array([_slug(name) for name in campaigns.names])

    def tables(self, rows: TouchRows) -> Iterator[pa.Table]:
        """Yield the rows as tables of at most a million rows; none for no rows."""
        for first in range(0, len(rows), ROWS_PER_GROUP):
            last = min(first + ROWS_PER_GROUP, len(rows))
            yield self.table_of(rows.select(np.arange(first, last)))

    def table_of(self, rows: TouchRows) -> pa.Table:
        """Return these rows as one table in the contract's columns."""
        kind = rows.kind
        columns = {
            "touch_id": _numbered("TCH-", rows.number, 9),
            "occurred_at": pa.array(self.plan.moment64(rows.day, rows.second)),
            "kind": _words(self.kinds, kind),
            **self._parties(rows),
            **self._campaign_columns(rows),
            **self._page_columns(rows),
            "device": self._device(rows),
            "ip_country": _words(
                pa.array([country.code for country in COUNTRIES]),
                np.where(rows.visitor >= 0, self.country_of_account[rows.account], -1),
            ),
            "seconds": self._durations(rows),
            "quantity": pa.array(rows.quantity.astype(np.int32)),
            "outcome": _words(pa.array(["machine"]), np.where(rows.is_machine, 0, -1)),
            "owner_id": _words(
                self.owner_ids,
                np.where(
                    self._is_one_of(kind, _OWNED_KINDS), self.owner_of_account[rows.account], -1
                ),
            ),
        }
        return pa.table(
            [
                columns[field.name] if field.name in columns else pa.nulls(len(rows), field.type)
                for field in SCHEMA
            ],
            names=SCHEMA.names,
        )

    def _parties(self, rows: TouchRows) -> dict[str, pa.Array]:
        """Who it was; the account is often left out where the person's link says it."""
        linked = (rows.person >= 0) & (self.people.match[rows.person] == GIVEN)
        left_out = linked & (self._draw(rows, "party") < 0.45)
        codes, used = np.unique(rows.visitor, return_inverse=True)
        words = pa.array([_visitor_id(self.plan.seed, int(code)) for code in codes])
        return {
            "person_id": _words(self.person_ids, rows.person),
            "visitor_id": _words(words, np.where(rows.visitor >= 0, used, -1)),
            "account_id": _words(self.account_ids, np.where(left_out, -1, rows.account)),
        }

    def _campaign_columns(self, rows: TouchRows) -> dict[str, pa.Array]:
        names = [channel.name for channel in CHANNELS]
        is_web = self._is_one_of(rows.kind, _WEB_KINDS) & (rows.campaign >= 0)
        has_utm = np.array([name in _UTM for name in names])
        tagged = is_web & has_utm[rows.channel]
        utm = [_UTM.get(name, ("", "")) for name in names]
        is_mail = self._is_one_of(rows.kind, ("email_sent", "email_delivered", "email_opened"))
        person_half = (rows.person % 2).astype(np.int64)
        return {
            "campaign_id": _words(self.campaign_ids, rows.campaign),
            "channel": _words(pa.array(names), rows.channel),
            "direction": _words(
                pa.array([channel.direction for channel in CHANNELS]), rows.channel
            ),
            "variant": _words(
                pa.array(["A", "B"]), np.where(is_mail & (rows.campaign % 3 == 0), person_half, -1)
            ),
            "utm_source": _words(
                pa.array([source for source, _ in utm]), np.where(tagged, rows.channel, -1)
            ),
            "utm_medium": _words(
                pa.array([medium for _, medium in utm]), np.where(tagged, rows.channel, -1)
            ),
            "utm_campaign": _words(self.utm_campaigns, np.where(tagged, rows.campaign, -1)),
        }

    def _page_columns(self, rows: TouchRows) -> dict[str, pa.Array]:
        """Pages, what was downloaded or watched, and the words that were searched for."""
        draw = self._draw(rows, "page")
        count = self.url_count[rows.page]
        url = self.url_first[rows.page] + (draw * draw * count).astype(np.int64)
        is_content = self._is_one_of(rows.kind, ("content_downloaded", "video_watched"))
        is_video = rows.kind == self.table.kinds.index("video_watched")
        pick = (draw * 9973).astype(np.int64)
        content = np.where(
            is_video, _VIDEOS[pick % _VIDEOS.size], _DOWNLOADS[pick % _DOWNLOADS.size]
        )
        content = np.where(is_content, content, -1)
        search = self._is_one_of(rows.kind, ("search_ad_clicked",))
        organic = rows.channel == [c.name for c in CHANNELS].index("organic_search")
        came = np.where(organic, 0, np.where(search, 1, -1))
        return {
            "url": _words(self.urls, np.where(rows.page >= 0, url, -1)),
            "content_id": _words(pa.array([each.content_id for each in CONTENT]), content),
            "content_name": _words(pa.array([each.name for each in CONTENT]), content),
            "referrer": _words(
                pa.array(["https://www.google.com/", "https://www.google.com/aclk"]), came
            ),
            "search_term": _words(
                pa.array(SEARCH_TERMS), np.where(came >= 0, pick % len(SEARCH_TERMS), -1)
            ),
        }

    def _device(self, rows: TouchRows) -> pa.Array:
        is_web = self._is_one_of(rows.kind, _WEB_KINDS)
        draw = self._draw(rows, "device")
        choice = np.select([draw < 0.66, draw < 0.95], [0, 1], 2)
        return _words(pa.array(["desktop", "mobile", "tablet"]), np.where(is_web, choice, -1))

    def _durations(self, rows: TouchRows) -> pa.Array:
        longest = np.array([_TIMED_KINDS.get(name, 0) for name in self.kinds.to_pylist()])
        draw = self._draw(rows, "duration")
        seconds = (3 + draw * draw * longest[rows.kind]).astype(np.int32)
        return pa.array(seconds, mask=longest[rows.kind] == 0)

    def _draw(self, rows: TouchRows, purpose: str) -> np.ndarray:
        """Return a number in [0, 1) for each touch; a copy of a touch gets the same one."""
        salt = zlib.crc32(f"{self.plan.seed}/{purpose}".encode())
        mixed = (rows.number.astype(np.uint64) + np.uint64(salt)) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(27)
        return (mixed >> np.uint64(40)).astype(np.float32) / np.float32(1 << 24)

    def _is_one_of(self, kind: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
        return np.asarray(np.array([name in names for name in self.kinds.to_pylist()])[kind])


_DOWNLOADS = np.array([n for n, each in enumerate(CONTENT) if each.format != "video"])
_VIDEOS = np.array([n for n, each in enumerate(CONTENT) if each.format == "video"])


def _words(words: pa.Array, index: np.ndarray) -> pa.DictionaryArray:
    """Return words by index; -1 is null.

    A dictionary must not repeat a word: Parquet would fall back to plain text, and to bytes
    that differ from run to run.
    """
    unique = words.dictionary_encode()
    codes = unique.indices.to_numpy(zero_copy_only=False)
    mask = index < 0
    return pa.DictionaryArray.from_arrays(
        pa.array(codes[np.where(mask, 0, index)].astype(np.int32), mask=mask), unique.dictionary
    )


def _numbered(prefix: str, number: np.ndarray, width: int) -> pa.Array:
    text = pc.utf8_lpad(pc.cast(pa.array(number), pa.string()), width, "0")
    return pc.binary_join_element_wise(prefix, text, "")


def _visitor_id(seed: int, code: int) -> str:
    return "v" + hashlib.blake2b(f"{seed}/{code}".encode(), digest_size=6).hexdigest()


def _slug(name: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in name.lower())
    return "-".join(kept.split())
