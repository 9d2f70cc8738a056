"""Bad days, planted knowingly: how many dirty rows of which kind, and the touches among them.

Small companies get few, tiny ones none, so that sizes stay what was asked for.
"""

from dataclasses import dataclass

import numpy as np

from orchestration.demo.plan import CompanyPlan
from orchestration.demo.touch_file import UNKNOWN_KINDS
from orchestration.demo.touch_rows import TouchRows, join_rows

SMALLEST_TOUCHES = 200
SMALLEST_ENTITIES = 20


@dataclass(frozen=True)
class DirtPlan:
    """Rows to plant; those of touches are part of the touches asked for, others come on top.

    Late touches and out-of-order touches are clean rows in an unusual place.
    """

    duplicate_touches: int = 0
    unknown_kind_touches: int = 0
    future_touches: int = 0
    out_of_order_touches: int = 0
    late_touches_json: int = 0
    late_touches_csv: int = 0
    broken_json_lines: int = 0
    missing_value_lines: int = 0
    bad_date_lines: int = 0
    unclosed_quote_lines: int = 0
    duplicate_accounts: int = 0
    deleted_accounts: int = 0
    late_accounts: int = 0
    duplicate_people_rows: int = 0
    same_email_people: int = 0
    nonsense_names: int = 0
    deleted_people: int = 0
    merged_accounts: int = 0
    merged_people: int = 0
    strangers: int = 0
    late_people: int = 0
    deleted_opportunities: int = 0
    future_opportunities: int = 0

    @property
    def touch_rows_added(self) -> int:
        """Return how many of the touches asked for are dirty rows, malformed lines included."""
        return (
            self.duplicate_touches
            + self.unknown_kind_touches
            + self.future_touches
            + self.broken_json_lines
            + self.missing_value_lines
            + self.bad_date_lines
            + self.unclosed_quote_lines
        )


def plan_dirt(plan: CompanyPlan) -> DirtPlan:
    """Decide the amounts from the sizes."""
    planted: dict[str, int] = {}
    if plan.touches >= SMALLEST_TOUCHES:
        planted |= _touch_dirt(plan.touches)
    if plan.people >= SMALLEST_ENTITIES:
        planted |= _people_dirt(plan.people)
    if plan.accounts >= SMALLEST_ENTITIES:
        planted |= _account_dirt(plan.accounts)
    return DirtPlan(**planted)


