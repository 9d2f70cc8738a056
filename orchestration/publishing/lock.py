"""One writer per home folder at a time, across processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from orchestration.publishing.errors import HomeBusyError

LOCK_FILE = ".lock"


@contextmanager
def home_lock(home: Path) -> Iterator[None]:
    """Hold the home folder, without waiting for it.

    Taking it again in the same process is allowed. Raises HomeBusyError if another process has it.
    """
    home.mkdir(parents=True, exist_ok=True)
    path = home.resolve() / LOCK_FILE
    lock = FileLock(path, blocking=False, thread_local=False, is_singleton=True)
    try:
        lock.acquire()
    except Timeout as error:
        raise HomeBusyError(f"another run is working on {home}; try again later") from error
    try:
        yield
    finally:
        lock.release()
