"""Judges the rule files that say which accounts are targets, and of which tier."""

from collections import Counter
from decimal import Decimal

from orchestration.rules.errors import RuleError
from orchestration.rules.files import Row, RuleFile, Rules

# Names of the groups of stage_conversion that are no segments: of all accounts, and of each tier.
GROUPS = frozenset({"all", "strategic", "key", "nurture"})


def judge_targets(rules: Rules) -> None:
    """Raise RuleError at the first row whose tier, share or segment cannot be meant so."""
    segments = rules.files["segments"]
    for row in segments.rows:
        if row["segment"].lower() in GROUPS:
            raise _error(segments, row, "segment", "stage_conversion has another group of the name")
    tiers = rules.files["target_tiers"]
    shares = Counter(Decimal(row["top_share"]) for row in tiers.rows)
    for row in tiers.rows:
        if not 0 <= Decimal(row["top_share"]) <= 1:
            raise _error(tiers, row, "top_share", "expected 0 to 1")
        if shares[Decimal(row["top_share"])] > 1:
            raise _error(tiers, row, "top_share", "another tier reaches as far")
    _judge_overrides(rules.files["target_overrides"], any(_is_target(row) for row in tiers.rows))


def _judge_overrides(file: RuleFile, has_target_tier: bool) -> None:
    for row in file.rows:
        if row["tier"] and not _is_target(row):
            raise _error(file, row, "tier", "who is no target has no tier")
        if _is_target(row) and not row["tier"] and not has_target_tier:
            raise _error(file, row, "tier", "needed, since no tier of target_tiers is a target")


def _is_target(row: Row) -> bool:
    return row["is_target"].lower() == "true"


def _error(file: RuleFile, row: Row, column: str, reason: str) -> RuleError:
    return RuleError(f"{file.path}, line {file.line_of(row)}, {column}: {row[column]!r}: {reason}")
