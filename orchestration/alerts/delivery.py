"""Sends one message through one service, a few times if need be, and says what became of it."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.plugins import NotifyBase
from tenacity import Retrying, retry_if_result, stop_after_attempt, stop_after_delay
from tenacity.wait import wait_exponential

from orchestration.alerts.channels import open_service
from orchestration.alerts.message import Message

ATTEMPTS = 3
SECONDS = 20.0
LONGEST_DETAIL = 160
# The other side may have taken the message before the line broke.
_BROKEN_OFF = re.compile(
    r"timed out|aborted|remote ?(end|disconnected)|reset by peer|broken pipe|unexpectedly closed",
    re.IGNORECASE,
)
# The line was never there.
_NOT_REACHED = re.compile(r"ConnectTimeout|NewConnection|NameResolution|refused", re.IGNORECASE)


@dataclass(frozen=True)
class Result:
    """delivered; failed: surely not delivered; unknown: perhaps."""

    status: str
    detail: str | None = None


class Postman:
    """Services by URL, opened once, so that each keeps to its own pace."""

    def __init__(self) -> None:
        """Start without any service."""
        self._services: dict[str, NotifyBase | None] = {}

    def deliver(self, url: str, message: Message) -> Result:
        """Send a message; tries again what surely was not delivered."""
        if url not in self._services:
            self._services[url] = open_service(url)
        service = self._services[url]
        if service is None:
            return Result("failed", "the owner's address is none that the service can use")
        retrying = Retrying(
            stop=stop_after_attempt(ATTEMPTS) | stop_after_delay(SECONDS),
            wait=wait_exponential(multiplier=0.5, max=4),
            retry=retry_if_result(lambda result: result.status == "failed"),
            retry_error_callback=lambda state: state.outcome.result() if state.outcome else None,
        )
        result: Result = retrying(_send_once, service, message)
        return result


def _send_once(service: NotifyBase, message: Message) -> Result:
    one = Apprise(asset=AppriseAsset(async_mode=False))
    one.add(service)
    with _listening() as heard:
        try:
            is_sent = bool(
                one.notify(title=message.title, body=message.body, body_format=NotifyFormat.TEXT)
            )
        except Exception as error:
            return Result("unknown", type(error).__name__)
    if is_sent:
        return Result("delivered")
    return Result("unknown" if heard.broke_off else "failed", heard.detail)


class _Ear(logging.Handler):
    """Hears what a service says of a failure; what it says of the message is forgotten."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.detail: str | None = None
        self.broke_off = False
        self._is_connecting = False

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.levelno >= logging.WARNING:
            self.detail = " ".join(text.split())[:LONGEST_DETAIL]
        # A mail server was not reached before the service speaks of the mail itself.
        elif text.startswith("Connecting to remote SMTP"):
            self._is_connecting = True
        elif text.startswith("SMTP Host"):
            self._is_connecting = False
        elif text.startswith("Socket Exception"):
            is_broken = _BROKEN_OFF.search(text) and not _NOT_REACHED.search(text)
            self.broke_off = bool(is_broken) and not self._is_connecting


@contextmanager
def _listening() -> Iterator[_Ear]:
    logger, ear = logging.getLogger("apprise"), _Ear()
    level = logger.level
    logger.addHandler(ear)
    # Errors of the line are written at this level; so are payloads, which go no further.
    logger.setLevel(logging.DEBUG)
    try:
        yield ear
    finally:
        logger.removeHandler(ear)
        logger.setLevel(level)
