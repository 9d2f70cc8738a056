"""What an audit found, bound to the exact candidate that it read; kept as verdict.json."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.landing.durability import write_durably

VERDICT_FILE = "verdict.json"


@dataclass(frozen=True)
class Check:
    """One expectation and its outcome.

    `observed` is a count of offending rows, a value or an error text; None if the check passed.
    `examples` are a few offending rows, reduced to keys and figures: "person_id=p1, score=40".
    """

    table: str
    name: str
    severity: str
    passed: bool
    observed: str | int | float | None
    examples: tuple[str, ...]
    notes: str

    @property
    def blocks(self) -> bool:
        """Whether a failure forbids publishing."""
        return self.severity == "critical"

    @property
    def line(self) -> str:
        """The check in one line, with what failed, why it matters and where to look."""
        parts = [f"{self.table}: {self.name}. {self.notes}"]
        if self.observed is not None:
            parts.append(f"Found: {self.observed}.")
        if self.examples:
            parts.append(f"Examples: {'; '.join(self.examples)}.")
        return " ".join(" ".join(parts).split())


@dataclass(frozen=True)
class TableState:
    """Row count and canonical hash of one candidate table."""

    rows: int
    hash: str


@dataclass(frozen=True)
class Verdict:
    """The outcome of one audit.

    `files` maps each file of the candidate to its sha256, `suites` is the fingerprint of the
    expectations in force, `dbt` the record of the transform that filled the tables.
    """

    passed: bool
    run_id: str
    as_of: str
    rules_version: str
    fingerprint: str
    candidate: Mapping[str, TableState]
    files: Mapping[str, str]
    suites: str
    checks: tuple[Check, ...]
    dbt: Mapping[str, Any]

    @property
    def blocking_failures(self) -> tuple[Check, ...]:
        """Failed checks that forbid publishing."""
        return tuple(check for check in self.checks if check.blocks and not check.passed)

    @property
    def reported_failures(self) -> tuple[Check, ...]:
        """Failed checks that are shown beside the published tables."""
        return tuple(check for check in self.checks if not check.blocks and not check.passed)


def write_verdict(directory: Path, verdict: Verdict) -> None:
    """Write verdict.json whole or not at all."""
    content = {
        **vars(verdict),
        "candidate": {name: vars(state) for name, state in verdict.candidate.items()},
        "checks": [vars(check) for check in verdict.checks],
    }
    # On one line: what writes indented JSON takes several times as long over so many checks.
    text = json.dumps(content, ensure_ascii=False)
    write_durably(directory / VERDICT_FILE, text.encode())


def read_verdict(path: Path) -> Verdict:
    """Read a verdict file; raises OSError if it is absent, ValueError if it is not one."""
    content = json.loads(path.read_text(encoding="utf-8"))
    try:
        return Verdict(
            **{
                **content,
                "candidate": {
                    name: TableState(**state) for name, state in content["candidate"].items()
                },
                "checks": tuple(
                    Check(**{**check, "examples": tuple(check["examples"])})
                    for check in content["checks"]
                ),
            }
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name} is not a verdict: {error}") from error
