"""The rule files in force as the oracle reads them: the seeds, or what is laid over them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.oracle.company import Row, write_rows

SEEDS = Path(__file__).parents[2] / "dbt_project" / "seeds"


@dataclass(frozen=True)
class RuleSet:
    """Rows of every rule file by name; empty text is blank."""

    files: Mapping[str, list[Row]]

    def rows(self, name: str) -> list[Row]:
        """Rows of one file."""
        return self.files[name]

    @cached_property
    def kinds(self) -> dict[str, Row]:
        """Touch kinds by name."""
        return {row["kind"]: row for row in self.rows("touch_kinds")}

    @cached_property
    def page_rules(self) -> list[Row]:
        """Page rules, the longest pattern first."""
        return sorted(self.rows("page_rules"), key=lambda row: -len(row["pattern"]))

    @cached_property
    def segment_rows(self) -> list[Row]:
        """Segment rules in the order in which they are tried."""
        return sorted(self.rows("segments"), key=lambda row: int(row["priority"]))

    @cached_property
    def role_rows(self) -> list[Row]:
        """Rows of buying roles in the order in which they are tried."""
        rows = self.rows("buying_roles")
        return sorted(rows, key=lambda row: (int(row["priority"]), row["role"]))

    @cached_property
    def stage_names(self) -> list[str]:
        """Stages by ordinal."""
        rows = sorted(self.rows("stages"), key=lambda row: int(row["ordinal"]))
        return [row["stage"] for row in rows]

    @cached_property
    def hold_days(self) -> dict[str, int]:
        """Hold days by stage."""
        return {row["stage"]: int(row["hold_days"]) for row in self.rows("stages")}

    @cached_property
    def scores(self) -> list[str]:
        """Names of the lead scores, the main one first."""
        named = {row["score_name"] or "default" for row in self.rows("scoring_rules")}
        return sorted(named or {"default"}, key=lambda name: (name != "default", name))

    def of_score(self, name: str, score: str, *keys: str) -> list[Row]:
        """Rows of one file for one score; its own go before those for all."""
        found: dict[tuple[str, ...], Row] = {}
        for whose in ("", score):
            for row in self.rows(name):
                if row["score_name"] == whose:
                    found[tuple(row[key] for key in keys)] = row
        return list(found.values())


def read_rule_set(overlay: Mapping[str, list[Row]] | None = None) -> RuleSet:
    """The default seeds with `overlay` files in place of their namesakes."""
    files = {path.stem: _read(path) for path in sorted(SEEDS.glob("*.csv"))}
    for name, rows in (overlay or {}).items():
        files[name] = [{column: row.get(column, "") for column in _header(name)} for row in rows]
    return RuleSet(files)


def write_overlay(overlay: Mapping[str, list[Row]], directory: Path) -> None:
    """Write overlay files for `--rules`; a file without rows is its header alone."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, rows in overlay.items():
        path = directory / f"{name}.csv"
        if rows:
            write_rows(path, rows)
        else:
            path.write_text(",".join(_header(name)) + "\n", encoding="utf-8")


def _header(name: str) -> list[str]:
    return (SEEDS / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            {name: (value or "").strip() for name, value in row.items()}
            for row in csv.DictReader(stream)
        ]
