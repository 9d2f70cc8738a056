"""The same rows, however a file writes them, are the same stored rows."""

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from orchestration.landing import UnreadableFileError, land

NAMES = [
    "Account ID",
    " name ",
    "employee-count",
    "annual_revenue",
    "is_target",
    "created_at",
    "updated_at",
    "city",
    "Segment",
]
ROWS: list[list[str | None]] = [
    [
        "A1",
        "北京科技有限公司",
        "111",
        "1234.50",
        "true",
        "2024-03-01 10:20:30",
        "2024-03-02",
        "北京",
        "大客户",
    ],
    [
        "A2",
        "Müller & Söhne",
        "12",
        None,
        "false",
        "2024-03-01",
        "2024-03-02 00:00:00",
        "Köln",
        None,
    ],
    [
        "A3",
        'quo"ted, and;split',
        None,
        "-7.00",
        None,
        "2024-03-01",
        "2024-03-02",
        "北京上海",
        "小客户",
    ],
]


def as_csv(delimiter: str = ",", newline: str = "\n") -> str:
    def cell(value: str | None) -> str:
        text = value or ""
        needs_quotes = any(mark in text for mark in (delimiter, '"'))
        return '"' + text.replace('"', '""') + '"' if needs_quotes else text

    return newline.join(delimiter.join(cell(v) for v in row) for row in [NAMES, *ROWS]) + newline


def as_json_lines() -> str:
    return "\n".join(json.dumps(dict(zip(NAMES, row, strict=True))) for row in ROWS)


def typed_rows() -> list[dict[str, object]]:
    return [
        dict(zip(NAMES, row, strict=True))
        | {
            "employee-count": None if row[2] is None else float(row[2]),
            "annual_revenue": None if row[3] is None else float(row[3]),
            "is_target": None if row[4] is None else row[4] == "true",
        }
        for row in ROWS
    ]


def padded_and_reordered() -> str:
    order = [8, 5, 6, 0, 7, 2, 3, 4, 1]
    return "\n".join(
        "\t".join(f"  {row[i] or ''}\u3000" for i in order)
        for row in [[name.upper() for name in NAMES[:8]] + ["Segment"], *ROWS]
    )


def write_parquet(path: Path) -> None:
    columns = ", ".join(
        f'cast(c{i} as {kind}) as "{name}"'
        for i, (name, kind) in enumerate(
            zip(
                NAMES,
                [
                    "varchar",
                    "varchar",
                    "double",
                    "double",
                    "boolean",
                    "timestamp_ns",
                    "timestamptz",
                    "varchar",
                    "varchar",
                ],
                strict=True,
            )
        )
    )
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"create table t ({', '.join(f'c{i} varchar' for i in range(9))})")
        connection.executemany(f"insert into t values ({', '.join('?' * 9)})", ROWS)
        connection.execute(f"copy (select {columns} from t) to '{path}'")


