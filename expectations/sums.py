"""The query behind expectations that some rows of a table add up to others."""

from collections.abc import Sequence


def sums_differ(
    parts: str,
    wholes: str,
    by: Sequence[str],
    figures: Sequence[str],
    *,
    money: Sequence[str] = (),
    unknown: str = "0",
) -> str:
    """Return SQL for the groups `by` in which rows `parts` do not add up to rows `wholes`.

    `parts` and `wholes` are conditions. Columns of `money` may be null; they are compared where
    `unknown`, a count of what has no exchange rate, is 0 in all rows of the group.
    """
    keys = ", ".join(by)
    sums = ", ".join(
        [f"sum({name}) as {name}" for name in figures]
        + [f"sum(coalesce({name}, 0)) as {name}" for name in money]
        + [f"max({unknown}) as unknown"]
    )
    differs = " or ".join(
        [f"parts.{name} is distinct from wholes.{name}" for name in figures]
        + [f"(wholes.unknown = 0 and parts.{name} <> wholes.{name})" for name in money]
    )
    return f"""
        select {", ".join(f"coalesce(parts.{name}, wholes.{name}) as {name}" for name in by)}
        from (select {keys}, {sums} from {{batch}} where {parts} group by all) as parts
        full join (select {keys}, {sums} from {{batch}} where {wholes} group by all) as wholes
            on {" and ".join(f"parts.{name} = wholes.{name}" for name in by)}
        where {differs}
    """
