"""Landing: from input files to immutable batches, in one commit, whole or not at all."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from orchestration.landing.batches import (
    StagedFile,
    collect_rejected,
    count_lost,
    stage_new_rows,
    stage_quarantine,
)
from orchestration.landing.contract import OBJECTS
from orchestration.landing.durability import move_durably
from orchestration.landing.errors import LandingError, UnreadableFileError
from orchestration.landing.headers import missing_optional
from orchestration.landing.inputs import InputFile, find_inputs
from orchestration.landing.judging import judge
from orchestration.landing.manifest import FileRecord, Manifest, write_manifest
from orchestration.landing.parquet_reader import is_scannable
from orchestration.landing.raw_rows import RawRows
from orchestration.landing.readers import read_rows
from orchestration.landing.state import Landing, read_landing
from orchestration.landing.workspace import (
    DEFAULT_MEMORY_LIMIT,
    Workspace,
    landing_lock,
    open_workspace,
    remove_leftovers,
    work_directory,
)


@dataclass(frozen=True)
class LandingResult:
    """What one call of `land` found and stored; `landing` is the state after it."""

    files: tuple[FileRecord, ...]
    unknown_files: tuple[str, ...]
    new_rows: int
    quarantined_new: int
    landing: Landing


@dataclass(frozen=True)
class _Fingerprint:
    """A file's content, and what tells that it was not changed meanwhile."""

    sha256: str
    size: int
    modified: int


def land(
    input_dir: Path,
    home: Path,
    progress: Callable[[str], None] | None = None,
    memory_limit: str = DEFAULT_MEMORY_LIMIT,
) -> LandingResult:
    """Store every row of the input folder whose content is new.

    `progress` gets one line per file. Raises NoInputError, UnreadableFileError or another
    LandingError; in every such case nothing was stored.
    """
    inputs = find_inputs(input_dir)
    report = progress or (lambda _: None)
    with landing_lock(home):
        before = read_landing(home)
        remove_leftovers(home, before)
        with open_workspace(work_directory(home), memory_limit) as workspace:
            run = _Run(before, workspace, report)
            records = run.take(inputs.files)
            run.commit()
        after = read_landing(home)
    new = [record for record in records if not record.is_known]
    return LandingResult(
        files=tuple(records),
        unknown_files=inputs.unknown,
        new_rows=sum(record.accepted for record in new),
        quarantined_new=sum(record.quarantined for record in new),
        landing=after,
    )


class _Run:
    """One landing under way: what is staged so far, and nothing of it visible."""

    def __init__(
        self, before: Landing, workspace: Workspace, report: Callable[[str], None]
    ) -> None:
        self._before = before
        self._workspace = workspace
        self._report = report
        self._number = max(before.runs, default=0) + 1
        self._known = {(record.object, record.sha256): record for record in before.files}
        self._staged_folder = before.directory / "staged"
        self._batches: list[StagedFile] = []
        self._quarantine: list[StagedFile] = []
        self._records: list[FileRecord] = []

    def take(self, files: Iterable[InputFile]) -> list[FileRecord]:
        """Stage all files; returns a record for each, known ones included."""
        self._staged_folder.mkdir(parents=True, exist_ok=True)
        records = []
        for file in files:
            fingerprint = _fingerprint(file)
            known = self._known.get((file.object, fingerprint.sha256))
            if known is None:
                self._report(f"{file.name}: reading")
                record = self._stage(file, fingerprint)
                self._known[file.object, fingerprint.sha256] = record
                self._records.append(record)
            else:
                record = replace(known, file=file.name, is_known=True)
            self._report(_summary(record))
            records.append(record)
        return records

    def commit(self) -> None:
        """Move the staged files into place, then write the manifest that makes them exist."""
        if not self._records:
            return
        for staged in (*self._batches, *self._quarantine):
            move_durably(staged.path, self._before.directory / staged.stored.path)
        manifest = Manifest(
            self._number,
            tuple(staged.stored for staged in self._batches),
            tuple(staged.stored for staged in self._quarantine),
            tuple(self._records),
        )
        write_manifest(self._before.directory / "manifests", manifest)

    def _stage(self, file: InputFile, fingerprint: _Fingerprint) -> FileRecord:
        """Stage the new rows and the unusable rows of one file."""
        rows = read_rows(file, self._workspace.connection, self._workspace.directory)
        try:
            record = self._judge(file, fingerprint, rows)
        except duckdb.Error as error:
            if not rows.is_spooled and not is_scannable(rows, self._workspace.connection):
                raise UnreadableFileError(file.name, str(error)) from error
            raise LandingError(f"{file.name!r} could not be landed: {error}") from error
        if _state_of(file) != (fingerprint.size, fingerprint.modified):
            raise UnreadableFileError(file.name, "the file changed while it was read")
        return record

    def _judge(self, file: InputFile, fingerprint: _Fingerprint, rows: RawRows) -> FileRecord:
        contract = OBJECTS[file.object]
        connection = self._workspace.connection
        judged = judge(rows, contract, self._number, file.name)
        rejected = collect_rejected(connection, judged)
        lost, quarantine = 0, None
        if rejected.quarantined:
            lost = count_lost(connection, self._quarantined(contract.name))
            staged = stage_quarantine(
                connection, contract, file.name, self._number, self._staged_folder
            )
            self._quarantine.append(staged)
            quarantine = staged.stored.path
        batch = stage_new_rows(
            connection, contract, judged, self._stored(contract.name), self._staged_folder
        )
        accepted = 0
        if batch is not None:
            self._batches.append(batch)
            accepted = batch.stored.rows
        blank = rows.blank + rejected.blank
        present = frozenset(column.column for column in rows.header if column.column)
        return FileRecord(
            object=file.object,
            file=file.name,
            sha256=fingerprint.sha256,
            size=fingerprint.size,
            read=rows.read,
            accepted=accepted,
            unchanged=rows.read - blank - rejected.quarantined - accepted,
            quarantined=rejected.quarantined,
            blank=blank,
            landing_run=self._number,
            unknown_columns=tuple(c.written for c in rows.header if c.column is None),
            missing_columns=missing_optional(contract, present) if rows.header else (),
            encoding=rows.encoding,
            delimiter=rows.delimiter,
            quarantined_before=rejected.quarantined - lost,
            main_reason=rejected.main_reason,
            main_reason_rows=rejected.main_reason_rows,
            quarantine=quarantine,
        )

    def _stored(self, name: str) -> list[Path]:
        """All batches of an object: committed ones, then those staged by this run."""
        staged = [batch.path for batch in self._batches if batch.stored.object == name]
        return [*self._before.batches(name), *staged]

    def _quarantined(self, name: str) -> list[Path]:
        """All quarantine files of an object, likewise."""
        staged = [file.path for file in self._quarantine if file.stored.object == name]
        return [*self._before.quarantine(name), *staged]


def _fingerprint(file: InputFile) -> _Fingerprint:
    """Hash a file's bytes."""
    try:
        size, modified = _state_of(file)
        with file.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFileError(file.name, str(error)) from error
    return _Fingerprint(digest, size, modified)


def _state_of(file: InputFile) -> tuple[int, int]:
    """Size in bytes and time of the last change in nanoseconds."""
    status = file.path.stat()
    return status.st_size, status.st_mtime_ns


def _summary(record: FileRecord) -> str:
    """Put a file's counts in one line."""
    if record.is_known:
        return f"{record.file}: landed before, in run {record.landing_run}"
    return (
        f"{record.file}: {record.read} read = {record.accepted} accepted"
        f" + {record.unchanged} unchanged + {record.quarantined} quarantined"
        f" + {record.blank} blank"
    )
