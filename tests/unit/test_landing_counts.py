"""Damaged files: every row is counted once, and a broken one costs its neighbours nothing."""

import gzip
import json
import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.landing import FileRecord, land

HEADER = b"touch_id,occurred_at,kind,person_id,remark"
MUTATIONS = ["truncate", "bad utf-8", "quote", "nul", "huge", "double", "blank", "no object"]


def csv_line(number: int) -> bytes:
    quoted = f'"said ""yes"", twice\nand left {number}"' if number % 7 == 3 else f"plain {number}"
    return f"T{number},2025-01-{number % 28 + 1:02d},page_viewed,P{number % 5},{quoted}".encode()


def json_line(number: int) -> bytes:
    row = {"touch_id": f"T{number}", "occurred_at": "2025-01-02", "kind": "page_viewed"}
    return json.dumps(row | {"seconds": number, "remark": "é" * (number % 3)}).encode()


def mutate(line: bytes, mutation: str, position: int) -> bytes:
    if mutation == "truncate":
        return line[: 1 + position % 12]
    if mutation == "bad utf-8":
        return line[:8] + b"\xff\xfe" + line[8:]
    if mutation == "quote":
        return line.replace(b",", b',"', 1) if b'"' not in line else line.replace(b'"', b"", 1)
    if mutation == "nul":
        return line[:4] + b"\0" + line[4:]
    if mutation == "huge":
        return line + b"x" * 300_000
    if mutation == "double":
        return line + b"\n" + line
    return b"" if mutation == "blank" else b"[1, 2"


def stored(home: Path) -> set[tuple[str, str]]:
    """Touch id and row hash of every stored row."""
    paths = [str(path) for path in (home / "landing" / "batches" / "touches").glob("*.parquet")]
    if not paths:
        return set()
    rows = duckdb.execute("select touch_id, _row_hash from read_parquet($paths)", {"paths": paths})
    return set(rows.fetchall())


def landed(name: str, content: bytes, home: Path) -> FileRecord:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(content)
        (record,) = land(Path(folder), home).files
    return record


damages = st.dictionaries(
    st.integers(0, 39), st.tuples(st.sampled_from(MUTATIONS), st.integers(0, 50)), max_size=12
)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@settings(max_examples=30, deadline=None)
@given(damage=damages, is_packed=st.booleans(), ends_with_newline=st.booleans())
def test_damaged_lines_are_counted_and_leave_all_others_as_they_were(
    kind: str,
    damage: dict[int, tuple[str, int]],
    is_packed: bool,
    ends_with_newline: bool,
) -> None:
    write = csv_line if kind == "csv" else json_line
    # A line whose record spans two lines has no single line to damage.
    damage = {n: what for n, what in damage.items() if kind == "jsonl" or n % 7 != 3}
    good = {number: write(number) for number in range(40)}
    lines = [mutate(good[n], *damage[n]) if n in damage else good[n] for n in good]
    head = [HEADER] if kind == "csv" else []
    content = b"\n".join(head + lines) + b"\n" * ends_with_newline
    clean = b"\n".join(head + list(good.values()))
    with tempfile.TemporaryDirectory() as folder:
        home, clean_home = Path(folder, "home"), Path(folder, "clean")
        name = f"touches.{kind}" + (".gz" if is_packed else "")
        record = landed(name, gzip.compress(content) if is_packed else content, home)
        landed(f"touches.{kind}", clean, clean_home)
        expected, found = stored(clean_home), stored(home)

        untouched = {f"T{n}" for n in good if damage.get(n, ("double",))[0] == "double"}
        assert {row for row in expected if row[0] in untouched} <= found
        doubles = sum(what == "double" for what, _ in damage.values())
        blanks = sum(
            what == "blank" and (n < 39 or ends_with_newline) for n, (what, _) in damage.items()
        )
        lost = sum(what == "blank" for what, _ in damage.values()) - blanks
        assert record.read == 40 + doubles - lost
        assert record.unchanged == doubles
        assert record.blank == blanks
        assert record.accepted == len(found)

        after_repair = landed(f"touches.repaired.{kind}", clean, home)
        assert after_repair.quarantined == 0
        assert expected <= stored(home)


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_behind_a_header_are_counted(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        record = landed("touches.csv", HEADER + b"\n" + content, Path(folder))
        if record.encoding == "utf-8":
            assert record.read <= content.count(b"\n") + content.count(b"\r") + 1


def test_an_unclosed_quote_costs_one_line_however_long_the_file_goes_on(tmp_path: Path) -> None:
    lines = [HEADER, *(f"T{n},2025-01-01,page_viewed,P1,x".encode() for n in range(3000))]
    lines[1000] = b'T999,2025-01-01,page_viewed,P1,"x'
    record = landed("touches.csv", b"\n".join(lines), tmp_path)
    assert (record.accepted, record.quarantined) == (2999, 1)


def test_a_value_over_many_lines_and_many_blocks_stays_whole(tmp_path: Path) -> None:
    long_value = "\n".join(f"line {n}, with comma" for n in range(300)) + "\n" + "x" * 600_000
    rows = [f'T{n},2025-01-01,page_viewed,P1,"{long_value}"' for n in range(5)]
    record = landed("touches.csv", "\n".join([HEADER.decode(), *rows]).encode(), tmp_path)
    assert (record.read, record.accepted) == (5, 5)
    (path,) = (tmp_path / "landing" / "batches" / "touches").glob("*.parquet")
    values = duckdb.execute("select _extra, _line from read_parquet($path)", {"path": str(path)})
    found = values.fetchall()
    assert all(json.loads(extra)["remark"] == long_value for extra, _ in found)
    assert [line for _, line in found] == [2 + 301 * n for n in range(5)]
