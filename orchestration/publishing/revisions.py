"""Published revisions: what is kept, which one readers see, and the way back."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.landing.durability import flush_directory
from orchestration.publishing.errors import DamagedRevisionError, NoRevisionError
from orchestration.publishing.lock import home_lock

MANIFEST_FILE = "manifest.json"
_NAME = re.compile(r"(?P<number>\d{6,})-[0-9a-f]{12}")


@dataclass(frozen=True)
class Revision:
    """One published revision, whole and never changed."""

    number: int
    path: Path
    is_current: bool

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the revision holds: run, tables, file hashes, checks."""
        return read_manifest(self)


def published_directory(home: Path) -> Path:
    """Return the part of a home folder that readers may see."""
    return home / "published"


def revisions_directory(home: Path) -> Path:
    """Return the folder in which revisions are kept."""
    return published_directory(home) / "revisions"


def current_link(home: Path) -> Path:
    """Return the one thing that changes: a relative link to the revision that readers see."""
    return published_directory(home) / "current"


def current_name(home: Path) -> str | None:
    """Return the folder name of the revision that readers see, None before the first."""
    link = current_link(home)
    return link.readlink().name if link.is_symlink() else None


def pending_path(home: Path) -> Path:
    """Return the file that names the revision that is about to become current."""
    return published_directory(home) / ".pending"


def pending_name(home: Path) -> str | None:
    """Return the folder name of a revision that is not yet current, None if there is none."""
    path = pending_path(home)
    return path.read_text(encoding="utf-8") if path.is_file() else None


def list_revisions(home: Path) -> list[Revision]:
    """Return the revisions that are kept, oldest first; empty if nothing was published yet."""
    folder = revisions_directory(home)
    if not folder.is_dir():
        return []
    current, pending = current_name(home), pending_name(home)
    found = [
        Revision(int(match["number"]), path, path.name == current)
        for path in folder.iterdir()
        if (match := _NAME.fullmatch(path.name)) and path.is_dir()
        # Written by a publication that was killed before readers saw it.
        if path.name == current or path.name != pending
    ]
    return sorted(found, key=lambda revision: revision.number)


def current_revision(home: Path) -> Revision | None:
    """Return the revision that readers see, None if nothing was published yet.

    Raises DamagedRevisionError if the link leads nowhere.
    """
    found = next((revision for revision in list_revisions(home) if revision.is_current), None)
    if found is None and current_name(home) is not None:
        raise DamagedRevisionError(
            f"{current_link(home)} leads to {current_name(home)}, which is not there; "
            "`progression rollback REVISION` sets it to one that is"
        )
    return found


def newest_revision(home: Path) -> Revision | None:
    """Return the last revision made, which after a rollback is not the current one."""
    return max(list_revisions(home), key=lambda revision: revision.number, default=None)


def read_manifest(revision: Revision) -> Mapping[str, Any]:
    """Read manifest.json; raises DamagedRevisionError if it cannot be read."""
    try:
        content = json.loads((revision.path / MANIFEST_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedRevisionError(
            f"revision {revision.number} has no readable {MANIFEST_FILE}: {error}"
        ) from error
    if not isinstance(content, dict):
        raise DamagedRevisionError(f"{MANIFEST_FILE} of revision {revision.number} is no object")
    return content


def rollback(home: Path, number: int | None = None) -> Revision:
    """Let readers see an earlier (or any other kept) revision; return it.

    Without a number: the one before the current. Nothing is deleted, and the next publication
    counts on from the newest. Raises NoRevisionError if there is no such revision, HomeBusyError
    if a run works on `home`.
    """
    with home_lock(home):
        revisions = list_revisions(home)
        if not revisions:
            raise NoRevisionError(f"nothing has been published in {home} yet")
        target = _find(revisions, number) if number is not None else _previous(revisions)
        read_manifest(target)
        if pending_name(home) == current_name(home):
            # Its publication was killed after readers saw it: it counts.
            pending_path(home).unlink(missing_ok=True)
        point_readers_to(home, target.path)
    return Revision(target.number, target.path, is_current=True)


def point_readers_to(home: Path, directory: Path) -> None:
    """Swap the link in one atomic step; hold the home lock."""
    link = current_link(home)
    unfinished = link.with_name(f".{link.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    unfinished.symlink_to(Path(revisions_directory(home).name) / directory.name)
    unfinished.replace(link)
    flush_directory(link.parent)


def _find(revisions: list[Revision], number: int) -> Revision:
    for revision in revisions:
        if revision.number == number:
            return revision
    kept = ", ".join(str(revision.number) for revision in revisions)
    raise NoRevisionError(f"there is no revision {number}; kept are {kept}")


def _previous(revisions: list[Revision]) -> Revision:
    current = next((revision for revision in revisions if revision.is_current), None)
    if current is None:
        raise NoRevisionError("no revision is current; name the one to go to")
    earlier = [revision for revision in revisions if revision.number < current.number]
    if not earlier:
        raise NoRevisionError(
            f"revision {current.number} is the oldest that is kept; there is none to go back to"
        )
    return earlier[-1]
