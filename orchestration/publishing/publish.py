"""Publish: make an audited candidate the revision that readers see, in one atomic step.

Whoever calls this, and however: nothing becomes visible without a passing verdict about exactly
the bytes that are published. All work happens in a folder that readers never look into; the last
step swaps a link. A crash before it leaves the old revision, a crash after it the new one.
"""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from orchestration.landing.durability import flush_directory
from orchestration.publishing.build_record import build_path, read_build
from orchestration.publishing.candidate import candidate_directory
from orchestration.publishing.earlier import baseline_revision, proven_file
from orchestration.publishing.errors import (
    CandidateChangedError,
    DamagedRevisionError,
    GateFailedError,
    NoCandidateError,
)
from orchestration.publishing.leftovers import discard, forget_pending, mark_pending, tidy
from orchestration.publishing.lock import home_lock
from orchestration.publishing.revision_files import (
    add_publish_log,
    copy_candidate,
    seal,
    set_hash,
    write_manifest,
)
from orchestration.publishing.revisions import (
    Revision,
    current_name,
    list_revisions,
    newest_revision,
    point_readers_to,
    revisions_directory,
)
from orchestration.publishing.suites import suites_fingerprint
from orchestration.publishing.verdict import VERDICT_FILE, Verdict, read_verdict

KEEP_REVISIONS = 5


def publish(home: Path, keep: int = KEEP_REVISIONS, *, again: bool = True) -> Revision:
    """Publish the candidate of a home folder; return its revision, now the current one.

    The last `keep` revisions stay, at least one. The candidate is used up. Unless `again`, nothing
    is published that the newest revision holds already, and that is returned.
    Raises NoCandidateError without an audited candidate, GateFailedError if blocking checks failed,
    CandidateChangedError if candidate, build or suites are not those of the verdict, HomeBusyError
    if another run works on `home`. In each case readers see what they saw before.
    """
    if keep < 1:
        raise ValueError(f"keep must be at least 1, not {keep}")
    with home_lock(home):
        tidy(home)
        verdict = require_verdict(home)
        newest = newest_revision(home)
        if newest and not again and _holds(newest, verdict):
            if current_name(home) is None:
                point_readers_to(home, newest.path)
            shutil.rmtree(candidate_directory(home))
            return replace(newest, is_current=current_name(home) == newest.path.name)
        number = newest.number + 1 if newest else 1
        unfinished = _write_revision(home, newest, number, verdict)
        path = unfinished.with_name(f"{number:06}-{set_hash(verdict.candidate)}")
        mark_pending(home, path.name)
        unfinished.rename(path)
        flush_directory(path.parent)
        point_readers_to(home, path)
        forget_pending(home)
        shutil.rmtree(candidate_directory(home))
        prune(home, keep)
    return Revision(number, path, is_current=True)


def _holds(revision: Revision, verdict: Verdict) -> bool:
    """Whether a revision is of the same facts, rules, code, date and rows, and undamaged."""
    is_of_them = revision.path.name.endswith(f"-{set_hash(verdict.candidate)}")
    try:
        manifest = revision.manifest
        if not is_of_them or manifest["fingerprint"] != verdict.fingerprint:
            return False
        for name in manifest["files"]:
            proven_file(revision, name)
    except (DamagedRevisionError, KeyError):
        return False
    return True


def require_verdict(home: Path) -> Verdict:
    """Return the verdict about the candidate if it allows publishing, or raise what forbids it."""
    directory = candidate_directory(home)
    if not directory.is_dir():
        raise NoCandidateError("there is no candidate to publish; run `progression run` first")
    try:
        verdict = read_verdict(directory / VERDICT_FILE)
    except FileNotFoundError as error:
        raise NoCandidateError(
            "the candidate has not been checked; run `progression run` to check and publish it"
        ) from error
    except (OSError, ValueError) as error:
        raise CandidateChangedError(
            f"the verdict cannot be read ({error}); run `progression run --force`"
        ) from error
    if verdict.blocking_failures or not verdict.passed:
        raise GateFailedError(verdict.blocking_failures)
    if verdict.suites != suites_fingerprint():
        raise CandidateChangedError(
            "the candidate was checked by other expectations than those in force; "
            "run `progression run --force` to check it again"
        )
    build = read_build(build_path(home))
    if (build.run_id, build.fingerprint) != (verdict.run_id, verdict.fingerprint):
        raise CandidateChangedError(
            f"the candidate is of run {verdict.run_id!r}, the last build of run {build.run_id!r}; "
            "run `progression run --force`"
        )
    return verdict


def _write_revision(home: Path, newest: Revision | None, number: int, verdict: Verdict) -> Path:
    """Write all files of a revision into a folder of their own; return it."""
    unfinished = revisions_directory(home) / f".unfinished-{number:06}"
    published_at = datetime.now(UTC)
    copy_candidate(home, unfinished, verdict)
    add_publish_log(unfinished, newest, number, verdict, published_at)
    write_manifest(unfinished, number, verdict, published_at)
    seal(unfinished)
    return unfinished


def prune(home: Path, keep: int) -> None:
    """Delete all but the last `keep` revisions; hold the home lock.

    The current one stays, and the one that the moves of the newest start from: without it a forced
    rerun would tell other moves.
    """
    revisions = list_revisions(home)
    for revision in revisions[:-keep]:
        if not revision.is_current and revision != _baseline_of_the_newest(revisions):
            discard(revision.path)


def _baseline_of_the_newest(revisions: list[Revision]) -> Revision | None:
    try:
        return baseline_revision(revisions, revisions[-1].manifest["fingerprint"])
    except DamagedRevisionError:
        return None  # Nothing can start from it any more.
