"""The SQL that judges a file's rows: which can be stored, in which form, and why others cannot."""

import json
from dataclasses import dataclass

from orchestration.landing.contract import Column, ColumnType, ObjectContract
from orchestration.landing.raw_rows import RawColumn, RawRows
from orchestration.landing.sql_text import literal, quoted
from orchestration.landing.typing_sql import complaint, complaint_kind, raw_value, typed_value


@dataclass(frozen=True)
class JudgedRows:
    """Queries over the rows of one file."""

    accepted: str
    rejected: str
    filled: str


@dataclass(frozen=True)
class _Cell:
    """A contract column of the file: the names of its raw and its typed value."""

    column: Column
    source: RawColumn
    raw: str
    typed: str


def judge(rows: RawRows, contract: ObjectContract, run: int, file: str) -> JudgedRows:
    """Build the queries for `rows`.

    `accepted` gives the columns of a batch: the contract's, then _extra, _row_hash, _landing_run,
    _file, _line. `rejected` gives _line, column, reason, raw, kind (the first
    reason without its value) and is_blank. `filled` gives one row:
    how many values every column of the file has, in the file's order.
    """
    cells = [
        _Cell(column, source, f"raw_{index}", f"typed_{index}")
        for index, column in enumerate(contract.columns)
        for source in rows.columns
        if source.header.column == column.name
    ]
    others = [source for source in rows.columns if source.header.column is None]
    typed = _typed(rows, cells, others)
    usable = _usable(rows, contract, cells, others)
    return JudgedRows(
        accepted=_accepted(contract, cells, typed, usable, run, file),
        rejected=_rejected(contract, cells, others, typed, usable),
        filled=_filled(rows, contract),
    )


def _typed(rows: RawRows, cells: list[_Cell], others: list[RawColumn]) -> str:
    """All rows with raw and typed values side by side."""
    # Excel separates by semicolons exactly where its numbers have a decimal comma.
    has_comma = rows.delimiter == ";"
    raw = [
        f"{rows.line} as _line",
        f"{rows.reason} as _reason",
        f"{rows.raw} as _raw",
        *(f"{raw_value(cell.source, cell.column)} as {cell.raw}" for cell in cells),
        *(f"{raw_value(other, None)} as other_{i}" for i, other in enumerate(others)),
    ]
    if rows.extra:
        raw.append(f"cast(json({rows.extra}) as varchar) as _extra")
    typed = [
        f"{typed_value(cell.column, cell.source.sql_type, cell.raw, has_comma)} as {cell.typed}"
        for cell in cells
    ]
    if not rows.extra:
        typed.append(f"{_extra(others)} as _extra")
    return (
        f"(select *, {', '.join(typed)} from (select {', '.join(raw)} from {rows.relation}) as raw)"
        " as typed"
    )


def _extra(others: list[RawColumn]) -> str:
    """Write the columns outside the contract as JSON text, names sorted; null if all are empty."""
    values = sorted((other.header.written, f"other_{i}") for i, other in enumerate(others))
    return _json_object(values) if values else "cast(null as varchar)"


def _json_object(values: list[tuple[str, str]]) -> str:
    """Write a JSON object of the values that are not null, as text; null if there is none."""
    if not values:
        return "cast(null as varchar)"
    members = ", ".join(
        f"{literal(json.dumps(name, ensure_ascii=False) + ':')}"
        f" || cast(to_json(cast({value} as varchar)) as varchar)"
        for name, value in values
    )
    return f"nullif('{{' || concat_ws(',', {members}) || '}}', '{{}}')"


def _usable(
    rows: RawRows, contract: ObjectContract, cells: list[_Cell], others: list[RawColumn]
) -> str:
    """Return the condition, never null, under which a row can be stored."""
    conditions = ["_reason is null"]
    for cell in cells:
        if cell.column.is_required:
            conditions.append(f"{cell.typed} is not null")
        elif cell.column.type is not ColumnType.TEXT:
            conditions.append(f"({cell.raw} is null or {cell.typed} is not null)")
    if contract.one_of:
        conditions.append(f"({_has_one_of(contract, cells)})")
    if rows.may_hold_nul:
        conditions.append(f"not {_has_nul(cells, others)}")
    if not cells:
        conditions.append("false")
    return " and ".join(conditions)


