"""Names in rule files that nothing landed knows: they stop no run, and do nothing."""

from collections.abc import Iterator, Mapping, Sequence

import duckdb

from orchestration.rules.files import Rules

# File and column to the names that are known for it, besides those of seed channels.
KNOWN: Mapping[tuple[str, str], str] = {
    ("holdouts", "channel"): "select channel from unified.int_touches",
    ("holdouts", "campaign_id"): "select campaign_id from unified.int_campaigns "
    "union select campaign_id from unified.int_touches",
    ("routing", "owner_id"): "select owner_id from crm.owners",
}
SHOWN = 20


def unknown_names(rules: Rules, evaluated: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return a line for each; `evaluated` holds what is landed and the touches computed of it."""
    lines: list[str] = []
    for (name, column), query in KNOWN.items():
        file = rules.files[name]
        found = evaluated.execute(f"select distinct trim({column}) from ({query})").fetchall()
        names = sorted(value for (value,) in found if value)
        lines.extend(
            f"{file.path.name}: no {column} is named {text!r} yet; {_listed(names)}"
            for text in _unknown(rules, name, column, names)
        )
    return tuple(lines)


def _unknown(rules: Rules, name: str, column: str, names: Sequence[str]) -> Iterator[str]:
    asked = dict.fromkeys(row[column].strip() for row in rules.rows(name) if row[column].strip())
    if column != "channel":
        yield from (text for text in asked if text not in names)
        return
    # A channel may be told by any name that the sources have for it, in any case.
    channels = rules.rows("channels")
    known = {row[key].strip().lower() for row in channels for key in ("source_value", "channel")}
    yield from (text for text in asked if text.lower() not in known | set(names))


def _listed(names: Sequence[str]) -> str:
    if not names:
        return "none is known"
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"known are {', '.join(names[:SHOWN])}{more}"
