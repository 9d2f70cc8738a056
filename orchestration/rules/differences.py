"""What two sets of rule files say differently, row by row."""

from collections import Counter
from dataclasses import dataclass

from orchestration.rules.files import Row, RuleFile, Rules

RowChange = tuple[str, str]


@dataclass(frozen=True)
class FileDifference:
    """One rule file: rows added and removed, as text; rows changed, as text before and after."""

    rule_file: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[RowChange, ...]


def compare_rules(before: Rules, after: Rules) -> tuple[FileDifference, ...]:
    """Return the files that differ, by name. The order of rows does not matter."""
    found = [_compare(before.files[name], after.files[name]) for name in sorted(after.files)]
    return tuple(one for one in found if one.added or one.removed or one.changed)


def _compare(before: RuleFile, after: RuleFile) -> FileDifference:
    """Match rows by the file's key; in a file without one a changed row is removed and added."""
    old, new = _by_text(before), _by_text(after)
    gone, come = list((old - new).elements()), list((new - old).elements())
    if not after.key:
        return FileDifference(after.name, tuple(sorted(come)), tuple(sorted(gone)), ())
    key_of_old = {_text(row, before): _key(row, after) for row in before.rows}
    key_of_new = {_text(row, after): _key(row, after) for row in after.rows}
    by_key = {key_of_old[text]: text for text in gone}
    changed = {by_key[key_of_new[text]]: text for text in come if key_of_new[text] in by_key}
    return FileDifference(
        after.name,
        tuple(sorted(set(come) - set(changed.values()))),
        tuple(sorted(set(gone) - set(changed))),
        tuple(sorted(changed.items())),
    )


def _by_text(file: RuleFile) -> Counter[str]:
    return Counter(_text(row, file) for row in file.rows)


def _text(row: Row, file: RuleFile) -> str:
    """Return a row's values that are not blank, named."""
    return ", ".join(f"{c.name}={row[c.name]}" for c in file.columns if row[c.name])


def _key(row: Row, file: RuleFile) -> tuple[str, ...]:
    return tuple(row[name] for name in file.key)
