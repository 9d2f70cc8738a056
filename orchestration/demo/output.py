"""The folder that is written to: only into a new one, an empty one, or our own of last time."""

import json
import shutil
from pathlib import Path

MARKER = ".progression-demo.json"
TRUTH = "truth"
OBJECTS = (
    "accounts",
    "people",
    "consents",
    "owners",
    "opportunities",
    "opportunity_contacts",
    "campaigns",
    "program_memberships",
    "touches",
    "content",
    "intent_signals",
    "enrichment",
    "feedback",
    "field_history",
    "ad_costs",
)


class ForeignInputError(ValueError):
    """The folder holds input files that the generator did not write."""


def prepare_folder(folder: Path, planned: list[str]) -> None:
    """Create the folder, or clear away what an earlier generation wrote; leave a marker.

    A folder with object files of somebody else is a ForeignInputError, a file in place of the
    folder a NotADirectoryError; nothing is changed then.
    """
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; name a folder for the generated company"
        raise NotADirectoryError(message)
    marker = folder / MARKER
    ours = _files_of_last_time(marker)
    foreign = sorted(
        str(path.relative_to(folder))
        for path in _object_files(folder)
        if path.name not in ours or path.parent != folder
    )
    if foreign:
        message = (
            f"{folder} holds input files that the demo did not write ({', '.join(foreign[:5])}); "
            "choose another folder, so that nothing of yours is overwritten"
        )
        raise ForeignInputError(message)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ours:
        (folder / name).unlink(missing_ok=True)
    if marker.exists():
        shutil.rmtree(folder / TRUTH, ignore_errors=True)
    # Written first: a generation that was cut short can be repeated.
    marker.write_text(json.dumps({"files": sorted(planned)}) + "\n", encoding="utf-8")


def _files_of_last_time(marker: Path) -> set[str]:
    if not marker.exists():
        return set()
    return set(json.loads(marker.read_text(encoding="utf-8"))["files"])


def _object_files(folder: Path) -> list[Path]:
    if not folder.exists():
        return []
    found = [*folder.glob("*.*"), *folder.glob("generic/*.*")]
    return [path for path in found if path.is_file() and path.name.split(".")[0] in OBJECTS]
