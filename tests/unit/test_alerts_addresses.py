"""An address that cannot be reached harms no other, and no message is too long for its service."""

from pathlib import Path

import pytest

from orchestration.alerts.log import Sending, open_log
from orchestration.alerts.send import send_notices
from tests.unit.alerts_home import handoff, mail_server, publish_handoffs, settings_of


def test_an_address_that_is_refused_keeps_no_other_owner_from_hearing(tmp_path: Path) -> None:
    gone = [
        {"owner_id": f"gone{n}", "email": f"gone{n}@nowhere.example", "is_active": True}
        for n in range(4)
    ]
    rows = [handoff(n, priority="A", owner_id=f"gone{n % 4}") for n in range(8)]
    publish_handoffs(tmp_path, rows, owners=gone)
    with mail_server() as (inbox, url):
        settings = settings_of(tmp_path, url)
        # Three addresses in a row look like a server that is down.
        assert send_notices(settings) == Sending(failed=3, held_back=5)
        publish_handoffs(tmp_path, [*rows, handoff(9, priority="C")], "run-2", owners=gone)
        assert send_notices(settings).delivered == 1
        assert inbox.recipients == ["ann@example.com"]


@pytest.mark.parametrize(
    "email", ["ann@a.example,gone@nowhere.example", "a@b.example%0aBcc:c@d.example"]
)
def test_an_owner_with_two_addresses_gets_nothing_rather_than_it_twice(
    tmp_path: Path, email: str
) -> None:
    two = {"owner_id": "two", "email": email, "is_active": True}
    publish_handoffs(tmp_path, [handoff(1, owner_id="two")], owners=[two])
    with mail_server() as (inbox, url):
        assert send_notices(settings_of(tmp_path, url)) == Sending(failed=1)
        assert not inbox.recipients
    with open_log(tmp_path) as log:
        (entry,) = log.entries()
    assert entry.detail == "the owner's address is none that the service can use"


def test_a_message_keeps_to_what_every_service_takes_whole(tmp_path: Path) -> None:
    name = "张伟" * 200
    row = handoff(1, person_id="p2", person_name=name, title=name, reason_text=name)
    publish_handoffs(tmp_path, [row | {"account_name": name, "owner_name": name}])
    with mail_server() as (inbox, url):
        assert send_notices(settings_of(tmp_path, url)) == Sending(delivered=1)
    (mail,) = inbox.mails
    subject, text = mail["Subject"], mail.get_content().strip()
    assert subject.startswith("[B] 张伟张伟")
    assert text.endswith("…")
    assert 1900 < len(f"{subject}\n{text}".encode()) <= 2048
