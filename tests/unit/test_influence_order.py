"""Neither the order of rows nor the number of threads changes a published digit of influence."""

import duckdb
import pandas as pd

from orchestration.influence.checks import influence_checks
from tests.oracle.influence import Company
from tests.oracle.random_influence import random_company
from tests.unit.influence_models import CELLS, ESTIMATES, TABLES, build_models, load_company

FIGURES = ("int_influence_regression_cells", "int_influence_chances", "int_move_exposures",
           "int_influence_extra_moves")  # fmt: skip
PUBLISHED = """
    select units.level, units.name, claims.population, claims.ordinal, claims.to_ordinal,
        claims.verdict, round(exp(claims.log_ratio), 4) as ratio,
        round(exp(claims.log_low), 4) as low, round(exp(claims.log_high), 4) as high,
        round(claims.p_value, 6) as p, round(claims.q_value, 6) as q,
        round(extra.extra_moves, 2) as extra, round(chances.rate_unexposed, 9) as rate,
        round(exp(checks.log_poisson), 4) as poisson, round(exp(log_shrunken), 4) as shrunken,
        round(checks.prob_best, 6) as best
    from int_influence_claims as claims
    inner join (select unit_no, level, name from int_influence_units) as units
        on claims.unit_no = units.unit_no
    left join int_influence_extra_moves as extra on claims.claim_no = extra.claim_no
    left join int_influence_chances as chances on claims.claim_no = chances.claim_no
    left join checks on claims.claim_no = checks.claim_no
    order by all
"""


def figures(company: Company, threads: int, seed: int | None) -> pd.DataFrame:
    """Return what is published of a company whose rows are shuffled first, if there is a seed."""
    with duckdb.connect() as connection:
        connection.execute(f"set threads = {threads}; set preserve_insertion_order = false")
        load_company(connection, company)
        names = [line.split()[2] for line in TABLES.split(";") if "create table" in line]
        for name in names if seed is not None else []:
            connection.execute(
                f"create or replace table {name} as from {name} order by hash(rowid + {seed})"
            )
        build_models(connection, *CELLS, *ESTIMATES, *FIGURES)
        checks = influence_checks(
            connection.execute("from int_influence_claims").df(),
            connection.execute("from int_influence_regression_cells").df(),
        )
        connection.register("checks", checks)
        return connection.execute(PUBLISHED).df()


def test_order_and_threads_do_not_matter() -> None:
    company = random_company(3, accounts=400)
    once = figures(company, threads=1, seed=None)
    again = figures(company, threads=2, seed=5)
    assert (once["verdict"] != "not_enough_data").sum() >= 5
    assert once["best"].notna().sum() >= 5
    pd.testing.assert_frame_equal(once, again, check_exact=True)
