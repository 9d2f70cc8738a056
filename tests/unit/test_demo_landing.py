"""The landing accepts the whole generated company but the lines planted to be unusable."""

import json
from datetime import date
from pathlib import Path

from orchestration.demo.company import generate_company
from orchestration.landing import land

UNUSABLE = (
    "broken_json_lines",
    "missing_value_lines",
    "bad_date_lines",
    "unclosed_quote_lines",
)


def test_landing_quarantines_and_recognises_exactly_what_was_planted(tmp_path: Path) -> None:
    company = generate_company(
        tmp_path / "input",
        accounts=60,
        people=300,
        touches=8000,
        days=200,
        end=date(2026, 6, 30),
        seed=7,
    )
    dirt = json.loads(company.truth.read_text(encoding="utf-8"))["dirt"]
    report = land(tmp_path / "input", tmp_path / "home")
    assert not report.unknown_files
    read: dict[str, int] = {}
    for record in report.files:
        read[record.object] = read.get(record.object, 0) + record.read
    assert read == company.rows
    quarantined = sum(record.quarantined for record in report.files)
    assert quarantined == sum(dirt[kind] for kind in UNUSABLE) > 0
    unchanged = {record.file: record.unchanged for record in report.files if record.unchanged}
    assert unchanged == {
        "touches.parquet": dirt["duplicate_touches"],
        "accounts.parquet": dirt["duplicate_accounts"],
        "people.parquet": dirt["duplicate_people_rows"],
    }
