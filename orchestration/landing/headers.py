"""From a file's column names to the contract's."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from orchestration.landing.contract import ObjectContract
from orchestration.landing.errors import UnreadableFileError

# Alike enough to be one word with a slip: startd_on and started_on, not city and country.
ALIKE = 0.85
SHOWN_COLUMNS = 60


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
    require_columns(file, contract, seen)
    return tuple(mapped)


def meant(column: str, missing: Collection[str]) -> str | None:
    """Return the column of the contract, of those not there, that a column's name resembles."""
    return next(iter(get_close_matches(normalised(column), missing, 1, ALIKE)), None)


def require_columns(file: str, contract: ObjectContract, present: Mapping[str, str]) -> None:
    """Raise UnreadableFileError if a required column is not among `present`.

    It holds each column's normalised name and the name as written.
    """
    missing = [
        column.name
        for column in contract.columns
        if column.is_required and column.name not in present
    ]
    if missing:
        plural = "s" if len(missing) > 1 else ""
        reason = f"required column{plural} missing: {', '.join(missing)}"
        raise UnreadableFileError(file, f"{reason}; {_columns_there(contract, present, missing)}")
    if contract.one_of and not any(name in present for name in contract.one_of):
        reason = f"one of the columns {', '.join(contract.one_of)} is needed"
        there = _columns_there(contract, present, contract.one_of)
        raise UnreadableFileError(file, f"{reason}; {there}")


def _columns_there(
    contract: ObjectContract, present: Mapping[str, str], missing: Collection[str]
) -> str:
    """List the columns of the file as written, with what a misspelt one may have meant."""
    shown = []
    for plain, written in list(present.items())[:SHOWN_COLUMNS]:
        guess = None if plain in contract.column_names else meant(plain, missing)
        shown.append(f"{written} (did you mean {guess}?)" if guess else written)
    more = ", ..." if len(present) > SHOWN_COLUMNS else ""
    return f"the file has {', '.join(shown) or 'no column'}{more}"


def missing_optional(contract: ObjectContract, present: frozenset[str]) -> tuple[str, ...]:
    """Return the optional contract columns that a file does not have."""
    return tuple(
        column.name
        for column in contract.columns
        if not column.is_required and column.name not in present
    )