def write_excel(path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append([])
    sheet.append(NAMES)
    for row in typed_rows():
        sheet.append(list(row.values()))
    workbook.create_sheet("other").append(["not", "read"])
    workbook.save(path)


WRITERS: dict[str, Callable[[Path], object]] = {
    "accounts.csv": lambda path: path.write_bytes(as_csv().encode()),
    "accounts.bom.csv": lambda path: path.write_bytes(as_csv(";", "\r\n").encode("utf-8-sig")),
    "accounts.old.csv": lambda path: path.write_bytes(as_csv(",", "\r").encode()),
    "accounts.tsv": lambda path: path.write_bytes(as_csv("\t").encode()),
    "accounts.padded.csv": lambda path: path.write_text(padded_and_reordered(), "utf-8"),
    "accounts.csv.gz": lambda path: path.write_bytes(gzip.compress(as_csv().encode())),
    "accounts.utf16.csv": lambda path: path.write_bytes(as_csv().encode("utf-16")),
    "accounts.le.csv": lambda path: path.write_bytes(as_csv().encode("utf-16-le")),
    "accounts.be.csv": lambda path: path.write_bytes(as_csv().encode("utf-16-be")),
    "accounts.gb.csv": lambda path: path.write_bytes(as_csv().encode("gb18030")),
    "accounts.jsonl": lambda path: path.write_text(as_json_lines(), "utf-8"),
    "accounts.gb.ndjson.gz": lambda path: path.write_bytes(
        gzip.compress(
            "\n".join(json.dumps(r, ensure_ascii=False) for r in typed_rows()).encode("gb18030")
        )
    ),
    "accounts.json": lambda path: path.write_text(json.dumps(typed_rows(), indent=2), "utf-8"),
    "accounts.parquet": write_parquet,
    "accounts.xlsx": write_excel,
}


def hashes(home: Path) -> set[str]:
    paths = [str(path) for path in (home / "landing" / "batches" / "accounts").glob("*.parquet")]
    rows = duckdb.execute("select _row_hash from read_parquet($paths)", {"paths": paths}).fetchall()
    assert len({value for (value,) in rows}) == len(rows)
    return {value for (value,) in rows}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("expected")
    (folder / "in").mkdir()
    WRITERS["accounts.csv"](folder / "in" / "accounts.csv")
    land(folder / "in", folder / "home")
    return hashes(folder / "home")


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_and_encoding_gives_the_same_stored_rows(
    name: str, tmp_path: Path, expected: set[str]
) -> None:
    (tmp_path / "in").mkdir()
    WRITERS[name](tmp_path / "in" / name)
    (record,) = land(tmp_path / "in", tmp_path / "home").files
    assert (record.accepted, record.quarantined) == (3, 0)
    assert record.unknown_columns == ("Segment",)
    assert hashes(tmp_path / "home") == expected


def test_all_formats_together_store_each_row_once(tmp_path: Path) -> None:
    (tmp_path / "generic").mkdir()
    for name, write in WRITERS.items():
        write(tmp_path / "generic" / name)
    result = land(tmp_path, tmp_path / "home")
    assert result.new_rows == 3
    assert sum(record.unchanged for record in result.files) == 3 * (len(WRITERS) - 1)


def test_stored_values_are_typed_and_extra_columns_are_kept(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    WRITERS["accounts.csv"](tmp_path / "in" / "accounts.csv")
    (path,) = land(tmp_path / "in", tmp_path / "home").landing.batches("accounts")
    row = duckdb.execute(
        "select employee_count, annual_revenue::varchar, is_target, created_at::varchar, _extra,"
        " _landing_run, _file, _line from read_parquet($path) where account_id = 'A1'",
        {"path": str(path)},
    ).fetchone()
    extra = json.dumps({"Segment": "大客户"}, ensure_ascii=False, separators=(",", ":"))
    assert row == (111, "1234.50", True, "2024-03-01 10:20:30", extra, 1, "accounts.csv", 2)


# Without a time in its header: it is part of a test's name.
CUT_OFF = gzip.compress(b"account_id\nA1\n" * 100, mtime=0)[:-20]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("accounts.csv", b"account_id,name,created_at\n", "updated_at"),
        ("accounts.csv", b"account_id,name,name ,created_at,updated_at\n", "the same name"),
        ("accounts.csv", b"account_id,,name,created_at,updated_at\n", "column 2"),
        ("accounts.csv", b'account_id,"name,created_at,updated_at\n', "header"),
        ("accounts.csv", b"account_id,na\xffme,created_at,updated_at\n", "header"),
        ("accounts.csv.gz", CUT_OFF, "cannot be read"),
        ("accounts.csv.gz", b"no gzip at all", "cannot be read"),
        ("accounts.jsonl", b'{"account_id": "A1", "name": "x"}', "created_at, updated_at"),
        ("accounts.json", b'[{"account_id": "A1"}, {"account_id"', "malformed JSON array"),
        ("accounts.json", b"[] trailing", "text follows"),
        ("accounts.parquet", b"PAR1 not really PAR1", "not a readable Parquet file"),
        ("accounts.xlsx", b"PK not really", "not a readable workbook"),
        ("feedback.csv", b"feedback_id,given_at\n", "person_id, account_id"),
    ],
)
def test_an_unreadable_file_is_one_clear_error_and_stores_nothing(
    name: str, content: bytes, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "owners.csv").write_text("owner_id,name\nO1,Kim\n")
    (tmp_path / "in" / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        land(tmp_path / "in", tmp_path / "home")
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not list((tmp_path / "home").rglob("*.parquet"))
    assert not list((tmp_path / "home").rglob("*.json"))


def test_damaged_parquet_pages_make_the_file_unreadable(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "owners.parquet"
    duckdb.execute(
        f"copy (select md5(i::varchar) as owner_id, md5(i::varchar) as name from range(20000) t(i))"
        f" to '{path}' (compression zstd)"
    )
    content = bytearray(path.read_bytes())
    content[1000:50_000] = random.Random(1).randbytes(49_000)
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError):
        land(tmp_path / "in", tmp_path / "home")


@pytest.mark.parametrize(
    "name",
    ["owners.csv", "owners.jsonl", "owners.json", "owners.parquet", "owners.xlsx", "owners.csv.gz"],
)
def test_an_empty_file_is_no_rows(name: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).touch()
    result = land(tmp_path / "in", tmp_path / "home")
    assert [record.read for record in result.files] == [0]
    assert result.landing.runs == (1,)


def test_a_header_alone_is_no_rows(tmp_path: Path) -> None:
    (tmp_path / "owners.csv").write_text("\n owner_id ; NAME\n")
    (record,) = land(tmp_path, tmp_path / "home").files
    assert (record.read, record.blank, record.delimiter) == (1, 1, ";")
    assert record.missing_columns == ("email", "wecom_id", "team", "region", "is_active")
