"""One door to all formats: from an input file to rows that can be judged."""

import shutil
from pathlib import Path

import duckdb

from orchestration.landing.contract import OBJECTS
from orchestration.landing.csv_reader import read_csv
from orchestration.landing.errors import UnreadableFileError
from orchestration.landing.excel_reader import read_excel
from orchestration.landing.inputs import InputFile
from orchestration.landing.json_reader import read_json
from orchestration.landing.parquet_reader import read_parquet
from orchestration.landing.raw_rows import RawRows
from orchestration.landing.text_encoding import open_bytes
from orchestration.landing.tidiness import find_tidy_columns


def read_rows(file: InputFile, connection: duckdb.DuckDBPyConnection, directory: Path) -> RawRows:
    """Make a file's rows readable for `connection`, using `directory` for copies.

    Raises UnreadableFileError if nothing of the file can be used.
    """
    rows = _read(file, connection, directory)
    try:
        return find_tidy_columns(rows, connection)
    except duckdb.Error as error:
        raise UnreadableFileError(file.name, str(error)) from error


def _read(file: InputFile, connection: duckdb.DuckDBPyConnection, directory: Path) -> RawRows:
    contract = OBJECTS[file.object]
    spool_path = directory / "spool.parquet"
    if file.format == "csv":
        return read_csv(file, contract, spool_path)
    if file.format == "json":
        return read_json(file, contract, spool_path)
    path = _unpacked(file, directory)
    if file.format == "excel":
        return read_excel(file, path, contract, spool_path)
    return read_parquet(file, path, contract, connection)


def _unpacked(file: InputFile, directory: Path) -> Path:
    """Return the file, or an unpacked copy of it: Parquet and Excel are read from their end."""
    if not file.is_gzip:
        return file.path
    path = directory / "unpacked"
    with open_bytes(file) as packed, path.open("wb") as unpacked:
        shutil.copyfileobj(packed, unpacked)
    return path
