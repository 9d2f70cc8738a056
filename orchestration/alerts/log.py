"""The log of notices: what was claimed before it was sent, and what became of it.

It lies in the home folder beside the revisions, so that no rerun, refresh or rollback forgets it.
A notice is claimed, and the claim is on disk, before anything is sent. Who finds a claim without a
result while holding the lock knows that its process died: the notice may have gone out, so it is
never sent again. The log holds no names and no addresses of people.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from orchestration.alerts.errors import NoticesBusyError
from orchestration.alerts.handoffs import Handoff

if TYPE_CHECKING:
    # It loads Apprise, which takes its time.
    from orchestration.alerts.channels import Channel

LOG_FILE = "notices.sqlite"
LOCK_FILE = ".notices.lock"
# waiting: not tried yet; failed: surely not sent, tried again; unknown: perhaps sent, never again.
SCHEMA = """
    create table if not exists notices (
        handoff_id text not null,
        channel text not null,
        scheme text not null,
        label text not null,
        status text not null
            check (status in ('waiting', 'claimed', 'delivered', 'failed', 'unknown')),
        subject_mark text not null,
        address_mark text,
        account_mark text,
        created_on text not null,
        quiet_days integer not null,
        is_request integer not null,
        as_of text not null,
        attempts integer not null default 0,
        changed_at text not null,
        detail text,
        primary key (handoff_id, channel)
    );
    create table if not exists sendings (
        sending integer primary key,
        finished_at text not null,
        as_of text not null,
        revision integer not null,
        delivered integer not null,
        failed integer not null,
        unknown integer not null,
        held_back integer not null,
        problem text not null
    );
"""


@dataclass(frozen=True)
class Entry:
    """One notice: a hand-off through one channel."""

    handoff_id: str
    channel: str
    scheme: str
    label: str
    status: str
    subject_mark: str
    address_mark: str | None
    account_mark: str | None
    created_on: date
    quiet_days: int
    is_request: bool
    as_of: date
    attempts: int
    changed_at: str
    detail: str | None


@dataclass(frozen=True)
class Sending:
    """What one sending did. `problem` is '' if there was none."""

    delivered: int = 0
    failed: int = 0
    unknown: int = 0
    held_back: int = 0
    problem: str = ""

    @property
    def line(self) -> str:
        """The same as one line."""
        counted = {"failed": self.failed, "unknown": self.unknown, "held back": self.held_back}
        parts = [f"{self.delivered} sent", *(f"{n} {name}" for name, n in counted.items() if n)]
        return ", ".join(parts) + (f" ({self.problem})" if self.problem else "")


def log_path(home: Path) -> Path:
    """Return the file that holds the log of a home folder."""
    return home / LOG_FILE


@contextmanager
def sending_lock(home: Path) -> Iterator[None]:
    """Be the only one who sends for a home folder; raises NoticesBusyError if another does."""
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home.resolve() / LOCK_FILE, blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise NoticesBusyError(f"another process is sending notices for {home}") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def open_log(home: Path) -> Iterator["NoticeLog"]:
    """Open the log of a home folder, made if it is not there."""
    with closing(sqlite3.connect(log_path(home), isolation_level=None, timeout=10)) as connection:
        # A claim must outlive a power cut.
        connection.execute("pragma synchronous = full")
        connection.executescript(SCHEMA)
        yield NoticeLog(connection)


class NoticeLog:
    """The log, open for reading and writing; each change is on disk when its method returns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Wrap a connection that commits each statement."""
        self._connection = connection

    def entries(self) -> list[Entry]:
        """Return all notices, the newest first."""
        rows = self._connection.execute(
            "select * from notices order by changed_at desc, handoff_id"
        )
        names = [column[0] for column in rows.description]
        return [_entry(dict(zip(names, row, strict=True))) for row in rows]

    def give_up_claims(self) -> int:
        """Call notices of processes that died unknown; hold the lock. Return how many."""
        return self._connection.execute(
            "update notices set status = 'unknown', changed_at = ?, "
            "detail = 'the process ended while it was sending' where status = 'claimed'",
            [_now()],
        ).rowcount

    def register(self, handoff: Handoff, channel: "Channel", as_of: date) -> None:
        """Note that a hand-off goes through a channel; what was noted before is left as it is."""
        self._connection.execute(
            "insert or ignore into notices (handoff_id, channel, scheme, label, status, "
            "subject_mark, address_mark, account_mark, created_on, quiet_days, is_request, as_of, "
            "changed_at) values (?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?, ?)",
            [handoff.handoff_id, channel.key, channel.scheme, channel.label, handoff.subject_mark,
             handoff.address_mark, handoff.account_mark, handoff.created_on.isoformat(),
             handoff.row["quiet_days"], handoff.row["is_request"], as_of.isoformat(), _now()],
        )  # fmt: skip

    def move(self, handoff_id: str, old_channel: str, new: "Channel") -> None:
        """Note that another channel takes the place of one that is named no more."""
        self._connection.execute(
            "update notices set channel = ?, scheme = ?, label = ?, changed_at = ? "
            "where handoff_id = ? and channel = ? and status in ('waiting', 'failed')",
            [new.key, new.scheme, new.label, _now(), handoff_id, old_channel],
        )

    def claim(self, handoff_id: str, channel: str) -> bool:
        """Take a notice that waits or failed; False if it is taken, delivered or unknown."""
        return bool(
            self._connection.execute(
                "update notices set status = 'claimed', attempts = attempts + 1, changed_at = ? "
                "where handoff_id = ? and channel = ? and status in ('waiting', 'failed')",
                [_now(), handoff_id, channel],
            ).rowcount
        )

    def finish(self, handoff_id: str, channel: str, status: str, detail: str | None) -> None:
        """Write what became of a claimed notice: delivered, failed or unknown."""
        self._connection.execute(
            "update notices set status = ?, detail = ?, changed_at = ? "
            "where handoff_id = ? and channel = ? and status = 'claimed'",
            [status, detail, _now(), handoff_id, channel],
        )

    def note_sending(self, as_of: date, revision: int, sending: Sending) -> None:
        """Write what one sending of a revision did."""
        self._connection.execute(
            "insert into sendings (finished_at, as_of, revision, delivered, failed, unknown, "
            "held_back, problem) values (?, ?, ?, ?, ?, ?, ?, ?)",
            [_now(), as_of.isoformat(), revision, *astuple(sending)],
        )

    def last_sending(self, revision: int) -> Sending | None:
        """Return what the last sending of a revision did, None if there was none."""
        found = self._connection.execute(
            "select delivered, failed, unknown, held_back, problem from sendings "
            "where revision = ? order by sending desc limit 1",
            [revision],
        ).fetchone()
        return Sending(*found) if found else None


def _entry(row: dict[str, Any]) -> Entry:
    days = {name: date.fromisoformat(row[name]) for name in ("created_on", "as_of")}
    return Entry(**{**row, **days, "is_request": bool(row["is_request"])})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
