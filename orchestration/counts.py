"""Numbers of things, in the singular or the plural."""

from decimal import Decimal


def counted(count: int | str, one: str, many: str | None = None) -> str:
    """Return 1 day, 2 days; 1 person, 2 people."""
    return f"{count} {one if abs(Decimal(count)) == 1 else many or f'{one}s'}"
