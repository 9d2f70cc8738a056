"""How tests generate a demo company and ask it and its truth."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from orchestration.demo.company import DemoSummary, generate_company

END = date(2026, 6, 30)


def generate(out: Path, size: tuple[int, int, int, int], seed: int = 7) -> DemoSummary:
    accounts, people, touches, days = size
    return generate_company(
        out, accounts=accounts, people=people, touches=touches, days=days, end=END, seed=seed
    )


def count(company: duckdb.DuckDBPyConnection, query: str) -> int:
    row = company.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def truth_of(summary: DemoSummary) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(summary.truth.read_text(encoding="utf-8"))
    return truth
