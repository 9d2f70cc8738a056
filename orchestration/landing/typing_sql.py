"""SQL that turns raw values into the contract's types: null where a value cannot be used.

The same expressions serve text and native Parquet columns. DuckDB's own casts are too kind to be
used alone: they drop a UTC offset, round 111.5 to 112 and take 1_000 for a number.
"""

from orchestration.landing.contract import Column, ColumnType
from orchestration.landing.raw_rows import BLANKS, RawColumn
from orchestration.landing.sql_text import literal

_DAY = r"\d{4}-\d{2}-\d{2}"
_ZONE = r"[Zz]|[+-](0\d|1[0-4])(:?\d{2})?"
_ISO = rf"{_DAY}([Tt ]\d{{2}}:\d{{2}}(:\d{{2}}([.,]\d{{1,9}})?)?( ?({_ZONE}))?)?"
_NUMBER = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?"
_WHOLE = r"[+-]?\d+(\.0*)?"
_ONE_COMMA = r"[^,.]*,[^,.]*"
_FIRST = "timestamp '1900-01-01'"
_LAST = "timestamp '2999-12-31 23:59:59.999999'"

_INTEGERS = frozenset(
    f"{sign}{size}"
    for sign in ("", "U")
    for size in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
)
_FLOATS = frozenset(["FLOAT", "DOUBLE"])
_TIMES = frozenset(
    [
        "DATE",
        "TIMESTAMP",
        "TIMESTAMP_S",
        "TIMESTAMP_MS",
        "TIMESTAMP_NS",
        "TIMESTAMP WITH TIME ZONE",
    ]
)


def raw_value(column: RawColumn, wanted: Column | None) -> str:
    """Return a raw value: native where its type fits the wanted column, else trimmed text."""
    native, expression = column.sql_type, column.expression
    if wanted is not None and _fits(native, wanted.type):
        return expression
    if native == "VARCHAR" and column.is_tidy:
        return expression
    if native == "VARCHAR":
        return f"nullif(trim({expression}, {literal(BLANKS)}), '')"
    if native in _FLOATS:
        # A frame of rows writes "no number" as NaN, and ids beside a missing one as 17.0.
        return (
            f"case when isnan({expression}) then null"
            f" when abs({expression}) < 1e15 and {expression} = trunc({expression})"
            f" then cast(cast({expression} as bigint) as varchar)"
            f" else cast({expression} as varchar) end"
        )
    if native.endswith(("]", ")")) and not native.startswith(("DECIMAL", "ENUM")):
        return f"cast(to_json({expression}) as varchar)"
    return f"nullif(trim(cast({expression} as varchar), {literal(BLANKS)}), '')"


def _fits(native: str, wanted: ColumnType) -> bool:
    """Whether values of a native type need no detour by text."""
    if wanted in (ColumnType.TIMESTAMP, ColumnType.DATE):
        return native in _TIMES
    if wanted is ColumnType.INTEGER:
        return native in _INTEGERS
    if wanted is ColumnType.DECIMAL:
        return native in _INTEGERS or native.startswith("DECIMAL")
    return wanted is ColumnType.BOOLEAN and native == "BOOLEAN"


def typed_value(column: Column, native: str, raw: str, has_decimal_comma: bool = False) -> str:
    """Return the typed value of `raw`, made by `raw_value`; null if it is unusable.

    `has_decimal_comma`: 1000000,50 is a number too, and still neither 1,000,000 nor 1.000,50.
    """
    is_native = _fits(native, column.type)
    if column.type is ColumnType.TEXT:
        return raw
    if column.type is ColumnType.BOOLEAN:
        return raw if is_native else _boolean(raw)
    if column.type is ColumnType.DECIMAL:
        if is_native:
            return f"try_cast({raw} as {column.sql_type})"
        number = _with_point(raw) if has_decimal_comma else raw
        return _if_matches(number, _NUMBER, f"try_cast({number} as {column.sql_type})")
    if column.type is ColumnType.INTEGER:
        whole = f"try_cast({raw} as bigint)" if is_native else _whole_number(raw)
        bounds = [(">=", column.minimum), ("<=", column.maximum)]
        kept = " and ".join(
            f"{whole} {sign} {bound}" for sign, bound in bounds if bound is not None
        )
        return f"case when {kept} then {whole} end" if kept else whole
    moment = f"try_cast({raw} as timestamp)" if is_native else _moment(raw)
    value = f"case when {moment} between {_FIRST} and {_LAST} then {moment} end"
    return f"cast({value} as date)" if column.type is ColumnType.DATE else value


