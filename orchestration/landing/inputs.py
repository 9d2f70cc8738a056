"""Which files of an input folder belong to which object; nothing is opened here."""

from dataclasses import dataclass
from pathlib import Path

from orchestration.landing.contract import OBJECTS
from orchestration.landing.errors import NoInputError

FORMATS = {
    "csv": "csv",
    "tsv": "csv",
    "jsonl": "json",
    "ndjson": "json",
    "json": "json",
    "parquet": "parquet",
    "xlsx": "excel",
}


@dataclass(frozen=True)
class InputFile:
    """One file of one object; `name` is relative to the input folder, with forward slashes."""

    object: str
    name: str
    path: Path
    format: str
    is_gzip: bool
    is_tab_separated: bool


@dataclass(frozen=True)
class InputFiles:
    """All files found, sorted by object and name, and the names of files of no object."""

    files: tuple[InputFile, ...]
    unknown: tuple[str, ...]


def find_inputs(input_dir: Path) -> InputFiles:
    """List `<object>.<ext>[.gz]` and `<object>.<anything>.<ext>` here and under `generic/`.

    Hidden files and other folders are passed over; other files are reported as unknown.
    Raises NoInputError if the folder is missing or holds no file of any object.
    """
    if not input_dir.is_dir():
        what = "is not a folder" if input_dir.exists() else "does not exist"
        raise NoInputError(f"input folder {str(input_dir)!r} {what}")
    found: list[InputFile] = []
    unknown: list[str] = []
    for folder in (input_dir, input_dir / "generic"):
        if not folder.is_dir():
            continue
        for path in sorted(folder.iterdir()):
            if path.name.startswith(".") or path.is_dir():
                continue
            name = path.relative_to(input_dir).as_posix()
            # A name that is no text cannot be stored or shown as it is.
            shown = name.encode("utf-8", "backslashreplace").decode()
            file = _recognise(path, name) if shown == name else None
            if file is None:
                unknown.append(shown)
            else:
                found.append(file)
    if not found:
        raise NoInputError(
            f"input folder {str(input_dir)!r} holds no file of the contract; expected names such"
            f" as accounts.csv, touches.2.parquet or generic/people.jsonl.gz"
        )
    return InputFiles(
        tuple(sorted(found, key=lambda file: (file.object, file.name))), tuple(sorted(unknown))
    )


def _recognise(path: Path, name: str) -> InputFile | None:
    """Read object and format from a file name; None if it is not one of ours."""
    parts = path.name.lower().split(".")
    is_gzip = parts[-1] == "gz"
    if is_gzip:
        parts.pop()
    if len(parts) < 2 or parts[0] not in OBJECTS or parts[-1] not in FORMATS:
        return None
    extension = parts[-1]
    return InputFile(parts[0], name, path, FORMATS[extension], is_gzip, extension == "tsv")
