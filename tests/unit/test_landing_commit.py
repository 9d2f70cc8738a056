"""A landing happens whole or not at all, once, and only for what is new."""

import hashlib
import os
import random
from pathlib import Path

import duckdb
import pytest

from orchestration.landing import (
    DamagedLandingError,
    LandingBusyError,
    LandingError,
    NoInputError,
    land,
    read_landing,
)
from orchestration.landing import run as landing_run
from orchestration.landing.workspace import landing_lock

HEADER = "owner_id,name,is_active"
ROWS = [f"O{number},Owner {number},{number % 2}" for number in range(50)]


def write(folder: Path, name: str, rows: list[str], header: str = HEADER) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join([header, *rows]), "utf-8")


def hashes(home: Path) -> list[str]:
    paths = [str(path) for path in read_landing(home).batches("owners")]
    rows = duckdb.execute("select _row_hash from read_parquet($paths)", {"paths": paths})
    return sorted(value for (value,) in rows.fetchall())


def files_under(home: Path) -> set[str]:
    found = (path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    return {name for name in found if not name.endswith(".lock")}


def test_the_same_file_again_is_no_operation(tmp_path: Path) -> None:
    write(tmp_path / "in", "owners.csv", [*ROWS, "O1", ""])
    first = land(tmp_path / "in", tmp_path / "home")
    before = files_under(tmp_path / "home")
    (tmp_path / "in" / "owners.csv").rename(tmp_path / "in" / "owners.renamed.csv")
    second = land(tmp_path / "in", tmp_path / "home")
    assert (second.new_rows, second.quarantined_new, second.landing.runs) == (0, 0, (1,))
    assert second.landing.version == first.landing.version
    (record,) = second.files
    assert record.is_known
    assert (record.read, record.accepted, record.quarantined) == (52 - 1, 50, 1)
    assert files_under(tmp_path / "home") == before


def test_a_changed_file_stores_only_its_new_rows(tmp_path: Path) -> None:
    write(tmp_path / "in", "owners.csv", ROWS)
    first = land(tmp_path / "in", tmp_path / "home")
    write(tmp_path / "in", "owners.csv", [*ROWS[:49], "O49,Owner of another name,1"])
    second = land(tmp_path / "in", tmp_path / "home")
    assert (second.new_rows, second.files[0].unchanged, second.landing.runs) == (1, 49, (1, 2))
    assert second.landing.version != first.landing.version
    write(tmp_path / "in", "owners.csv", ROWS[:20])
    third = land(tmp_path / "in", tmp_path / "home")
    assert (third.new_rows, third.landing.version) == (0, second.landing.version)


@pytest.mark.parametrize("seed", range(4))
def test_shuffled_doubled_and_split_input_stores_the_same_rows(seed: int, tmp_path: Path) -> None:
    write(tmp_path / "in", "owners.csv", ROWS)
    expected = land(tmp_path / "in", tmp_path / "home").landing.version
    generator = random.Random(seed)
    rows = ROWS + generator.choices(ROWS, k=30)
    generator.shuffle(rows)
    for part in range(3):
        write(tmp_path / "split", f"owners.{part}.csv", rows[part::3])
        if seed % 2:
            land(tmp_path / "split", tmp_path / "other")
    result = land(tmp_path / "split", tmp_path / "other")
    assert hashes(tmp_path / "other") == hashes(tmp_path / "home")
    assert result.landing.version == expected


@pytest.mark.parametrize("step", ["write_manifest", "move_durably", "stage_new_rows"])
def test_a_crash_before_the_manifest_leaves_nothing_and_the_next_landing_recovers(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "in", "owners.csv", ROWS)
    before = land(tmp_path / "in", tmp_path / "home").landing
    write(tmp_path / "in", "owners.2.csv", ["O100,New,1", "broken"])
    write(tmp_path / "in", "owners.3.csv", ["O101,New,1"])
    calls: list[object] = []
    original = getattr(landing_run, step)

    def crash(*arguments: object) -> object:
        calls.append(arguments)
        if step == "write_manifest" or len(calls) == 2:
            raise KeyboardInterrupt
        return original(*arguments)

    monkeypatch.setattr(landing_run, step, crash)
    with pytest.raises(KeyboardInterrupt):
        land(tmp_path / "in", tmp_path / "home")
    monkeypatch.undo()
    assert read_landing(tmp_path / "home") == before
    (tmp_path / "home" / "landing" / "manifests" / "000002.json.tmp").write_text("{")

    after = land(tmp_path / "in", tmp_path / "home")
    assert (after.new_rows, after.quarantined_new, after.landing.runs) == (2, 1, (1, 2))
    named = [*after.landing.batches("owners"), *after.landing.quarantine("owners")]
    assert {path.relative_to(tmp_path / "home").as_posix() for path in named} == {
        name for name in files_under(tmp_path / "home") if name.endswith(".parquet")
    }
    assert not [name for name in files_under(tmp_path / "home") if name.endswith(".tmp")]


def test_two_landings_at_once_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "in", "owners.csv", ROWS)
    with landing_lock(tmp_path / "home"), pytest.raises(LandingBusyError):
        land(tmp_path / "in", tmp_path / "home")
    assert land(tmp_path / "in", tmp_path / "home").new_rows == 50