def _has_one_of(contract: ObjectContract, cells: list[_Cell]) -> str:
    named = [cell.raw for cell in cells if cell.column.name in contract.one_of]
    return " or ".join(f"{raw} is not null" for raw in named) or "false"


def _has_nul(cells: list[_Cell], others: list[RawColumn]) -> str:
    """Whether a text holds a NUL, which no reader of text lets through."""
    texts = ["''", *(cell.raw for cell in cells if cell.column.type is ColumnType.TEXT)]
    texts += [f"other_{index}" for index in range(len(others))]
    return f"contains(concat({', '.join(texts)}), chr(0))"


def _accepted(
    contract: ObjectContract, cells: list[_Cell], typed: str, usable: str, run: int, file: str
) -> str:
    """Return the query for the rows of a batch."""
    given = {cell.column.name: cell.typed for cell in cells}
    values = [
        given.get(column.name, f"cast(null as {column.sql_type})") for column in contract.columns
    ]
    columns = ", ".join(
        f"{value} as {quoted(column.name)}"
        for value, column in zip(values, contract.columns, strict=True)
    )
    return (
        f"select {columns}, _extra, {_row_hash(values)} as _row_hash,"
        f" cast({run} as integer) as _landing_run, {literal(file)} as _file,"
        f" cast(_line as bigint) as _line from {typed} where {usable}"
    )


def _row_hash(values: list[str]) -> str:
    """Return the md5 of the canonical text: typed values in contract order, then the extras.

    A NUL stands behind each value and none holds one, so no two rows share a text. A column that
    joins the contract later may change the text only of rows that fill it, or all would be new.
    """
    parts = ", ".join(f"{value}, chr(0)" for value in values)
    return f"md5(concat({parts}, _extra))"


def _rejected(
    contract: ObjectContract,
    cells: list[_Cell],
    others: list[RawColumn],
    typed: str,
    usable: str,
) -> str:
    """Return the query for the rows that cannot be stored, blank ones marked."""
    complaints = [(cell, complaint(cell.column, cell.raw, cell.typed)) for cell in cells]
    first = " ".join(
        f"when {text} is not null then {literal(cell.column.name)}" for cell, text in complaints
    )
    reasons = [text for _, text in complaints]
    kinds = [complaint_kind(cell.column, cell.raw, cell.typed) for cell in cells]
    if contract.one_of:
        names = ", ".join(contract.one_of)
        lacking = (
            f"case when not ({_has_one_of(contract, cells)}) then 'one of {names} is required' end"
        )
        reasons.append(lacking)
        kinds.append(lacking)
        first += f" when not ({_has_one_of(contract, cells)}) then {literal(contract.one_of[0])}"
    nul = f"case when {_has_nul(cells, others)} then 'the row holds a NUL character' end"
    reasons.append(nul)
    kinds.append(nul)
    everything = [cell.raw for cell in cells] + [f"other_{i}" for i in range(len(others))]
    blank = " and ".join(f"{value} is null" for value in [*everything, "_extra", "_reason"])
    column = f"case when _reason is not null then null {first} end"
    return (
        f"select _line, {column} as column_name,"
        f" coalesce(_reason, concat_ws('; ', {', '.join(reasons)})) as reason,"
        f" coalesce(_raw, {_raw_json(cells, others)}) as raw,"
        f" coalesce(_reason, {', '.join(kinds)}) as kind,"
        f" {blank} as is_blank from {typed} where not ({usable})"
    )


def _raw_json(cells: list[_Cell], others: list[RawColumn]) -> str:
    """Write a rejected row as JSON text, under the names of the file."""
    values = [(cell.source.header.written, cell.raw) for cell in cells]
    values += [(other.header.written, f"other_{i}") for i, other in enumerate(others)]
    return _json_object(values)


def _filled(rows: RawRows, contract: ObjectContract) -> str:
    """How many values every column has."""
    wanted = {column.name: column for column in contract.columns}
    counts = [
        f"count({raw_value(source, wanted.get(source.header.column or ''))})"
        for source in rows.columns
    ]
    return f"select {', '.join(counts) or '0'} from {rows.relation}"
