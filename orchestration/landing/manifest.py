"""What a landing wrote: one manifest a run, whose appearance is the commit.

Files that no manifest names do not exist for any reader: they are what a killed run left.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from orchestration.landing.durability import write_durably
from orchestration.landing.errors import DamagedLandingError

_FORMAT = 1


@dataclass(frozen=True)
class FileRecord:
    """One input file and what became of its rows; read is the sum of the four counts behind it.

    `quarantined_before` counts those of the quarantined that lay there already, or stand twice in
    the file; `main_reason` is why most of them do, and `quarantine` their file in the landing.
    """

    object: str
    file: str
    sha256: str
    size: int
    read: int
    accepted: int
    unchanged: int
    quarantined: int
    blank: int
    landing_run: int
    unknown_columns: tuple[str, ...] = ()
    missing_columns: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    quarantined_before: int = 0
    main_reason: str | None = None
    main_reason_rows: int = 0
    quarantine: str | None = None
    is_known: bool = False

    @property
    def lost(self) -> int:
        """Rows that could not be used and were never seen before."""
        return self.quarantined - self.quarantined_before

    def __post_init__(self) -> None:
        """Refuse a record that lost or invented a row."""
        counted = self.accepted + self.unchanged + self.quarantined + self.blank
        if self.read != counted or min(self.accepted, self.unchanged, self.blank) < 0:
            raise AssertionError(
                f"{self.file}: {self.read} rows read, but {self.accepted} accepted,"
                f" {self.unchanged} unchanged, {self.quarantined} quarantined, {self.blank} blank"
            )


@dataclass(frozen=True)
class StoredFile:
    """One Parquet file of the landing; `path` is relative to the landing folder.

    `content` is an order-free sum over the row hashes of a batch, empty for quarantine.
    """

    object: str
    path: str
    rows: int
    content: tuple[int, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """All that one run added."""

    run: int
    batches: tuple[StoredFile, ...]
    quarantine: tuple[StoredFile, ...]
    files: tuple[FileRecord, ...]


def write_manifest(folder: Path, manifest: Manifest) -> Path:
    """Commit a run: write its manifest whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    content: dict[str, Any] = {"format": _FORMAT, **asdict(manifest)}
    for record in content["files"]:
        del record["is_known"]
    path = folder / f"{manifest.run:06d}.json"
    write_durably(path, json.dumps(content, ensure_ascii=False, indent=1).encode())
    return path


def read_manifests(folder: Path) -> tuple[Manifest, ...]:
    """All manifests in the order of their runs."""
    if not folder.is_dir():
        return ()
    manifests = tuple(_read(path) for path in sorted(folder.glob("[0-9]*.json")))
    return tuple(sorted(manifests, key=lambda manifest: manifest.run))


def _read(path: Path) -> Manifest:
    try:
        content = json.loads(path.read_bytes())
        if content["format"] != _FORMAT:
            raise DamagedLandingError(
                f"{path} has format {content['format']}; this version reads format {_FORMAT}"
            )
        return Manifest(
            content["run"],
            tuple(_stored(entry) for entry in content["batches"]),
            tuple(_stored(entry) for entry in content["quarantine"]),
            tuple(_record(entry) for entry in content["files"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedLandingError(f"{path} is no manifest: {error!r}") from error


def _stored(entry: Mapping[str, Any]) -> StoredFile:
    return StoredFile(entry["object"], entry["path"], entry["rows"], tuple(entry["content"]))


def _record(entry: Mapping[str, Any]) -> FileRecord:
    record = FileRecord(**entry)
    return replace(
        record,
        unknown_columns=tuple(record.unknown_columns),
        missing_columns=tuple(record.missing_columns),
    )
