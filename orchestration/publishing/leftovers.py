"""What a killed publication leaves behind, and how the next one clears it away."""

import shutil
from pathlib import Path

from orchestration.landing.durability import flush_directory, write_durably
from orchestration.publishing.revisions import (
    current_name,
    pending_name,
    pending_path,
    revisions_directory,
)


def mark_pending(home: Path, name: str) -> None:
    """Say which revision is about to become current, before its folder gets its name."""
    write_durably(pending_path(home), name.encode())


def forget_pending(home: Path) -> None:
    """Take the note away: the revision is current and counts from now on."""
    pending_path(home).unlink(missing_ok=True)
    flush_directory(pending_path(home).parent)


def tidy(home: Path) -> None:
    """Delete half-written revisions and one that never became current; hold the home lock."""
    folder = revisions_directory(home)
    folder.mkdir(parents=True, exist_ok=True)
    pending = pending_name(home)
    if pending is not None:
        if pending != current_name(home) and (folder / pending).is_dir():
            discard(folder / pending)
        forget_pending(home)
    for path in folder.glob(".*"):
        shutil.rmtree(path)


def discard(directory: Path) -> None:
    """Delete a revision in such a way that nobody ever lists half of it."""
    hidden = directory.with_name(f".discarded-{directory.name}")
    directory.rename(hidden)
    shutil.rmtree(hidden)