def _if_matches(raw: str, pattern: str, expression: str) -> str:
    return f"case when regexp_full_match({raw}, {literal(pattern)}) then {expression} end"


def _with_point(raw: str) -> str:
    is_one_comma = f"regexp_full_match({raw}, {literal(_ONE_COMMA)})"
    return f"(case when {is_one_comma} then replace({raw}, ',', '.') else {raw} end)"


def _boolean(raw: str) -> str:
    return (
        f"case when lower({raw}) in ('true', 't', 'yes', '1') then true"
        f" when lower({raw}) in ('false', 'f', 'no', '0') then false end"
    )


def _whole_number(raw: str) -> str:
    """111 and 111.0 exactly; 1.11e2 by way of a double, which holds whole numbers to 9e15."""
    double = f"try_cast({raw} as double)"
    return (
        f"case when regexp_full_match({raw}, {literal(_WHOLE)}) then try_cast({raw} as bigint)"
        f" when regexp_full_match({raw}, {literal(_NUMBER)}) and abs({double}) < 9e15"
        f" and {double} = trunc({double}) then cast({double} as bigint) end"
    )


def _moment(raw: str) -> str:
    """Read a UTC timestamp. The second form is what DuckDB does not read: 10:00Z, t, z."""
    plain = (
        f"regexp_replace(upper(replace({raw}, ',', '.')),"
        r" '^(.{10}).(\d\d:\d\d)(:[0-9.]+)? ?(Z|[+-].*)?$', '\1T\2\3\4')"
    )
    seconds = rf"regexp_replace({plain}, '^(.{{10}}T\d\d:\d\d)([Z+-].*)$', '\1:00\2')"
    cast = (
        f"coalesce(cast(try_cast({raw} as timestamptz) as timestamp),"
        f" cast(try_cast({seconds} as timestamptz) as timestamp))"
    )
    return _if_matches(raw, _ISO, cast)


def complaint(column: Column, raw: str, typed: str) -> str:
    """Text that says why a value cannot be used; null if it can."""
    shown = f"left(replace(cast({raw} as varchar), chr(0), ''), 100)"
    before, after = f"{column.name}: '", f"' is not {_wanted(column)}"
    value = f"{literal(before)} || {shown} || {literal(after)}"
    return _complaint(column, raw, typed, value, f"{column.name}: is required but empty")


def complaint_kind(column: Column, raw: str, typed: str) -> str:
    """Say the same without the value, which may be a person's: it is what many rows share."""
    kind = literal(f"{column.name} is not {_wanted(column)}")
    return _complaint(column, raw, typed, kind, f"{column.name} is required but empty")


def _complaint(column: Column, raw: str, typed: str, unusable: str, empty: str) -> str:
    bad = f"case when {raw} is not null and {typed} is null then {unusable} end"
    if not column.is_required:
        return bad
    return f"case when {raw} is null then {literal(empty)} else {bad} end"


def _wanted(column: Column) -> str:
    if column.type is ColumnType.INTEGER:
        if column.maximum is not None:
            return f"a whole number from {column.minimum} to {column.maximum}"
        least = "" if column.minimum is None else f" of at least {column.minimum}"
        return f"a whole number{least}"
    return {
        ColumnType.TIMESTAMP: "a timestamp",
        ColumnType.DATE: "a date",
        ColumnType.DECIMAL: "a number",
        ColumnType.BOOLEAN: "true or false",
        ColumnType.TEXT: "text",
    }[column.type]
