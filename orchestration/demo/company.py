"""A believable B2B company, as files in the generic input format.

Deterministic: the same arguments give the same rows, byte for byte. The journeys come first,
the facts follow from them, dirt is planted last, and the truth is written beside it.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from orchestration.demo.object_files import FILES, ObjectFiles
from orchestration.demo.output import TRUTH, prepare_folder
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.simulation import simulate_company
from orchestration.demo.truth import write_truth


@dataclass(frozen=True)
class DemoSummary:
    """What was written: rows (lines of data) by object, and where the truth is."""

    folder: Path
    rows: dict[str, int]
    truth: Path


def generate_company(
    out: Path,
    *,
    accounts: int,
    people: int,
    touches: int,
    days: int,
    end: date,
    seed: int,
    targeting: bool = True,
) -> DemoSummary:
    """Write a company of the given size into the folder `out`; replace an earlier one there.

    `accounts` and `people` are distinct ones; `touches` are rows over all files, dirty ones
    included, on the `days` days up to `end`. The same arguments give the same files. Without
    `targeting` all accounts are reached at the same rate, as in a randomised trial.
    A size that makes no sense, or input files of somebody else in `out`, is a ValueError.
    """
    plan = CompanyPlan(accounts, people, touches, days, end, seed, targeting)
    prepare_folder(out, list(FILES))
    company = simulate_company(plan)
    files = ObjectFiles(out, company)
    files.write()
    truth = write_truth(
        out / TRUTH,
        plan,
        company.accounts,
        company.people,
        company.log,
        company.dirt,
        files.duplicate_of,
        files.rows,
    )
    rows: dict[str, int] = {}
    for name, count in files.rows.items():
        known = name.split(".")[0]
        rows[known] = rows.get(known, 0) + count
    return DemoSummary(out, rows, truth)
