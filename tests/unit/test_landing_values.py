"""Which values can be used as written, and what is said of those that cannot."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.landing import OBJECTS, land


def land_json(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    (folder / "in").mkdir(exist_ok=True)
    lines = "\n".join(json.dumps(row, default=str) for row in rows)
    (folder / "in" / f"{name}.jsonl").write_text(lines, "utf-8")
    land(folder / "in", folder / "home")


def landed(folder: Path, name: str, columns: str) -> list[tuple[object, ...]]:
    paths = [str(p) for p in (folder / "home" / "landing" / "batches" / name).glob("*")]
    query = f"select {columns} from read_parquet($paths) order by _line"
    return duckdb.execute(query, {"paths": paths}).fetchall() if paths else []


def quarantined(folder: Path, name: str) -> list[tuple[object, ...]]:
    paths = [str(p) for p in (folder / "home" / "landing" / "quarantine" / name).glob("*")]
    query = 'select "column", reason from read_parquet($paths) order by line'
    return duckdb.execute(query, {"paths": paths}).fetchall() if paths else []


def touch(**values: object) -> dict[str, object]:
    return {"touch_id": "T", "occurred_at": "2025-01-01", "kind": "page_viewed", **values}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-01-01", "2025-01-01 00:00:00"),
        (" 2025-01-01T10:20 ", "2025-01-01 10:20:00"),
        ("2025-01-01 10:20:30.123456", "2025-01-01 10:20:30.123456"),
        ("2025-01-01T10:20:30,5Z", "2025-01-01 10:20:30.5"),
        ("2025-01-01T01:20:30+02:00", "2024-12-31 23:20:30"),
        ("2025-01-01 01:20:30 +0530", "2024-12-31 19:50:30"),
        ("2025-01-01T23:20-02", "2025-01-02 01:20:00"),
        ("2025-01-01t10:20z", "2025-01-01 10:20:00"),
        ("2025-01-01T10:20:30.123456789Z", "2025-01-01 10:20:30.123456"),
    ],
)
def test_iso_timestamps_become_utc(text: str, moment: str, tmp_path: Path) -> None:
    land_json(tmp_path, "touches", [touch(occurred_at=text)])
    assert landed(tmp_path, "touches", "occurred_at::varchar") == [(moment,)]


@pytest.mark.parametrize(
    "text",
    [
        "2025-13-01",
        "2025-02-30",
        "01/02/2025",
        "infinity",
        "epoch",
        "1899-12-31",
        "3000-01-01",
        "20250101",
        "2025-01-01T25:00:00",
        "2025-01-01T10:00:00+99:00",
        "2025-1-1",
        "now",
        "1735689600",
        "2025-01-01T10:00:00Europe/Berlin",
        "-2025-01-01",
        "2025-01-01 (BC)",
    ],
)
def test_other_timestamps_are_quarantined_with_their_reason(text: str, tmp_path: Path) -> None:
    land_json(tmp_path, "touches", [touch(occurred_at=text)])
    reason = f"occurred_at: '{text}' is not a timestamp"
    assert quarantined(tmp_path, "touches") == [("occurred_at", reason)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("111", 111),
        ("111.0", 111),
        ("111.000", 111),
        ("1.11e2", 111),
        ("0", 0),
        (" 7 ", 7),
        ("9007199254740993", 9007199254740993),
        (12, 12),
        (12.0, 12),
        ("", None),
        (None, None),
    ],
)
def test_whole_numbers_are_exact(text: object, number: int | None, tmp_path: Path) -> None:
    land_json(tmp_path, "touches", [touch(quantity=text)])
    assert landed(tmp_path, "touches", "quantity") == [(number,)]


@pytest.mark.parametrize(
    "text", ["111.5", "n/a", "-1", "1_000", "1,000", "0x1F", "ten", "NaN", "1e400", "9" * 20, True]
)
def test_other_numbers_are_quarantined(text: object, tmp_path: Path) -> None:
    land_json(tmp_path, "touches", [touch(quantity=text)])
    ((column, reason),) = quarantined(tmp_path, "touches")
    assert column == "quantity"
    assert "is not a whole number of at least 0" in str(reason)


@pytest.mark.parametrize(
    ("delimiter", "text", "number"),
    [
        (";", "1000000,50", Decimal("1000000.50")),
        (";", "-,5", Decimal("-0.5")),
        (";", "7.25", Decimal("7.25")),
        (";", "1.000,50", None),
        (";", "1,000,000", None),
        (";", "1 000,50", None),
        (";", "1,5 EUR", None),
        ("\t", "1,50", None),
        (",", '"1,50"', None),
    ],
)
def test_a_decimal_comma_is_taken_where_semicolons_separate(
    delimiter: str, text: str, number: Decimal | None, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    lines = ("day", "campaign_id", "cost", "clicks"), ("2025-01-01", "c1", text, "3")
    content = "\n".join(delimiter.join(line) for line in lines)
    (tmp_path / "in" / "ad_costs.csv").write_text(content)
    land(tmp_path / "in", tmp_path / "home")
    assert landed(tmp_path, "ad_costs", "cost") == ([] if number is None else [(number,)])
    assert len(quarantined(tmp_path, "ad_costs")) == (number is None)


def test_a_whole_number_has_no_decimal_comma(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ad_costs.csv").write_text(
        "day;campaign_id;cost;clicks\n2025-01-01;c1;1,5;1,000\n"
    )
    land(tmp_path / "in", tmp_path / "home")
    assert quarantined(tmp_path, "ad_costs") == [
        ("clicks", "clicks: '1,000' is not a whole number of at least 0")
    ]


@pytest.mark.parametrize("rating", ["0", "6", 7, "-1", "4.5"])
def test_a_rating_off_the_scale_is_quarantined(rating: object, tmp_path: Path) -> None:
    row = {"feedback_id": "f1", "person_id": "p1", "given_at": "2025-01-01"}
    land_json(tmp_path, "feedback", [{**row, "rating": rating}, {**row, "rating": "5"}])
    (wrong,) = quarantined(tmp_path, "feedback")
    assert wrong == ("rating", f"rating: '{rating}' is not a whole number from 1 to 5")
    assert landed(tmp_path, "feedback", "rating") == [(5,)]


def test_all_complaints_of_a_row_are_named_and_its_raw_values_kept(tmp_path: Path) -> None:
    row = {"day": "2025-01-01", "campaign_id": " ", "cost": "12 EUR", "clicks": "3.5", "Team": "x"}
    land_json(tmp_path, "ad_costs", [row])
    (path,) = (tmp_path / "home" / "landing" / "quarantine" / "ad_costs").glob("*.parquet")
    found = duckdb.execute("from read_parquet($path)", {"path": str(path)}).fetchall()
    reason = (
        "campaign_id: is required but empty; clicks: '3.5' is not a whole number of at least 0;"
        " cost: '12 EUR' is not a number"
    )
    ((name, file, line, column, why, raw, run),) = found
    assert (name, file, line, column, why) == (
        "ad_costs",
        "ad_costs.jsonl",
        1,
        "campaign_id",
        reason,
    )
    assert run == 1
    assert json.loads(raw)["cost"] == "12 EUR"


@pytest.mark.parametrize("text", ["true", "T", "Yes", "1", 1, True, 1.0])
def test_booleans_in_all_their_spellings(text: object, tmp_path: Path) -> None:
    land_json(tmp_path, "owners", [{"owner_id": "O", "name": "n", "is_active": text}])
    expected = [] if text == 1.0 and isinstance(text, float) else [(True,)]
    assert landed(tmp_path, "owners", "is_active") == expected


def test_one_of_several_identifiers_is_required(tmp_path: Path) -> None:
    base = {"provider": "p", "observed_on": "2025-01-01"}
    rows = [base | {"domain": "a.example"}, base | {"industry": "x", "name": " "}]
    land_json(tmp_path, "enrichment", rows)
    assert landed(tmp_path, "enrichment", "domain, observed_on::varchar") == [
        ("a.example", "2025-01-01")
    ]
    ((_, reason),) = quarantined(tmp_path, "enrichment")
    assert reason == "one of account_id, domain, registration_id, name is required"


def test_json_keeps_digits_and_nested_values_and_refuses_what_cannot_be_stored(
    tmp_path: Path,
) -> None:
    (tmp_path / "in").mkdir()
    head = '{"touch_id": "T", "occurred_at": "2025-01-01", "kind": "k"'
    tails = [
        ', "url": 12345678901234567890.10, "Extra": {"b": [1, 2.5, null]}}',
        ', "url": "\\u0000"}',
        ', "url": "\\ud800"}',
        ', "url": "a", "URL": "b"}',
        ', "seconds": NaN}',
        ', "url": ' + "[" * 100_000 + "}",
        "} 5",
    ]
    text = "\n".join(head + tail for tail in tails) + "\n[]\n7\nnull\n{}"
    (tmp_path / "in" / "touches.jsonl").write_text(text)
    (record,) = land(tmp_path / "in", tmp_path / "home").files
    assert (record.read, record.accepted, record.quarantined, record.blank) == (11, 1, 9, 1)
    extra = '{"Extra":"{\\"b\\":[1,2.5,null]}"}'
    assert landed(tmp_path, "touches", "url, _extra") == [("12345678901234567890.10", extra)]


moments = st.datetimes(datetime(1900, 1, 2), datetime(2999, 12, 30))  # noqa: DTZ001
offsets = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
cents = st.decimals(-(10**14), 10**14, places=2)


@settings(max_examples=15, deadline=None)
@given(rows=st.lists(st.tuples(moments, offsets, cents, st.text(min_size=1)), max_size=30))
def test_whatever_python_writes_is_read_back_exactly(
    rows: list[tuple[datetime, timezone, Decimal, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    written = [
        {
            "campaign_id": f"C{n}",
            "name": f"<{name}>",
            "channel": "x",
            "cost": str(cost),
            "started_on": moment.replace(tzinfo=zone).isoformat(),
        }
        for n, (moment, zone, cost, name) in enumerate(rows)
        if "\0" not in name and name.isprintable()
    ]
    land_json(folder, "campaigns", written)
    expected = [
        (
            row["name"],
            Decimal(row["cost"]),
            datetime.fromisoformat(row["started_on"]).astimezone(UTC).date(),
        )
        for row in written
    ]
    assert landed(folder, "campaigns", "name, cost, started_on") == expected


def test_the_contract_names_keys_and_sources_of_every_object() -> None:
    assert len(OBJECTS) == 15
    for name, contract in OBJECTS.items():
        assert contract.name == name
        assert set(contract.key) <= set(contract.column_names)
        assert len(set(contract.column_names)) == len(contract.columns)
        assert set(contract.one_of) <= set(contract.column_names)
    assert [c.name for c in OBJECTS["people"].columns if c.is_required] == [
        "person_id",
        "created_at",
        "updated_at",
    ]
