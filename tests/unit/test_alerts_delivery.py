"""Notices really arrive, say what they should, and a channel that fails harms nothing."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import dagster as dg
import pytest
from rich.console import Console
from typer.testing import CliRunner

from orchestration.alerts.channels import parse_channels
from orchestration.alerts.errors import AlertUrlError
from orchestration.alerts.log import Sending, open_log
from orchestration.alerts.send import send_notices, send_quietly
from orchestration.assets.notices import build_notice_assets
from orchestration.cli import app
from orchestration.publishing.revisions import current_revision
from orchestration.screens.overview import show_overview
from orchestration.screens.published import open_published
from tests.unit.alerts_home import (
    Hook,
    free_port,
    handoff,
    mail_server,
    publish_handoffs,
    settings_of,
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("published")
    publish_handoffs(path, [handoff(1, person_id="p2")])
    return path


@pytest.fixture
def home(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "home", symlinks=True))


def test_a_mail_reaches_the_owner_and_says_what_they_need(tmp_path: Path) -> None:
    wicked = "Eve\r\nBcc: all@example.com <script>alert(1)</script> https://evil.example"
    row = handoff(1, person_id="p9", person_name=wicked, contact_channels="email")
    person = {
        "person_id": "p9",
        "email": "eve@acme.example",
        "phone": "+49 30 1",
        "account_id": "a1",
    }
    publish_handoffs(tmp_path, [row], people=[person])
    with mail_server() as (inbox, url):
        assert send_notices(settings_of(tmp_path, url)) == Sending(delivered=1)
    (mail,) = inbox.mails
    assert inbox.recipients == ["ann@example.com"]
    assert mail["Bcc"] is None
    wanted = "[B] Eve Bcc: all＠example.com ‹script›alert(1)‹/script› https: //evil.example at Acme"
    assert mail["Subject"] == f"{wanted}: Quote requested"
    assert mail.get_content_type() == "text/plain"
    text = mail.get_content()
    for words in (
        "CTO",
        "Company 公司: Acme (enterprise)",
        "Stage 阶段: Engaged 阶段 since 2026-01-20 (11 days)",
        "Why 原因: Quote requested",
        "Score 评分: 70.00 (sql)",
        "Priority 优先级: B, sales",
        "Due 截止: 2026-01-30 14:00 UTC",
        "Owner 负责人: Ann",
        "Allowed channels 可用渠道: email",
        "E-mail 邮箱: eve@acme.example",
        "Next step 下一步: Answer the request yourself 亲自回复该请求; contact by E-mail only",
    ):
        assert words in text
    # Nobody may phone them; what others may link or run stays text.
    assert "+49" not in text
    assert "<script>" not in text
    assert "https://evil" not in text


def test_last_events_and_open_opportunities_are_told_of_an_account(tmp_path: Path) -> None:
    row = handoff(1, subject="account", person_id=None, person_name=None, contact_channels=None)
    publish_handoffs(tmp_path, [{**row, "is_request": False, "score": None, "band": None}])
    with mail_server() as (inbox, url):
        assert send_notices(settings_of(tmp_path, url)).delivered == 1
    text = inbox.mails[0].get_content()
    assert inbox.mails[0]["Subject"] == "[B] Acme: explicit request"
    assert "Who 联系人" not in text
    assert text.count("\n  2026-01-") == 5


def test_a_server_that_fails_once_is_asked_again(home: Path) -> None:
    with Hook(500) as hook:
        assert send_notices(settings_of(home, hook.url)) == Sending(delivered=1)
        assert len(hook.titles) == 2


def test_one_channel_down_is_reported_and_tried_again_without_the_other(home: Path) -> None:
    port = free_port()
    with Hook() as up:
        settings = settings_of(home, f"{up.url} json://127.0.0.1:{port}/down")
        assert send_notices(settings) == Sending(delivered=1, failed=1)
        with Hook(port=port) as down:
            assert send_notices(settings) == Sending(delivered=1)
            assert send_notices(settings) == Sending()
            assert (len(up.titles), len(down.titles)) == (1, 1)


def test_a_line_that_breaks_after_the_message_is_never_tried_again(home: Path) -> None:
    with Hook(0) as hook:
        assert send_notices(settings_of(home, hook.url)) == Sending(unknown=1)
        assert send_notices(settings_of(home, hook.url)) == Sending()
        assert len(hook.titles) == 1
    assert "perhaps told, never again" in say("preview", home, hook.url)
    assert "1 unknown" in say("log", home, hook.url)


def test_a_channel_without_an_answer_is_left_alone_for_this_run(tmp_path: Path) -> None:
    publish_handoffs(tmp_path, [handoff(number) for number in range(4)])
    settings = settings_of(tmp_path, f"json://127.0.0.1:{free_port()}/x")
    assert send_notices(settings) == Sending(failed=1, held_back=3)


def test_owners_fill_fields_and_audiences_choose_channels(tmp_path: Path) -> None:
    rows = [handoff(1), handoff(2, audience="customer_success"), handoff(3, owner_id=None)]
    publish_handoffs(tmp_path, rows)
    with Hook() as hook:
        urls = f"{hook.url}/{{wecom_id}}?x=1, customer_success={hook.url}/{{team}}"
        assert send_notices(settings_of(tmp_path, urls)) == Sending(delivered=3, held_back=1)
        assert sorted(hook.paths) == ["/hook/East", "/hook/ann%20wecom", "/hook/ann%20wecom"]
    assert "it has no owner" in say("preview", tmp_path, urls)


@pytest.mark.parametrize("urls", ["json://127.0.0.1:1/x", "nonsense://x", "json://{phone}"])
def test_no_channel_can_fail_the_step_nor_what_is_published(home: Path, urls: str) -> None:
    before = current_revision(home)
    settings = settings_of(home, urls)
    made = dg.materialize([*build_notice_assets(settings, lambda _: None)])
    assert made.success
    (event,) = made.get_asset_materialization_events()
    metadata = event.materialization.metadata
    assert (metadata["failed"].value, metadata["problem"].value) != (0, "none")
    assert current_revision(home) == before
    with open_published(home) as published, open_log(home) as log:
        console = Console(record=True, width=140)
        show_overview(console, published)
        last = log.last_sending(published.revision.number)
        assert last is not None
        assert f"notices: {last.line}" in " ".join(console.export_text().split())


def test_without_a_channel_nothing_happens(home: Path) -> None:
    made = dg.materialize([*build_notice_assets(settings_of(home, " "), lambda _: None)])
    assert made.success
    assert not (home / "notices.sqlite").exists()


def test_an_error_nobody_foresaw_is_a_problem_not_a_failure(home: Path) -> None:
    (home / "notices.sqlite").mkdir()
    sending = send_quietly(settings_of(home, "json://127.0.0.1:1"), lambda _: None)
    assert sending == Sending(problem="OperationalError while sending notices")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("json://ok.example word", "entry 1 is no URL"),
        ("json://ok.example nonsense://secret@x", "entry 2 (nonsense://...) is no address"),
        (
            "mailto://secret:secret@mail.example.com?to=a@x.example,b@x.example",
            "entry 1 (mailto://...) names several recipients: give each its own entry",
        ),
        ("mailto://secret:secret@bad", "entry 1 (mailto://...) is no address"),
        ("json://secret:secret@x.example/{phone}", "entry 1 (json://...) has field {phone}"),
    ],
)
def test_a_malformed_channel_is_one_clear_error_without_its_secrets(
    home: Path, text: str, message: str
) -> None:
    with pytest.raises(AlertUrlError) as refusal:
        parse_channels(text)
    assert message in str(refusal.value)
    assert "secret" not in str(refusal.value)
    for command in ("send", "preview"):
        result = run("alerts", command, "--home", str(home), urls=text)
        assert result.exit_code == 2
        assert "secret" not in result.output


def test_a_changed_password_is_the_same_channel_and_an_url_named_twice_is_one() -> None:
    old, new = (f"mailto://bot:{word}@mail.example.com?to={{owner_email}}" for word in "ab")
    (one,) = parse_channels(f"{old}\n{new}")
    assert one.key == parse_channels(old)[0].key
    assert parse_channels(f"sales={old}")[0].key != one.key


def test_preview_masks_secrets_and_sends_nothing(home: Path) -> None:
    with Hook() as hook:
        # Of a webhook the path is the secret.
        url = hook.url.replace("://", "://bot:geheim@") + "/geheim"
        screen = say("preview", home, url, "--messages")
        assert "Would be sent: 1" in screen
        assert "Why 原因: Quote requested" in screen
        assert "geheim" not in screen
        assert not hook.titles
        assert "1 sent" in say("send", home, url)
        log = say("log", home, url)
        assert "1 delivered" in log
        assert "Person 1" in log
        assert "geheim" not in log


def test_only_the_young_are_told_and_the_cap_keeps_the_rest_for_another_day(
    tmp_path: Path,
) -> None:
    rows = [
        handoff(1, 27), handoff(2, 28, priority="C"), handoff(3, 29, priority="A"),
        handoff(4, 30), handoff(5, 31, first_contact_at="2026-01-31 11:00:00"),
    ]  # fmt: skip
    publish_handoffs(tmp_path, rows)
    with Hook() as hook:
        settings = settings_of(tmp_path, hook.url, alert_daily_cap=2)
        assert send_notices(settings) == Sending(delivered=2, held_back=1)
        assert [title[:4] for title in hook.titles] == ["[A] ", "[B] "]
        assert send_notices(settings) == Sending(held_back=1)
        # The next day the third is told of, unless it has grown too old.
        tomorrow = date(2026, 2, 1)
        publish_handoffs(tmp_path, rows, "run-2", as_of=tomorrow)
        assert send_notices(settings) == Sending()
        older = settings_of(tmp_path, hook.url, alert_daily_cap=2, alert_max_age_days=4)
        assert send_notices(older) == Sending(delivered=1)
        # A run for an earlier date, with hand-offs that its readers have not heard of.
        publish_handoffs(tmp_path, [handoff(9, 30)], "run-3", as_of=tomorrow - timedelta(days=1))
        assert send_notices(settings) == Sending(held_back=1)


def test_preview_of_very_many_stays_short(tmp_path: Path) -> None:
    publish_handoffs(tmp_path, [handoff(number) for number in range(200)])
    with Hook() as hook:
        screen = say("preview", tmp_path, hook.url)
    assert "Would be sent: 50" in screen
    assert "Held back: 150" in screen
    assert "and 100 more: 100 the daily cap of 50 is reached" in screen
    assert len(screen.splitlines()) < 120


def test_no_person_is_named_in_the_log(home: Path) -> None:
    with Hook() as hook:
        send_notices(settings_of(home, hook.url))
    with open_log(home) as log:
        text = json.dumps([vars(entry) for entry in log.entries()], default=str)
    for word in ("p2", "Person", "a1", "Acme"):
        assert f'"{word}' not in text


def run(*arguments: str, urls: str):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, [*arguments], env={"PROGRESSION_ALERT_URLS": urls})


def say(command: str, home: Path, urls: str, *more: str) -> str:
    result = run("alerts", command, "--home", str(home), *more, urls=urls)
    assert result.exit_code == 0, result.output
    output: str = result.stdout
    return output
