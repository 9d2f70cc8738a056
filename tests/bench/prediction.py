"""`python -m tests.bench.prediction`: do foretold chances come true?

Runs the pipeline on a demo company as of 90 days before its end, then as of its end, and compares
what was foretold with what came. The score by rules of the same day stands beside it, for the same
people, and what only the generator knows: the true stage, taken at what it led to, and how often a
person takes part. Ends with 1 if a model ranks worse than the rules or its chances are far off.
"""

import argparse
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np

from orchestration.demo.company import generate_company
from orchestration.pipeline import run_pipeline
from orchestration.prediction import measures
from orchestration.prediction.measures import Floats
from orchestration.settings import Settings

END = date(2026, 6, 30)
HORIZON = timedelta(days=90)
STAGES = (
    "('Unaware', 0), ('Aware', 1), ('Engaged', 2), ('Qualified', 3), ('Intent', 4), ('Customer', 5)"
)
FORETOLD = {
    "people": """
        select chances.person_id, chances.account_id, chances.probability, scores.score
        from before.published.lead_predictions as chances
        inner join before.published.lead_scores as scores using (person_id)
    """,
    "accounts": """
        select chances.account_id, chances.account_id, chances.probability, scores.score
        from before.published.account_predictions as chances
        inner join before.published.account_scores as scores using (account_id)
    """,
}
CAME = {
    "people": """
        select distinct people.person_id
        from after.steps.int_person_opportunities as opportunities
        inner join after.unified.int_people as people using (person_key)
    """,
    "accounts": """
        select distinct accounts.account_id
        from after.unified.int_opportunities as opportunities
        inner join after.unified.int_accounts as accounts using (account_key)
        where opportunities.type in ('new', 'expansion')
    """,
}
# The true stage on the day: what it led to on average, times a person's propensity.
KNOWN = """
    select foretold.account_id, coalesce(max_by(stages.ordinal, truth.entered_on), 0) as stage
    from (select distinct account_id from foretold) as foretold
    left join read_parquet('{truth}/stages.parquet') as truth
        on foretold.account_id = truth.account_id and truth.entered_on <= date '{as_of}'
    left join (values {stages}) as stages (stage, ordinal) on truth.stage = stages.stage
    group by foretold.account_id
"""


def main() -> int:
    """Print the measures of both models; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("accounts", 1500), ("people", 12_000), ("touches", 200_000)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--days", type=int, default=720)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--input", type=Path, help="a demo company made before")
    parser.add_argument("--homes", type=Path, help="where the two runs are, or are to be, kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        source = options.input or _generate(Path(scratch) / "input", options)
        homes = options.homes or Path(scratch) / "homes"
        before, after = _run(source, homes / "before", END - HORIZON), _run(source, homes, END)
        with duckdb.connect() as connection:
            for name, path in (("before", before), ("after", after)):
                connection.execute(f"attach '{path}' as {name} (read_only)")
            return max([_report(connection, subject, source / "truth") for subject in FORETOLD])


def _generate(source: Path, options: argparse.Namespace) -> Path:
    generate_company(
        source,
        accounts=options.accounts,
        people=options.people,
        touches=options.touches,
        days=options.days,
        end=END,
        seed=options.seed,
    )
    return source


def _run(source: Path, home: Path, as_of: date) -> Path:
    """Return the published file of a run; of the last one the working database, which says who."""
    home = home if as_of < END else home / "after"
    run_pipeline(Settings(home=home, input=source, as_of=as_of), lambda _: None)
    if as_of == END:
        return home / "work" / "warehouse.duckdb"
    return home / "published" / "current" / "progression.duckdb"


def _report(connection: duckdb.DuckDBPyConnection, subject: str, truth: Path) -> int:
    as_of = END - HORIZON
    opened = (as_of - date(1970, 1, 1)).days
    connection.execute(f"create or replace temp view foretold as {FORETOLD[subject]}")
    came = f"{CAME[subject]} {'and' if 'where' in CAME[subject] else 'where'} "
    came += f"opportunities.created_day > {opened} and opportunities.created_day <= {opened + 90}"
    known = KNOWN.format(truth=truth, as_of=as_of, stages=STAGES)
    propensity = f"read_parquet('{truth}/people.parquet')"
    joined = (
        f"left join {propensity} as truth on foretold.person_id = truth.person_id"
        if subject == "people"
        else "left join (select null as propensity) as truth on true"
    )
    key = "person_id" if subject == "people" else "account_id"
    rows = connection.execute(f"""
        select
            came.{key} is not null as outcome,
            foretold.probability::double as probability, foretold.score::double as score,
            avg((came.{key} is not null)::integer) over (partition by coalesce(known.stage, -1))
                * coalesce(truth.propensity, 1) as known
        from foretold
        left join ({came}) as came
            on foretold.{key} = came.{key}
        left join ({known}) as known on foretold.account_id = known.account_id
        {joined}
        order by foretold.probability, 1
    """).fetchnumpy()
    outcome = np.asarray(rows["outcome"], dtype=np.float64)
    weight = np.ones_like(outcome)
    print(f"\n{subject}: {len(outcome):,} foretold as of {as_of}, {int(outcome.sum()):,} came")
    print("                        AUC  average precision  lift in the top tenth")
    found = {}
    for label, column in (
        ("model", "probability"),
        ("score by rules", "score"),
        ("stage known, in truth", "known"),
    ):
        score = np.nan_to_num(np.asarray(rows[column], dtype=np.float64))
        found[label] = measures.area_under_curve(outcome, score, weight)
        print(
            f"{label:22} {found[label]:.3f}"
            f" {measures.average_precision(outcome, score, weight):18.3f}"
            f" {measures.lift(outcome, score, weight):22.2f}"
        )
    return _calibration(outcome, np.asarray(rows["probability"]), weight) or int(
        found["model"] < found["score by rules"]
    )


def _calibration(outcome: Floats, probability: Floats, weight: Floats) -> int:
    total = probability.sum() / max(outcome.sum(), 1)
    print(
        f"Brier {measures.brier(outcome, probability, weight):.4f}, "
        f"skill {measures.brier_skill(outcome, probability, weight):.3f}; "
        f"foretold in all {probability.sum():.0f}, came {outcome.sum():.0f}"
    )
    print("tenth   foretold     came     rows")
    for number, one in enumerate(measures.calibration(outcome, probability, weight), start=1):
        print(f"{number:5} {one.expected:10.4f} {one.observed:8.4f} {one.rows:8,}")
    return int(not 0.67 < total < 1.5)


if __name__ == "__main__":
    sys.exit(main())