def test_a_missing_batch_is_noticed(tmp_path: Path) -> None:
    write(tmp_path / "in", "owners.csv", ROWS)
    (path,) = land(tmp_path / "in", tmp_path / "home").landing.batches("owners")
    path.unlink()
    with pytest.raises(DamagedLandingError, match="missing"):
        land(tmp_path / "in", tmp_path / "home")


def test_batches_are_named_after_their_bytes(tmp_path: Path) -> None:
    write(tmp_path / "in", "owners.csv", [*ROWS, "broken"])
    landing = land(tmp_path / "in", tmp_path / "home").landing
    for path in [*landing.batches("owners"), *landing.quarantine("owners")]:
        assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(path.stem)
        assert len(path.stem) >= 16


def test_input_without_any_object_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(NoInputError, match="does not exist"):
        land(tmp_path / "nowhere", tmp_path / "home")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "readme.txt").touch()
    with pytest.raises(NoInputError, match=r"accounts\.csv"):
        land(tmp_path / "in", tmp_path / "home")


def test_other_files_are_reported_and_hidden_ones_are_not(tmp_path: Path) -> None:
    write(tmp_path / "in", "Owners.Export 1.CSV", ROWS)
    for name in ("notes.csv", "owners.doc", ".owners.csv", "owners"):
        (tmp_path / "in" / name).write_text("x")
    (tmp_path / "in" / os.fsdecode(b"owners.\xff.csv")).write_text("x")
    result = land(tmp_path / "in", tmp_path / "home")
    assert result.unknown_files == ("notes.csv", "owners", "owners.\\udcff.csv", "owners.doc")
    assert result.new_rows == 50


HOSTILE = "x\"; drop table touches; --'), (chr(0)) '"


def test_hostile_names_have_no_effect(tmp_path: Path) -> None:
    home = tmp_path / "ho'me [1]*?"
    file = "owners.a'b\"; drop table [x]*?.csv"
    hostile_header = HEADER + ',"' + HOSTILE.replace('"', '""') + '"'
    write(tmp_path / "in", file, ["O1,'; drop table owners; --,1,v'1"], hostile_header)
    parquet = tmp_path / "in" / "owners.[x]*'.parquet"
    with duckdb.connect() as connection:
        name = '"' + HOSTILE.replace('"', '""') + '"'
        target = str(parquet).replace("'", "''")
        connection.execute(
            f"copy (select 'O2' as owner_id, 'n' as name, 'v2' as {name}) to '{target}'"
        )
    result = land(tmp_path / "in", home)
    assert result.new_rows == 2
    paths = [str(path) for path in result.landing.batches("owners")]
    rows = duckdb.execute(
        "select name, json_extract_string(_extra, '$.*')[1], json_keys(_extra)[1], _file"
        " from read_parquet($paths) order by owner_id",
        {"paths": paths},
    ).fetchall()
    assert rows == [
        ("'; drop table owners; --", "v'1", HOSTILE, file),
        ("n", "v2", HOSTILE, parquet.name),
    ]
    with pytest.raises(LandingError):
        land(tmp_path / "nowhere", home)


def test_progress_names_every_file(tmp_path: Path) -> None:
    write(tmp_path / "in", "owners.csv", ROWS)
    messages: list[str] = []
    land(tmp_path / "in", tmp_path / "home", messages.append)
    assert messages[-1] == (
        "owners.csv: 50 read = 50 accepted + 0 unchanged + 0 quarantined + 0 blank"
    )
