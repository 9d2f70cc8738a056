"""The channels that notices go through: Apprise URLs with fields for the owner.

A URL is a template. What identifies a channel in the log of what was sent holds neither user name
nor password, so that a changed password does not make it another channel.
"""

import hashlib
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

from apprise import Apprise, AppriseAsset
from apprise.plugins import NotifyBase

from orchestration.alerts.errors import AlertUrlError

# What Apprise says of a URL holds its secrets. Who wants to know of a failure listens for it.
logging.getLogger("apprise").propagate = False
logging.getLogger("apprise").addHandler(logging.NullHandler())

# Field to a value that stands in for it when a URL is judged.
OWNER_FIELDS = {
    "owner_email": "owner@example.com",
    "owner_id": "owner_id",
    "wecom_id": "wecom_id",
    "team": "team",
}
SECONDS_TO_CONNECT = 5.0
SECONDS_TO_ANSWER = 10.0
_BORDER = re.compile(r"[\s,]+(?=(?:\w+=)?[a-z][a-z0-9]*://)", re.IGNORECASE)
_ENTRY = re.compile(r"(?:(?P<audience>\w+)=)?(?P<url>(?P<scheme>[a-z][a-z0-9]*)://\S+)", re.I)
_WEBHOOK = re.compile(r"(json|xml|form)s?://")
_SECRETS = frozenset({"pass", "password", "pwd", "user"})


@dataclass(frozen=True)
class Channel:
    """One URL template; `audience` is None where all hand-offs go through it."""

    key: str
    scheme: str
    audience: str | None
    template: str
    label: str

    def fill(self, owner: Mapping[str, str | None]) -> str | None:
        """Return the URL for an owner, None if a field has no value for them."""
        names = re.findall(r"{(\w+)}", self.template)
        if any(not owner.get(name) for name in names):
            return None
        url = self.template
        for name in names:
            url = url.replace(f"{{{name}}}", quote(str(owner[name]), safe=""))
        return url


def parse_channels(text: str) -> tuple[Channel, ...]:
    """Read PROGRESSION_ALERT_URLS: URLs between spaces, lines or commas, each once.

    Raises AlertUrlError for an entry that is no URL of a service, or an unknown field.
    """
    entries = [entry for entry in _BORDER.split(text.strip()) if entry]
    channels = [_parse(number, entry) for number, entry in enumerate(entries, start=1)]
    return tuple({channel.key: channel for channel in channels}.values())


def open_service(url: str) -> NotifyBase | None:
    """Return the service behind a filled URL, ready to send; None if Apprise knows none such.

    None as well for several recipients: where one of them is refused, trying again would tell the
    others twice.
    """
    service = _instantiate(url)
    if service is None or len(service) > 1:
        return None
    service.socket_connect_timeout = SECONDS_TO_CONNECT
    service.socket_read_timeout = SECONDS_TO_ANSWER
    if url.lower().startswith("mailto"):
        # Apprise waits 5.5 s between two; mail servers ask for no such pause.
        service.request_rate_per_sec = 0
    return service


def masked(service: NotifyBase) -> str:
    """Return the URL of a service without its secrets and options."""
    url = str(service.url(privacy=True)).split("?", maxsplit=1)[0]  # type: ignore[no-untyped-call]
    if _WEBHOOK.match(url):
        # The path of a webhook is often its only secret.
        scheme, _, address = url.partition("://")
        return f"{scheme}://{address.split('/', maxsplit=1)[0]}/..."
    return url


def _instantiate(url: str) -> NotifyBase | None:
    return Apprise.instantiate(url, asset=AppriseAsset(async_mode=False))


def _parse(number: int, entry: str) -> Channel:
    found = _ENTRY.fullmatch(entry)
    if found is None:
        raise AlertUrlError(f"{_place(number)} is no URL: expected service://...")
    template, scheme = found["url"], found["scheme"].lower()
    for name in re.findall(r"{([^{}]*)}", template):
        if name not in OWNER_FIELDS:
            known = ", ".join(f"{{{known}}}" for known in OWNER_FIELDS)
            raise AlertUrlError(
                f"{_place(number)} ({scheme}://...) has field {{{name}}}; known are {known}"
            )
    sample = Channel("", scheme, found["audience"], template, "").fill(OWNER_FIELDS)
    service = _instantiate(sample or template)
    if service is not None and len(service) > 1:
        raise AlertUrlError(
            f"{_place(number)} ({scheme}://...) names several recipients: give each its own entry"
        )
    if service is None:
        raise AlertUrlError(
            f"{_place(number)} ({scheme}://...) is no address that Apprise can send to"
        )
    identity = f"{found['audience']} {_without_secrets(template)}"
    key = f"{scheme}-{hashlib.sha256(identity.encode()).hexdigest()[:12]}"
    return Channel(key, scheme, found["audience"], template, masked(service))


def _place(number: int) -> str:
    return f"PROGRESSION_ALERT_URLS, entry {number}"


def _without_secrets(template: str) -> str:
    address, _, query = template.partition("?")
    kept = sorted(pair for pair in parse_qsl(query) if pair[0].lower() not in _SECRETS)
    return re.sub(r"://[^/]*@", "://", address) + repr(kept)
