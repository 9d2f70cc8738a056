"""From a file's column names to the contract's."""

from collections.abc import Sequence
from dataclasses import dataclass

from orchestration.landing.contract import ObjectContract
from orchestration.landing.errors import UnreadableFileError


@dataclass(frozen=True)
class HeaderColumn:
    """A column of a file: its trimmed name as written, and its contract name or None."""

    written: str
    column: str | None


def normalised(name: str) -> str:
    """Lower case, trimmed, inner blanks and dashes as underscores."""
    return "_".join(name.strip().lower().replace("-", " ").split())


def map_header(
    file: str, contract: ObjectContract, names: Sequence[str]
) -> tuple[HeaderColumn, ...]:
    """Map every name; raise UnreadableFileError on empty, double or missing required names."""
    seen: dict[str, str] = {}
    mapped: list[HeaderColumn] = []
    for position, name in enumerate(names, start=1):
        plain = normalised(name)
        if not plain:
            raise UnreadableFileError(file, f"column {position} of the header has no name")
        if plain in seen:
            raise UnreadableFileError(
                file, f"columns {seen[plain]!r} and {name.strip()!r} have the same name"
            )
        seen[plain] = name.strip()
        mapped.append(HeaderColumn(name.strip(), plain if plain in contract.column_names else None))
    require_columns(file, contract, frozenset(seen))
    return tuple(mapped)


def require_columns(file: str, contract: ObjectContract, present: frozenset[str]) -> None:
    """Raise UnreadableFileError if a required column is not among `present`."""
    missing = [
        column.name
        for column in contract.columns
        if column.is_required and column.name not in present
    ]
    if missing:
        plural = "s" if len(missing) > 1 else ""
        raise UnreadableFileError(file, f"required column{plural} missing: {', '.join(missing)}")
    if contract.one_of and present.isdisjoint(contract.one_of):
        raise UnreadableFileError(
            file, f"one of the columns {', '.join(contract.one_of)} is needed"
        )


def missing_optional(contract: ObjectContract, present: frozenset[str]) -> tuple[str, ...]:
    """Return the optional contract columns that a file does not have."""
    return tuple(
        column.name
        for column in contract.columns
        if not column.is_required and column.name not in present
    )
