"""The rows of `accounts`: the present version of each, older versions, deleted ones, late ones."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from orchestration.demo.accounts import CUSTOMER, ENTERPRISE, MID, SEGMENT_SIZES, Accounts, Owners
from orchestration.demo.dates import Calendar
from orchestration.demo.dirt import DirtPlan
from orchestration.demo.journey_log import JourneyLog
from orchestration.demo.merged_records import merged_account_ids, merged_account_rows
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.vocabulary import COUNTRIES, INDUSTRIES, SELLER_CURRENCY

ACCOUNT_SCHEMA = pa.schema(
    [
        *[
            (name, pa.string())
            for name in ("account_id", "name", "domain", "registration_id", "industry")
        ],
        ("employee_count", pa.int64()),
        ("annual_revenue", pa.decimal128(18, 2)),
        *[
            (name, pa.string())
            for name in (
                "currency",
                "country",
                "region",
                "city",
                "time_zone",
                "parent_account_id",
                "owner_id",
            )
        ],
        ("customer_since", pa.date32()),
        ("churned_at", pa.timestamp("us")),
        ("contract_end_on", pa.date32()),
        ("is_target", pa.bool_()),
        ("created_at", pa.timestamp("us")),
        ("updated_at", pa.timestamp("us")),
        ("is_deleted", pa.bool_()),
        ("merged_into_id", pa.string()),
    ]
)
Row = dict[str, Any]


@dataclass(frozen=True)
class AccountRows:
    """Rows of the main file, rows that arrive late in a second file, and the field history."""

    main: list[Row]
    late: list[Row]
    history: list[tuple[Any, ...]]


def build_account_rows(
    plan: CompanyPlan, accounts: Accounts, owners: Owners, log: JourneyLog, dirt: DirtPlan
) -> AccountRows:
    """Write out the accounts as the CRM holds them on the last day, with their past."""
    rng = plan.stream("account_rows")
    calendar = Calendar(plan)
    first_won = _first_wins(len(accounts), log)
    main: list[Row] = []
    late: list[Row] = []
    history: list[tuple[Any, ...]] = []
    present: list[Row] = []
    late_ones = set(rng.permutation(len(accounts))[: dirt.late_accounts].tolist())
    for number in range(len(accounts)):
        row = _present_row(rng, calendar, accounts, owners, log, first_won, number)
        grew = rng.random() < 0.12
        if grew or number in late_ones:
            older = _older_version(rng, accounts, row, number)
            row["updated_at"] = calendar.later_than(rng, older["updated_at"])
            (late if number in late_ones else main).append(older)
            if rng.random() < 0.3:
                history.append(_history_entry(row, older))
        main.append(row)
        present.append(row)
    chains = merged_account_ids(accounts, dirt.merged_accounts)
    main.extend(merged_account_rows(calendar, chains, present))
    main.extend(_deleted_rows(calendar, dirt.deleted_accounts, owners))
    copies = rng.permutation(len(main))[: dirt.duplicate_accounts]
    main.extend(dict(main[position]) for position in copies)
    return AccountRows(main, late, history)


def _first_wins(count: int, log: JourneyLog) -> np.ndarray:
    """Return the day of each account's first won deal, or -1."""
    first = np.full(count, -1)
    for account, _, closed, won in reversed(log.deals):
        first[account[won == 1]] = closed[won == 1]
    return first


def _present_row(
    rng: np.random.Generator,
    calendar: Calendar,
    accounts: Accounts,
    owners: Owners,
    log: JourneyLog,
    first_won: np.ndarray,
    number: int,
) -> Row:
    country = COUNTRIES[accounts.country[number]]
    created = calendar.moment(int(accounts.born[number]), int(rng.integers(3600, 18_000)))
    parent = int(accounts.parent[number])
    large = accounts.segment[number] in (MID, ENTERPRISE)
    return {
        "account_id": accounts.ids[number],
        "name": accounts.names[number],
        "domain": accounts.domains[number] if rng.random() < 0.97 else None,
        "registration_id": f"{country.code}{rng.integers(10**8, 10**9)}"
        if rng.random() < 0.6
        else None,
        "industry": INDUSTRIES[accounts.industry[number]]
        if accounts.industry_known[number]
        else None,
        "employee_count": int(accounts.employees[number]),
        "annual_revenue": calendar.money(accounts.revenue_dollars[number])
        if accounts.revenue_known[number]
        else None,
        "currency": SELLER_CURRENCY if accounts.revenue_known[number] else None,
        "country": country.code,
        "region": country.region,
        "city": accounts.city[number],
        "time_zone": country.time_zone,
        "parent_account_id": accounts.ids[parent] if parent >= 0 else None,
        "owner_id": owners.ids[accounts.owner[number]],
        **_custom(calendar, accounts, log, int(first_won[number]), number),
        "is_target": bool(large and accounts.is_fit[number] and rng.random() < 0.3),
        "created_at": created,
        "updated_at": calendar.later_than(rng, created),
        "is_deleted": False,
        "merged_into_id": None,
    }


def _custom(
    calendar: Calendar, accounts: Accounts, log: JourneyLog, first_won: int, number: int
) -> Row:
    """Return since when an account is a customer, until when, and when it left."""
    brought = accounts.starts_in[number] == CUSTOMER
    won = int(accounts.customer_since[number]) if brought else first_won
    is_customer = brought or won >= 0
    churned = int(log.churned_on[number])
    return {
        "customer_since": calendar.day(won) if is_customer else None,
        "churned_at": calendar.moment(churned, 61_200) if churned >= 0 else None,
        "contract_end_on": calendar.anniversary_after_end(won) if is_customer else None,
    }


def _older_version(rng: np.random.Generator, accounts: Accounts, row: Row, number: int) -> Row:
    """Return what the record said when it was created: a smaller company in the same segment."""
    lowest, highest = SEGMENT_SIZES[accounts.segment[number]]
    count = int(accounts.employees[number] * rng.uniform(0.75, 1.1))
    older = dict(row)
    older["employee_count"] = int(np.clip(count, lowest, highest))
    older["updated_at"] = row["created_at"]
    older["churned_at"] = None
    return older


def _history_entry(row: Row, older: Row) -> tuple[Any, ...]:
    return (
        "accounts",
        row["account_id"],
        "employee_count",
        row["updated_at"],
        str(older["employee_count"]),
        str(row["employee_count"]),
    )


def _deleted_rows(calendar: Calendar, count: int, owners: Owners) -> list[Row]:
    """Return records that somebody made by mistake and deleted again."""
    rows = []
    for number in range(1, count + 1):
        row = dict.fromkeys(ACCOUNT_SCHEMA.names)
        created = calendar.moment(-number, 36_000)
        row.update(
            account_id=f"ACC-DELETED-{number:03d}",
            name=f"Test Account {number} please ignore",
            country="US",
            region="AMER",
            owner_id=owners.ids[0],
            is_target=False,
            created_at=created,
            updated_at=calendar.moment(0, 36_000),
            is_deleted=True,
        )
        rows.append(row)
    return rows
