"""Names and values as SQL text, so that no header, value or path is ever read as SQL."""

from collections.abc import Iterable
from pathlib import Path


def quoted(name: str) -> str:
    """Write an identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Write a string literal."""
    return "'" + text.replace("'", "''") + "'"


def path_literal(path: Path) -> str:
    """Write a path as a string literal, absolute."""
    return literal(str(path.absolute()))


def path_list(paths: Iterable[Path]) -> str:
    """Write paths as a list literal."""
    return "[" + ", ".join(path_literal(path) for path in paths) + "]"
