"""Records that the CRM merged into others, in chains of one to three, and people of nowhere.

A merged account is deleted, as most CRMs do it, or every third time only says what it is now;
people still name it. A stranger has a free mail address and works for a company that the CRM does
not know, though its name is much like that of one that it does.
"""

from typing import Any

import numpy as np

from orchestration.demo.accounts import Accounts
from orchestration.demo.dates import Calendar
from orchestration.demo.spelling import neighbour, other_writing

Row = dict[str, Any]


def chain_lengths(records: int) -> list[int]:
    """Split so many records into chains of 1, 2, 3, 1, 2, 3 and so on."""
    lengths: list[int] = []
    while (left := records - sum(lengths)) > 0:
        lengths.append(min(left, 1 + len(lengths) % 3))
    return lengths


def merged_account_ids(accounts: Accounts, records: int) -> dict[int, list[str]]:
    """Ids of the merged records of each account that has any: the last one is its own record's.

    Accounts are taken from the last one on, so that the choice needs no draw.
    """
    chains: dict[int, list[str]] = {}
    number = 0
    for place, length in enumerate(chain_lengths(records)[: len(accounts)]):
        ids = [f"ACC-DUP-{number + step:04d}" for step in range(1, length + 1)]
        number += length
        chains[len(accounts) - 1 - place] = ids
    return chains


def merged_account_rows(
    calendar: Calendar, chains: dict[int, list[str]], originals: list[Row]
) -> list[Row]:
    """Write the merged records of accounts; `originals` has the row of each account."""
    rows = []
    for account, ids in chains.items():
        original = originals[account]
        for step, identifier in enumerate(ids):
            rows.append(
                {
                    **original,
                    "account_id": identifier,
                    "name": other_writing(original["name"], (step + 0.5) / len(ids)),
                    "domain": None,
                    "is_target": False,
                    "updated_at": calendar.last_moment,
                    "is_deleted": step % 3 != 2,
                    "merged_into_id": [*ids, original["account_id"]][step + 1],
                }
            )
    return rows


def merged_people_rows(
    rng: np.random.Generator, calendar: Calendar, people: list[Row], records: int
) -> tuple[list[Row], dict[str, str]]:
    """Write merged records of some people, each with an address of its own, and who they are."""
    rows: list[Row] = []
    same: dict[str, str] = {}
    for place, length in zip(rng.permutation(len(people)), chain_lengths(records), strict=False):
        original = people[place]
        ids = [f"PER-DUP-M{len(rows) + step:05d}" for step in range(1, length + 1)]
        for step, identifier in enumerate(ids):
            local, _, domain = original["email"].partition("@")
            rows.append(
                {
                    **original,
                    "person_id": identifier,
                    "email": f"{local}.old{len(rows)}@{domain}",
                    "updated_at": calendar.later_than(rng, original["created_at"]),
                    "is_deleted": True,
                    "merged_into_id": [*ids, original["person_id"]][step + 1],
                }
            )
            same[identifier] = original["person_id"]
    return rows, same


def stranger_rows(
    calendar: Calendar, accounts: Accounts, columns: list[str], count: int
) -> list[Row]:
    """Write people whose company is none of the accounts, though it sounds like one."""
    rows = []
    for number in range(count):
        row = dict.fromkeys(columns)
        name = accounts.names[number * 7 % len(accounts)]
        row.update(
            person_id=f"PER-STRANGER-{number + 1:04d}",
            full_name="Robin Fremd",
            email=f"robin.fremd{number + 1}@gmail.com",
            company_name=neighbour(name, (number + 0.5) / count),
            consent_status="unknown",
            created_at=calendar.moment(0, 36_000 + number),
            updated_at=calendar.moment(0, 36_000 + number),
            is_deleted=False,
        )
        rows.append(row)
    return rows
