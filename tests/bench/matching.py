"""`python -m tests.bench.matching`: how many people are matched to the account they belong to.

Runs the pipeline on a demo company, whose truth is known, and compares published account_matches
with it. Precision: of the people matched, those on their true account. Recall: of the people who
have a true account, those matched to it. Every false match is listed with its row. Ends with 1 if
precision is below what is asked for.
"""

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path

import duckdb

from orchestration.demo.company import generate_company
from orchestration.pipeline import run_pipeline
from orchestration.settings import Settings

END = date(2026, 6, 30)
JUDGED = """
    create temp view judged as
    select
        matches.*, people.email, people.company_name,
        truth.account_id as true_account_id, names.account_name as true_account_name,
        matches.account_id is not null as is_matched,
        coalesce(matches.account_id = truth.account_id, false) as is_right
    from published.account_matches as matches
    inner join published.people as people on matches.person_id = people.person_id
    inner join read_parquet('{truth}') as truth on matches.person_id = truth.person_id
    left join published.accounts as names on truth.account_id = names.account_id
"""
BY_METHOD = """
    select
        coalesce(method, 'all') as method, count(*) as people,
        sum(is_right::integer) as is_right, sum((is_matched and not is_right)::integer) as is_wrong,
        sum(is_right::integer) / nullif(sum(is_matched::integer), 0) as precision,
        round(avg(confidence), 3) as confidence
    from judged group by grouping sets ((method), ()) order by grouping(method), confidence desc
"""
RECALL = """
    select sum(is_right::integer) / count(*), count(*)
    from judged where true_account_id is not null
"""
FALSE_MATCHES = """
    select person_id, email, company_name, method, confidence, matched_on, account_id, account_name,
        true_account_id, true_account_name, candidates, second_best_account_id, conflicts
    from judged where is_matched and not is_right order by confidence, person_id
"""


def main() -> int:
    """Print the table by method and the false matches; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("accounts", 1000), ("people", 12_000), ("touches", 30_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--least", type=float, default=0.99, help="precision asked for")
    parser.add_argument("--input", type=Path, help="a demo company made before")
    parser.add_argument("--home", type=Path, help="a home in which it was run before")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        source = options.input or _generate(Path(scratch) / "input", options)
        home = options.home or _run(source, Path(scratch) / "home")
        database = home / "published" / "current" / "progression.duckdb"
        with duckdb.connect(str(database), read_only=True) as connection:
            connection.execute(JUDGED.format(truth=source / "truth" / "people.parquet"))
            return _report(connection, options.least)


def _generate(source: Path, options: argparse.Namespace) -> Path:
    generate_company(
        source,
        accounts=options.accounts,
        people=options.people,
        touches=options.touches,
        days=540,
        end=END,
        seed=options.seed,
    )
    return source


def _run(source: Path, home: Path) -> Path:
    run_pipeline(Settings(home=home, input=source, as_of=END), lambda _: None)
    return home


def _report(connection: duckdb.DuckDBPyConnection, least: float) -> int:
    print("method       people    right  wrong  precision  mean confidence")
    share = None
    for method, people, right, wrong, share, confidence in connection.execute(BY_METHOD).fetchall():
        shown = "-" if share is None else f"{share:.4f}"
        print(f"{method:10} {people:8,} {right:8,} {wrong:6,} {shown:>10} {confidence:>16.3f}")
    recall, known = connection.execute(RECALL).fetchone() or (0, 0)
    print(f"recall {recall:.4f} of {known:,} people who have an account")
    false_matches = connection.execute(FALSE_MATCHES)
    columns = [column[0] for column in false_matches.description or []]
    for row in false_matches.fetchall():
        values = zip(columns, row, strict=True)
        print(
            "false: " + " ".join(f"{name}={value}" for name, value in values if value is not None)
        )
    return 0 if share is not None and share >= least else 1


if __name__ == "__main__":
    sys.exit(main())
