"""What can be wrong with a rule file."""

from collections.abc import Sequence


class RuleError(Exception):
    """A rule file cannot be used; the message names file, line and column, and what to change."""


def raise_all(errors: Sequence[RuleError]) -> None:
    """Raise what was found as one error, if anything was: nobody mends files one by one."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        lines = "\n".join(f"  {error}" for error in errors)
        raise RuleError(f"{len(errors)} errors in rule files:\n{lines}")