def _touch_dirt(touches: int) -> dict[str, int]:
    return {
        "duplicate_touches": min(3000, max(3, touches // 2000)),
        "unknown_kind_touches": min(800, max(2, touches // 8000)),
        "future_touches": min(400, max(2, touches // 15000)),
        "out_of_order_touches": min(2000, max(2, touches // 5000)) // 2 * 2,
        "late_touches_json": min(400, max(5, touches // 4000)),
        "late_touches_csv": 6,
        "broken_json_lines": 3,
        "missing_value_lines": 3,
        "bad_date_lines": 3,
        "unclosed_quote_lines": 1,
    }


def _people_dirt(people: int) -> dict[str, int]:
    return {
        "duplicate_people_rows": max(1, people // 2000),
        "same_email_people": max(1, people // 400),
        "nonsense_names": max(1, people // 250),
        "deleted_people": max(1, people // 500),
        "late_people": max(1, people // 200),
        "merged_people": max(6, people // 200),
        "strangers": max(4, people // 150),
    }


def _account_dirt(accounts: int) -> dict[str, int]:
    return {
        "duplicate_accounts": max(1, accounts // 1000),
        "deleted_accounts": max(1, accounts // 400),
        "late_accounts": max(1, accounts // 100),
        "merged_accounts": max(6, accounts // 40),
        "deleted_opportunities": max(1, accounts // 200),
        "future_opportunities": max(1, accounts // 500),
    }


@dataclass(frozen=True)
class DirtyTouches:
    """The rows of the big file, and those that arrive late in the two small files."""

    main: TouchRows
    late_json: TouchRows
    late_csv: TouchRows


def plant_touches(
    plan: CompanyPlan, dirt: DirtPlan, clean: TouchRows, known_kinds: int
) -> DirtyTouches:
    """Take the late rows out and put duplicates, unknown kinds and future rows in."""
    rng = plan.stream("dirt")
    late_count = dirt.late_touches_json + dirt.late_touches_csv
    late = np.sort(rng.permutation(len(clean))[:late_count])
    is_late = np.zeros(len(clean), dtype=bool)
    is_late[late] = True
    main = clean.select(np.flatnonzero(~is_late))
    parts = [main, main.select(_some(rng, len(main), dirt.duplicate_touches))]
    unknown = main.select(_some(rng, len(main), dirt.unknown_kind_touches))
    kinds = known_kinds + rng.integers(0, len(UNKNOWN_KINDS), len(unknown))
    unknown.kind, unknown.page = kinds.astype(clean.kind.dtype), np.full_like(unknown.page, -1)
    future = main.select(_some(rng, len(main), dirt.future_touches))
    # Typing errors, decades away: no run takes one for the last day of its data.
    future.day = (plan.days + 9000 + rng.integers(0, 21, len(future))).astype(clean.day.dtype)
    unknown.number = np.arange(len(unknown), dtype=np.int32) + len(clean) + 1
    future.number = np.arange(len(future), dtype=np.int32) + len(clean) + len(unknown) + 1
    main = join_rows([*parts, unknown, future])
    order = np.argsort(main.day * np.int64(86_400) + main.second, kind="stable")
    order = _swap_some(rng, order, dirt.out_of_order_touches)
    rng.shuffle(late)
    return DirtyTouches(
        main=main.select(order),
        late_json=clean.select(np.sort(late[: dirt.late_touches_json])),
        late_csv=clean.select(np.sort(late[dirt.late_touches_json :])),
    )


def _some(rng: np.random.Generator, size: int, count: int) -> np.ndarray:
    return np.asarray(rng.permutation(size)[:count])


def _swap_some(rng: np.random.Generator, order: np.ndarray, count: int) -> np.ndarray:
    """Exchange pairs of places, so that rows stand out of the order of time."""
    places = rng.permutation(order.size)[: count // 2 * 2]
    half = places.size // 2
    swapped = order.copy()
    swapped[places[:half]], swapped[places[half : 2 * half]] = (
        order[places[half : 2 * half]],
        order[places[:half]],
    )
    return swapped


def broken_json_lines(good: list[str], dirt: DirtPlan) -> list[str]:
    """Return lines that no reader can use, made from good ones: cut off, lacking, misdated."""
    if not good or not dirt.broken_json_lines:
        return []
    cut = [line[: len(line) // 2] for line in (good * 3)[: dirt.broken_json_lines]]
    lacking = [
        f'{{"touch_id": "TCH-BAD-K{number}", "occurred_at": "2026-01-05T08:00:00"}}'
        for number in range(1, dirt.missing_value_lines)
    ]
    misdated = [
        f'{{"touch_id": "TCH-BAD-D{number}", "occurred_at": "2026-02-3{number}T09:00:00", '
        '"kind": "page_viewed"}'
        for number in range(1, dirt.bad_date_lines)
    ]
    return [*cut, *lacking, *misdated]


def broken_csv_lines(dirt: DirtPlan) -> list[str]:
    """Return bad lines of the late CSV (touch_id, occurred_at, kind, ...); the quote stays last."""
    if not dirt.unclosed_quote_lines:
        return []
    return [
        "TCH-BAD-K9,2026-01-05T08:00:00,,,,",
        "TCH-BAD-D9,yesterday,page_viewed,,,",
        'TCH-BAD-Q9,2026-01-05T08:00:00,page_viewed,,,"never closed',
    ]
