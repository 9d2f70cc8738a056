"""The compiled models of velocity, run on drawn histories in a database in memory."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from tests.oracle.velocity import Spell

STAGES = ("Unaware", "Aware", "Engaged", "Qualified", "Intent", "Customer")
CHAIN = (
    ("steps", "int_grouped_spells"),
    ("steps", "int_stage_exits"),
    ("steps", "int_stage_targets"),
    ("steps", "int_stage_risks"),
    ("steps", "int_stage_curves"),
    ("steps", "int_stage_speeds"),
    ("marts", "stage_conversion"),
)
AS_OF = 20_000
LAST_DAY = 2_000_000
# As the macro any_forward has it.
ANY_FORWARD = -9
# Account to its segment, tier and spells: stage and days, the last spell open since its days.
Histories = Mapping[str, tuple[str, str | None, Sequence[tuple[int, int]]]]


class VelocityModels:
    """The chain from spells to stage_conversion; each call replaces what was there before."""

    def __init__(self, compiled: Path) -> None:
        """Read the compiled SQL below dbt's target folder."""
        self.connection = duckdb.connect(":memory:")
        self.connection.execute("attach ':memory:' as warehouse")
        for schema in ("steps", "marts", "rules", "staging"):
            self.connection.execute(f"create schema warehouse.{schema}")
        folders = {"steps": "steps/accounts", "marts": "marts/accounts"}
        self.chain = [
            (schema, name, (compiled / "models" / folders[schema] / f"{name}.sql").read_text())
            for schema, name in CHAIN
        ]
        self._execute(
            "create table warehouse.rules.stages(ordinal integer, stage varchar)",
            "create table warehouse.staging.stg_control__run as select date '1970-01-01' + "
            f"{AS_OF} as as_of, {AS_OF} as as_of_day, 'run' as run_id, 'rules' as rules_version",
            "create table warehouse.steps.int_stage_spells(replay_id integer, account_key integer,"
            " ordinal integer, previous_ordinal integer, entered_day integer, exited_day integer)",
            "create table warehouse.steps.int_account_segments(account_key integer,"
            " segment varchar, valid_from_day integer, valid_to_day integer)",
            "create table warehouse.steps.int_target_accounts(account_key integer, tier varchar)",
        )
        self.connection.executemany(
            "insert into warehouse.rules.stages values (?, ?)", [*enumerate(STAGES)]
        )

    def _execute(self, *statements: str) -> None:
        for statement in statements:
            self.connection.execute(statement)

    def run(self, histories: Histories, *, backwards: bool = False) -> list[dict[str, Any]]:
        """Return the rows of stage_conversion; `backwards` turns the order of the input rows."""
        spells, segments, tiers = [], [], []
        for key, (segment, tier, visits) in enumerate(histories.values()):
            end = AS_OF
            segments.append((key, segment, -1_000_000, LAST_DAY))
            tiers.append((key, tier))
            for position, (stage, days) in reversed([*enumerate(visits)]):
                is_open = position == len(visits) - 1
                spells.append((0, key, stage, None, end - days, LAST_DAY if is_open else end))
                end -= days
        for name, rows in (
            ("int_stage_spells", spells),
            ("int_account_segments", segments),
            ("int_target_accounts", tiers),
        ):
            marks = ", ".join("?" for _ in rows[0])
            self._execute(f"delete from warehouse.steps.{name}")
            self.connection.executemany(
                f"insert into warehouse.steps.{name} values ({marks})",
                rows[::-1] if backwards else rows,
            )
        for schema, name, sql in self.chain:
            self._execute(f"create or replace table warehouse.{schema}.{name} as {sql}")
        return self.rows("marts.stage_conversion")

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return a table of the chain as dicts."""
        found = self.connection.execute(f"from warehouse.{table} order by all")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def spells_of(histories: Histories) -> list[Spell]:
    """Return the same histories as the oracle reads them."""
    spells = []
    for account, (segment, _, visits) in histories.items():
        age = 0
        for position, (stage, days) in reversed([*enumerate(visits)]):
            age += days
            goes_to = visits[position + 1][0] if position + 1 < len(visits) else None
            is_reentry = stage in [before for before, _ in visits[:position]]
            spells.append(Spell(account, segment, stage, days, goes_to, age, is_reentry))
    return spells
