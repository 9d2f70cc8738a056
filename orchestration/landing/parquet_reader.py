"""Parquet: read in place by DuckDB; here only the shape of the file is looked at."""

from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from orchestration.landing.contract import ObjectContract
from orchestration.landing.errors import UnreadableFileError
from orchestration.landing.headers import map_header
from orchestration.landing.inputs import InputFile
from orchestration.landing.raw_rows import RawColumn, RawRows
from orchestration.landing.sql_text import path_literal, quoted


def read_parquet(
    file: InputFile, path: Path, contract: ObjectContract, connection: duckdb.DuckDBPyConnection
) -> RawRows:
    """Describe the rows of the Parquet file at `path`."""
    if path.stat().st_size == 0:
        relation = "(select cast(null as bigint) as file_row_number where false)"
        return RawRows(relation, "file_row_number", (), 0, 0, is_spooled=False)
    try:
        # Closed at once: the names as written are only here, DuckDB renames double ones.
        with pq.ParquetFile(path) as content:
            names = list(content.schema_arrow.names)
            count = content.metadata.num_rows
    # Damaged footers raise Arrow's own errors, OSError or even UnicodeDecodeError.
    except Exception as error:
        raise UnreadableFileError(file.name, f"not a readable Parquet file: {error}") from error
    header = map_header(file.name, contract, names)
    relation = (
        f"read_parquet({path_literal(path)}, file_row_number = true, binary_as_string = true,"
        " hive_partitioning = false)"
    )
    try:
        described = connection.execute(f"describe from {relation}").fetchall()
    except duckdb.Error as error:
        raise UnreadableFileError(file.name, f"not a readable Parquet file: {error}") from error
    columns = tuple(
        RawColumn(column, quoted(name), str(sql_type))
        for column, (name, sql_type, *_) in zip(header, described, strict=False)
    )
    return RawRows(
        relation,
        "file_row_number + 1",
        columns,
        count,
        0,
        is_spooled=False,
        may_hold_nul=True,
        header=header,
    )


def is_scannable(rows: RawRows, connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether every page of a Parquet file can be read; footers alone do not show damage."""
    values = ", ".join(f"bit_xor(hash({column.expression}))" for column in rows.columns) or "0"
    try:
        connection.execute(f"select {values} from {rows.relation}").fetchall()
    except duckdb.Error:
        return False
    return True
