"""A home with hand-offs to tell of, and local servers that really receive what is sent."""

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from orchestration.publishing.audit import audit_candidate
from orchestration.publishing.candidate import build_candidate
from orchestration.publishing.publish import publish
from orchestration.settings import Settings
from tests.unit.publishing_home import AS_OF, prepare_home, skip_expectations
from tests.unit.publishing_rows import good_tables

Row = dict[str, Any]
OWNER = {
    "owner_id": "o1", "owner_name": "Ann", "email": "ann@example.com", "wecom_id": "ann wecom",
    "team": "East", "is_active": True,
}  # fmt: skip


def handoff(number: int, day: int = 30, **changes: Any) -> Row:
    """Return a hand-off of person x<number> of account a1 on a day of January 2026."""
    return {
        "handoff_id": f"h{number}", "subject": "person", "person_id": f"x{number}",
        "person_name": f"Person {number}", "title": "CTO", "account_id": "a1",
        "account_name": "Acme", "segment": "enterprise", "reason_code": "explicit_request",
        "reason_text": "Quote requested", "owner_id": "o1", "owner_name": "Ann",
        "routed_by": "person", "owners_passed_over": 0, "audience": "sales", "priority": "B",
        "created_on": date(2026, 1, day), "clock_started_at": f"2026-01-{day} 10:00:00",
        "due_at": f"2026-01-{day} 14:00:00", "state": "late", "score": "70.00", "band": "sql",
        "contact_channels": "email, phone", "quiet_days": 14, "is_request": True, **changes,
    }  # fmt: skip


def publish_handoffs(
    home: Path,
    rows: list[Row],
    run_id: str = "run-1",
    *,
    as_of: date = AS_OF,
    people: list[Mapping[str, object]] | None = None,
    owners: list[Row] | None = None,
) -> None:
    """Publish a revision with these hand-offs; the gate has its own tests."""
    tables = good_tables()
    tables |= {"sales_handoffs": [*rows], "owners": [OWNER, *(owners or [])]}
    tables["people"] = [*tables["people"], *(people or [])]
    with pytest.MonkeyPatch.context() as patch:
        skip_expectations(patch)
        prepare_home(home, tables, run_id=run_id, as_of=as_of, fingerprint=run_id)
        build_candidate(home)
        audit_candidate(home)
        publish(home)


def settings_of(home: Path, urls: str, **others: Any) -> Settings:
    """Return settings that name channels."""
    return Settings(home=home, alert_urls=urls, **others)


def free_port() -> int:
    """Return a port where nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Inbox:
    """What a mail server received; it refuses whoever is at nowhere.example."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.endswith("@nowhere.example"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.recipients.extend(envelope.rcpt_tos)
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[tuple[Inbox, str]]:
    """Yield an inbox and the URL of a channel that fills it by the owner's address."""
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        sender = "from=progression@example.com"
        yield inbox, f"mailto://127.0.0.1:{server.port}?{sender}&to={{owner_email}}"
    finally:
        server.stop()


class Hook:
    """A web server that takes messages and answers as it is told: a status, or 0 to hang up.

    After the last answer it goes on with 200. `hold` blocks each answer until it is set.
    """

    def __init__(self, *answers: int, port: int = 0, hold: threading.Event | None = None) -> None:
        self.titles: list[str] = []
        self.paths: list[str] = []
        self.received = threading.Event()
        script = list(answers)
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                hook.titles.append(body["title"])
                hook.paths.append(self.path)
                hook.received.set()
                if hold is not None:
                    hold.wait(30)
                answer = script.pop(0) if script else 200
                if answer:
                    self.send_response(answer)
                    self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """A channel that ends here."""
        return f"json://127.0.0.1:{self._server.server_address[1]}/hook"

    def __enter__(self) -> "Hook":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
