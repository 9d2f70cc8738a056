"""What keeps a claim of influence from grade B."""

from math import log

import duckdb
import pytest

from tests.unit.rendered_models import build_model

# A claim that passes every diagnostic: ratio 2 (1.5 to 2.7), placebo around 1.
CLAIM = {
    "claim_no": 1, "unit_no": 1, "level": "'channel'", "channel": "'event'", "population": "'all'",
    "ordinal": 1, "to_ordinal": 2, "log_ratio": log(2), "log_low": log(1.5), "log_high": log(2.7),
    "q_value": 0.01, "overlap": 0.95, "has_enough_data": True, "is_own_behaviour": False,
}  # fmt: skip
ESTIMATES = """
    create table int_influence_estimates as
    select 1 as unit_no, 'channel' as level, 'event' as channel, 0 as lag, 'full_engagement' as basis,
        'all' as population, 1 as ordinal, 2 as to_ordinal,
        ln(1.8) as log_ratio, ln(1.4) as log_low, ln(2.5) as log_high
    union all
    select 2, 'lag', 'event', 5, 'replayed', 'all', 1, 2, ln({placebo}), ln({placebo} * 0.7), ln({placebo} * 1.4)
"""  # noqa: E501


def diagnosed(
    engaged: int = 50, poisson: float = 1.9, placebo: float = 1.0, **changed: object
) -> tuple[str, str | None]:
    """Return grade and failed diagnostics of the claim with `engaged` of 100 days engaged."""
    with duckdb.connect() as connection:
        columns = ", ".join(f"{value} as {name}" for name, value in (CLAIM | changed).items())
        connection.execute(f"create table int_influence_claims as select {columns}")
        connection.execute(
            "create table int_influence_checks as "
            f"select 1 as claim_no, ln({poisson}) as log_poisson"
        )
        connection.execute(ESTIMATES.format(placebo=placebo))
        connection.execute(
            "create table int_influence_regression_cells as select * from (values "
            f"(1, 0, {40 - engaged * 0.4}, {60 - engaged * 0.6}), "
            f"(1, 3, {engaged * 0.4}, {engaged * 0.6})) "
            "as cells(claim_no, bin, days_exposed, days_unexposed)"
        )
        build_model(connection, "int_influence_diagnostics")
        return connection.execute(
            "select evidence, failed_diagnostics from int_influence_diagnostics"
        ).fetchall()[0]


def test_a_claim_that_passes_every_diagnostic_is_of_grade_b() -> None:
    assert diagnosed() == ("B", None)


@pytest.mark.parametrize(
    ("changed", "failed"),
    [
        ({"engaged": 9}, "engagement_seen"),
        ({"poisson": 2.5}, "poisson"),
        ({"placebo": 2.0}, "placebo"),
        ({"log_low": log(1.1)}, "e_value"),
        ({"overlap": 0.7}, "overlap"),
        ({"q_value": 0.2}, "chance"),
        ({"is_own_behaviour": True}, "self_selected"),
    ],
)
def test_each_diagnostic_alone_keeps_a_claim_at_grade_c(
    changed: dict[str, object], failed: str
) -> None:
    assert diagnosed(**changed) == ("C", failed)  # type: ignore[arg-type]


def test_a_tenth_of_days_with_engagement_is_enough() -> None:
    assert diagnosed(engaged=10) == ("B", None)
