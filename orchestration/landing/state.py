"""What has been landed so far, read from the manifests alone."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from orchestration.landing.errors import DamagedLandingError
from orchestration.landing.manifest import (
    FileRecord,
    Manifest,
    StoredFile,
    read_manifests,
)


@dataclass(frozen=True)
class Landing:
    """All committed runs of one home; `directory` is its landing folder."""

    directory: Path
    manifests: tuple[Manifest, ...]

    @property
    def runs(self) -> tuple[int, ...]:
        """Run numbers, ascending."""
        return tuple(manifest.run for manifest in self.manifests)

    @property
    def files(self) -> tuple[FileRecord, ...]:
        """Every distinct file content landed so far, once, in the order of landing."""
        return tuple(record for manifest in self.manifests for record in manifest.files)

    @property
    def stored_batches(self) -> tuple[StoredFile, ...]:
        """All batches in the order of landing."""
        return tuple(batch for manifest in self.manifests for batch in manifest.batches)

    @property
    def stored_quarantine(self) -> tuple[StoredFile, ...]:
        """All quarantine files in the order of landing."""
        return tuple(stored for manifest in self.manifests for stored in manifest.quarantine)

    @property
    def version(self) -> str:
        """A hash over all stored rows, whatever files and runs brought them in which order.

        Lost rows count too: what could not be used is news that must reach the gates.
        """
        sums: dict[str, list[int]] = {}
        for batch in self.stored_batches:
            total = sums.setdefault(batch.object, [0] * (1 + len(batch.content)))
            for index, value in enumerate((batch.rows, *batch.content)):
                total[index] += value
        for record in self.files:
            if record.lost:
                sums.setdefault(f"lost {record.object}", [0])[0] += record.lost
        text = json.dumps(sums, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def batches(self, name: str) -> tuple[Path, ...]:
        """Absolute paths of the batches of an object, in the order of landing."""
        return self._paths(name, self.stored_batches)

    def quarantine(self, name: str) -> tuple[Path, ...]:
        """Absolute paths of the quarantine files of an object, in the order of landing."""
        return self._paths(name, self.stored_quarantine)

    def _paths(self, name: str, stored: Iterable[StoredFile]) -> tuple[Path, ...]:
        return tuple(self.directory / entry.path for entry in stored if entry.object == name)


def landing_directory(home: Path) -> Path:
    """Where a home keeps what was landed."""
    return home.absolute() / "landing"


def read_landing(home: Path) -> Landing:
    """Read all manifests; an empty home gives an empty landing.

    Raises DamagedLandingError if a file that a manifest names is gone.
    """
    directory = landing_directory(home)
    landing = Landing(directory, read_manifests(directory / "manifests"))
    for stored in (*landing.stored_batches, *landing.stored_quarantine):
        if not (directory / stored.path).is_file():
            raise DamagedLandingError(
                f"{directory / stored.path} is named by a manifest but missing: restore it, or land"
                " the input files again into an empty home"
            )
    return landing
