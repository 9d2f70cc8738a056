"""Sends the notices of the newest revision; whatever goes wrong, nothing published is touched."""

import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date

from orchestration.alerts.channels import Channel, parse_channels
from orchestration.alerts.delivery import Postman, Result
from orchestration.alerts.errors import AlertUrlError, NoticesBusyError
from orchestration.alerts.handoffs import last_events, read_handoffs
from orchestration.alerts.log import Entry, NoticeLog, Sending, open_log, sending_lock
from orchestration.alerts.message import compose
from orchestration.alerts.plan import Notice, Plan, plan_notices
from orchestration.publishing.revisions import newest_revision
from orchestration.screens.published import NothingPublishedError, Published, open_published
from orchestration.settings import Settings

# Sending stops after so long; the rest waits for the next run.
LONGEST_SENDING = 300.0
# An address that failed is left alone until the next run, and so is a channel of which so many
# addresses failed in a row: it is the channel.
ADDRESSES_IN_A_ROW = 3
ROLLED_BACK = "readers see an earlier revision"


def send_quietly(settings: Settings, report: Callable[[str], None]) -> Sending:
    """Send what is due after a publication. Never raises: every error becomes a `problem`.

    A notice must not fail the run that it tells of.
    """
    try:
        report("sending notices")
        return send_notices(settings)
    except (AlertUrlError, NoticesBusyError, NothingPublishedError) as error:
        problem = str(error)
    except Exception as error:
        problem = f"{type(error).__name__} while sending notices"
    sending = Sending(problem=problem)
    newest = newest_revision(settings.home)
    if newest is not None:
        with suppress(sqlite3.Error), open_log(settings.home) as log:
            log.note_sending(date.fromisoformat(newest.manifest["as_of"]), newest.number, sending)
    return sending


def send_notices(settings: Settings) -> Sending:
    """Send what is due, and note it.

    Raises AlertUrlError, NothingPublishedError or NoticesBusyError; then nothing was sent.
    """
    channels = parse_channels(settings.alert_urls.get_secret_value())
    with (
        sending_lock(settings.home),
        open_published(settings.home) as published,
        open_log(settings.home) as log,
    ):
        log.give_up_claims()
        plan = make_plan(settings, published, channels, log.entries())
        as_of = business_date(published)
        for notice in plan.notices:
            if notice.instead_of:
                log.move(notice.log_id, notice.instead_of, notice.channel)
            if notice.log_id == notice.handoff.handoff_id:
                log.register(notice.handoff, notice.channel, as_of)
        counts = _send(plan.notices, published, log)
        left = len(plan.notices) - sum(counts.values())
        problem = ROLLED_BACK if not _is_newest(settings, published) else ""
        sending = Sending(
            counts["delivered"], counts["failed"], counts["unknown"], len(plan.held) + left, problem
        )
        log.note_sending(as_of, published.revision.number, sending)
    return sending


def make_plan(
    settings: Settings,
    published: Published,
    channels: Sequence[Channel],
    entries: Sequence[Entry],
) -> Plan:
    """Decide what goes out of the revision that readers see: nothing unless it is the newest."""
    as_of = business_date(published)
    handoffs = read_handoffs(published, as_of, settings.alert_max_age_days)
    if not _is_newest(settings, published):
        return Plan((), tuple((handoff, ROLLED_BACK) for handoff in handoffs), ())
    return plan_notices(handoffs, channels, entries, as_of, settings.alert_daily_cap)


def business_date(published: Published) -> date:
    """Return the as_of of a revision."""
    return date.fromisoformat(published.revision.manifest["as_of"])


def _is_newest(settings: Settings, published: Published) -> bool:
    newest = newest_revision(settings.home)
    return newest is not None and newest.number == published.revision.number


def _send(notices: Sequence[Notice], published: Published, log: NoticeLog) -> Counter[str]:
    """Claim and send one after the other; count by what became of them."""
    postman, counts = Postman(), Counter[str]()
    failing: dict[str, set[str]] = defaultdict(set)
    failed: set[str] = set()
    end = time.monotonic() + LONGEST_SENDING
    for notice in notices:
        if time.monotonic() > end:
            break
        in_a_row = failing[notice.channel.key]
        if notice.url in failed or len(in_a_row) >= ADDRESSES_IN_A_ROW:
            continue
        message = compose(notice.handoff, last_events(published, notice.handoff))
        if not log.claim(notice.log_id, notice.channel.key):
            continue
        result: Result = postman.deliver(notice.url, message)
        log.finish(notice.log_id, notice.channel.key, result.status, result.detail)
        counts[result.status] += 1
        if result.status == "failed":
            failed.add(notice.url)
            in_a_row.add(notice.url)
        else:
            in_a_row.clear()
    return counts
