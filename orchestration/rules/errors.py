"""What can be wrong with a rule file."""


class RuleError(Exception):
    """A rule file cannot be used; the message names file, line and column, and what to change."""
