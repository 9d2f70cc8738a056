"""One crossing, one message: across reruns, late data, crashes and processes that run at once."""

import os
import signal
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from orchestration.alerts.log import Sending, open_log
from orchestration.alerts.send import send_notices
from orchestration.publishing.revisions import rollback
from tests.unit.alerts_home import Hook, free_port, handoff, publish_handoffs, settings_of

SEND = "from orchestration.cli import app; app(['alerts', 'send', '--home', {home!r}])"
DIE_BEFORE_SENDING = (
    "import os, orchestration.alerts.send as send; send.Postman.deliver = lambda *_: os._exit(9); "
)


def start(home: Path, urls: str, before: str = "") -> subprocess.Popen[str]:
    """Start another process that sends notices."""
    return subprocess.Popen(
        [sys.executable, "-c", before + SEND.format(home=str(home))],
        env={**os.environ, "PROGRESSION_ALERT_URLS": urls},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_reruns_refreshes_and_rollbacks_send_nothing_again(tmp_path: Path) -> None:
    rows = [handoff(1), handoff(2)]
    publish_handoffs(tmp_path, rows)
    with Hook() as hook:
        settings = settings_of(tmp_path, hook.url)
        assert send_notices(settings) == Sending(delivered=2)
        assert send_notices(settings) == Sending()
        # A working folder that is gone is made anew by the next publication.
        publish_handoffs(tmp_path, [*rows, handoff(3)], "run-2")
        rollback(tmp_path, 1)
        nothing = send_notices(settings)
        assert (nothing.delivered, nothing.held_back) == (0, 2)
        assert nothing.problem == "readers see an earlier revision"
        rollback(tmp_path, 2)
        assert send_notices(settings) == Sending(delivered=1)
        publish_handoffs(tmp_path, [*rows, handoff(3)], "run-3", as_of=date(2026, 2, 1))
        assert send_notices(settings) == Sending()
        assert len(hook.titles) == 3


def test_a_story_told_is_told_under_no_other_day_id_or_subject(tmp_path: Path) -> None:
    eve = {"email": "eve@acme.example"}
    calm = {"is_request": False}
    first = [handoff(1, 28, person_id="p9", **calm), handoff(2, 28, **calm)]
    second = [
        # Late data: another day; a merge: another id for the same address.
        handoff(3, 30, person_id="p8", **calm),
        handoff(4, 29, person_id="x2", **calm),
        # The account of a person who was told of.
        handoff(5, 31, subject="account", person_id=None, **calm),
        # Whoever asks is told of; and a story of another person is another.
        handoff(6, 31, person_id="x2"),
        handoff(7, 31, person_id="x7", **calm),
    ]
    publish_handoffs(tmp_path, first, people=[{"person_id": "p9", **eve}])
    with Hook() as hook:
        settings = settings_of(tmp_path, hook.url)
        assert send_notices(settings) == Sending(delivered=2)
        publish_handoffs(tmp_path, second, "run-2", people=[{"person_id": "p8", **eve}])
        assert send_notices(settings) == Sending(delivered=2)
        # Beyond the quiet days it is another story.
        late = date(2026, 2, 28)
        told_in_february = handoff(8, person_id="x7", created_on=date(2026, 2, 27), **calm)
        publish_handoffs(tmp_path, [told_in_february], "run-3", as_of=late)
        assert send_notices(settings) == Sending(delivered=1)


def test_whoever_withdrew_consent_in_between_is_not_told_of(tmp_path: Path) -> None:
    publish_handoffs(tmp_path, [handoff(1), handoff(2)])
    port = free_port()
    settings = settings_of(tmp_path, f"json://127.0.0.1:{port}/hook")
    assert send_notices(settings) == Sending(failed=1, held_back=1)
    # The newest revision has no hand-off of who withdrew.
    publish_handoffs(tmp_path, [handoff(2)], "run-2")
    with Hook(port=port) as hook:
        assert send_notices(settings) == Sending(delivered=1)
        assert [title.split(" at ")[0] for title in hook.titles] == ["[B] Person 2"]


def test_a_failed_notice_goes_through_the_channel_that_replaces_its_own(tmp_path: Path) -> None:
    publish_handoffs(tmp_path, [handoff(1)])
    with Hook() as hook:
        gone = f"json://127.0.0.1:{free_port()}/gone"
        assert send_notices(settings_of(tmp_path, f"{gone} {hook.url}/a")).failed == 1
        # A channel that is merely new hears nothing of old stories.
        assert send_notices(settings_of(tmp_path, f"{gone} {hook.url}/a")).failed == 1
        changed = settings_of(tmp_path, f"{hook.url}/b {hook.url}/a")
        assert send_notices(changed) == Sending(delivered=1)
        assert send_notices(settings_of(tmp_path, f"{hook.url}/a {hook.url}/c")) == Sending()
        assert hook.paths == ["/hook/a", "/hook/b"]


def test_killed_between_claim_and_message_it_is_unknown_and_never_sent(tmp_path: Path) -> None:
    publish_handoffs(tmp_path, [handoff(1), handoff(2)])
    with Hook() as hook:
        process = start(tmp_path, hook.url, DIE_BEFORE_SENDING)
        process.communicate(timeout=60)
        assert process.returncode == 9
        # The other one was not claimed yet.
        assert send_notices(settings_of(tmp_path, hook.url)) == Sending(delivered=1)
        assert statuses(tmp_path) == ["delivered", "unknown"]


def test_killed_between_message_and_answer_it_is_unknown_and_never_sent(tmp_path: Path) -> None:
    publish_handoffs(tmp_path, [handoff(1)])
    hold = threading.Event()
    with Hook(hold=hold) as hook:
        process = start(tmp_path, hook.url)
        assert hook.received.wait(60)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        hold.set()
        assert send_notices(settings_of(tmp_path, hook.url)) == Sending()
        assert len(hook.titles) == 1
    assert statuses(tmp_path) == ["unknown"]


@pytest.mark.parametrize("crash", [False, True], ids=["both live", "one is killed"])
def test_of_two_processes_at_once_one_sends(tmp_path: Path, crash: bool) -> None:
    publish_handoffs(tmp_path, [handoff(number) for number in range(3)])
    hold = threading.Event()
    with Hook(hold=hold) as hook:
        first = start(tmp_path, hook.url)
        assert hook.received.wait(60)
        second = start(tmp_path, hook.url)
        said, _ = second.communicate(timeout=60)
        assert second.returncode == 1
        assert "another process is sending notices" in said
        if crash:
            first.send_signal(signal.SIGKILL)
        hold.set()
        first.communicate(timeout=60)
        sending = send_notices(settings_of(tmp_path, hook.url))
        assert sending.delivered == (2 if crash else 0)
        assert len(hook.titles) == 3
        assert len(set(hook.titles)) == 3


def statuses(home: Path) -> list[str]:
    with open_log(home) as log:
        return sorted(entry.status for entry in log.entries())
