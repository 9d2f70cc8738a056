"""Which notices go out now, through which channel, and which are held back, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from orchestration.alerts.channels import Channel
from orchestration.alerts.handoffs import Handoff
from orchestration.alerts.log import Entry


@dataclass(frozen=True)
class Notice:
    """A hand-off through one channel; `log_id` is the hand-off under which the log has it.

    `instead_of` is the key of a channel that failed, is named no more, and is replaced by this one.
    `is_retry`: it failed before.
    """

    handoff: Handoff
    channel: Channel
    url: str
    log_id: str
    instead_of: str | None = None
    is_retry: bool = False


@dataclass(frozen=True)
class Plan:
    """What is sent, the most urgent first, and what is not, with the reason.

    Addresses that failed before come after others, lest one that is refused for ever block them.
    `held` may still go out another day; of `settled` there is nothing to tell any more.
    """

    notices: tuple[Notice, ...]
    held: tuple[tuple[Handoff, str], ...]
    settled: tuple[tuple[Handoff, str], ...]


def plan_notices(
    handoffs: Sequence[Handoff],
    channels: Sequence[Channel],
    entries: Sequence[Entry],
    as_of: date,
    daily_cap: int,
) -> Plan:
    """Decide for each hand-off; at most `daily_cap` are told of for one as_of, retries aside."""
    notices: list[Notice] = []
    held: list[tuple[Handoff, str]] = []
    settled: list[tuple[Handoff, str]] = []
    told = len({entry.handoff_id for entry in entries if entry.as_of == as_of})
    is_earlier = any(entry.as_of > as_of for entry in entries)
    by_mark = _by_mark(entries)
    for handoff in handoffs:
        story = [*_story(handoff, by_mark)]
        unreached = [*_unreached(handoff, story, channels)]
        if handoff.row["first_contact_at"]:
            settled.append((handoff, "sales have acted"))
        elif story and not unreached:
            settled.append((handoff, _told(story)))
        elif is_earlier:
            held.append((handoff, "notices of a later business date went out before"))
        elif story:
            notices.extend(unreached)
        elif not (offered := [*_offered(handoff, channels)]):
            held.append((handoff, _why_nobody(handoff, channels)))
        elif told >= daily_cap:
            held.append((handoff, f"the daily cap of {daily_cap} is reached"))
        else:
            told += 1
            notices.extend(offered)
    refused = {notice.url for notice in notices if notice.is_retry}
    notices.sort(key=lambda notice: notice.url in refused)
    return Plan(tuple(notices), tuple(held), tuple(settled))


def _by_mark(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for mark in (entry.handoff_id, entry.subject_mark, entry.address_mark, entry.account_mark):
            if mark:
                found[mark].append(entry)
    return found


def _story(handoff: Handoff, by_mark: Mapping[str, Sequence[Entry]]) -> Iterator[Entry]:
    marks = (handoff.handoff_id, handoff.subject_mark, handoff.address_mark, handoff.account_mark)
    near = {
        (entry.handoff_id, entry.channel): entry
        for mark in marks
        for entry in by_mark.get(mark or "", ())
    }
    yield from (entry for entry in near.values() if is_same_story(handoff, entry))


def is_same_story(handoff: Handoff, entry: Entry) -> bool:
    """Whether a notice told of this hand-off already, perhaps under another day or id.

    Late data can move a crossing by days, a merge can rename the person, and what was a person's
    story can become the account's. Only a request is told of beside what was none.
    """
    if entry.handoff_id == handoff.handoff_id:
        return True
    days = (handoff.created_on - entry.created_on).days
    quiet = max(int(handoff.row["quiet_days"]), entry.quiet_days)
    if handoff.row["is_request"] and not entry.is_request:
        return False
    marks = {entry.subject_mark, entry.address_mark} - {None}
    if {handoff.subject_mark, handoff.address_mark} & marks:
        return abs(days) <= quiet
    is_account = handoff.row["subject"] == "account"
    return is_account and handoff.account_mark == entry.account_mark and 0 <= days <= quiet


def _unreached(
    handoff: Handoff, story: Sequence[Entry], channels: Sequence[Channel]
) -> Iterator[Notice]:
    """Channels of a story that failed, or whose turn did not come.

    Where a channel that failed is named no more, a new one of its service takes its place.
    """
    known = {entry.channel for entry in story}
    pending = [entry for entry in story if entry.status in ("waiting", "failed")]
    current = {channel.key: channel for channel in channels}
    for entry in pending:
        if entry.channel in current:
            for notice in _filled(handoff, [current[entry.channel]], entry.handoff_id):
                yield replace(notice, is_retry=entry.status == "failed")
    for entry in pending:
        new = [one for one in channels if one.scheme == entry.scheme and one.key not in known]
        if entry.channel not in current:
            for notice in _filled(handoff, _for_audience(handoff, new)[:1], entry.handoff_id):
                known.add(notice.channel.key)
                yield replace(notice, instead_of=entry.channel)


def _offered(handoff: Handoff, channels: Sequence[Channel]) -> Iterator[Notice]:
    yield from _filled(handoff, _for_audience(handoff, channels), handoff.handoff_id)


def _filled(handoff: Handoff, channels: Iterable[Channel], log_id: str) -> Iterator[Notice]:
    for channel in channels:
        url = channel.fill(handoff.row)
        if url is not None:
            yield Notice(handoff, channel, url, log_id)


def _for_audience(handoff: Handoff, channels: Iterable[Channel]) -> list[Channel]:
    return [one for one in channels if one.audience in (None, handoff.row["audience"])]


def _told(story: Sequence[Entry]) -> str:
    statuses = {entry.status for entry in story}
    for status, words in [
        ("unknown", "perhaps told, never again"),
        ("claimed", "perhaps told, never again"),
        ("delivered", "told"),
    ]:
        if status in statuses:
            return words
    return "its channels are named no more"


def _why_nobody(handoff: Handoff, channels: Sequence[Channel]) -> str:
    if _for_audience(handoff, channels):
        owner = handoff.row["owner_id"]
        return f"owner {owner} has no address for any channel" if owner else "it has no owner"
    return f"no channel for audience {handoff.row['audience']}"
