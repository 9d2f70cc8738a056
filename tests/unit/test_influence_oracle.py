"""Influence agrees with a count of every account-day, to the last digit of a double."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.oracle.influence import (
    CAMPAIGN_FREE,
    LAG_ENDS,
    Company,
    Day,
    Estimate,
    benjamini_hochberg,
    days_of_unit,
    estimate,
    half_width,
    has_enough_data,
)
from tests.oracle.random_influence import SEGMENTS, random_company
from tests.unit.influence_models import CELLS, ESTIMATES, build_models, load_company

BASES = ("replayed", "full_engagement", "operational", CAMPAIGN_FREE)
Key = tuple[str, str, str, str, int, int]
FOUND = """
    select units.level, case units.level when 'lag' then units.channel || ' ' || units.lag
            else units.name end,
        estimates.basis, estimates.population, estimates.ordinal, estimates.to_ordinal,
        moves_exposed, moves_unexposed, days_exposed, days_unexposed,
        informative_exposed, informative_unexposed, overlap,
        log_ratio, sparse_error, jackknife_error, p_value, has_enough_data
    from int_influence_estimates as estimates
    inner join int_influence_units as units using (unit_no)
"""


def units(company: Company) -> Iterator[tuple[str, str, str, str]]:
    """Yield level, published name, channel and what tells the unit's days."""
    exposed = {touch.channel for touch in company.touches if touch.exposures}
    for channel in company.channels:
        if channel in exposed:
            yield "channel", channel, channel, channel
        for lag in range(1, len(LAG_ENDS) + 1):
            yield "lag", f"{channel} {lag}", channel, str(lag)
    for campaign, channel in company.home.items():
        yield "campaign", campaign, channel, campaign


def expected(company: Company) -> dict[Key, Estimate]:
    """Return every estimate with exposed days."""
    found: dict[Key, Estimate] = {}
    for level, label, channel, name in units(company):
        for basis in BASES if level != "lag" else BASES[:1]:
            days = days_of_unit(company, level, name, channel, basis)
            for population in ("all", "target_accounts", *SEGMENTS):
                for ordinal in range(5):
                    kept = [one for one in days if _belongs(one, population, ordinal)]
                    if any(one.is_exposed for one in kept):
                        for target in [-1, *range(ordinal + 1, 6)]:
                            key = (level, label, basis, population, ordinal, target)
                            found[key] = estimate(kept, None if target < 0 else target)
    return found


def _belongs(day: Day, population: str, ordinal: int) -> bool:
    if day.ordinal != ordinal:
        return False
    if population == "target_accounts":
        return day.account.is_target
    return population in ("all", day.segment)


@pytest.mark.parametrize(
    ("seed", "channels", "accounts", "days"), [(1, 2, 20, 220), (2, 3, 9, 420), (4, 8, 12, 150)]
)
def test_every_estimate_is_that_of_the_account_days(
    seed: int, channels: int, accounts: int, days: int
) -> None:
    company = random_company(seed, channels, accounts, days)
    with duckdb.connect() as connection:
        load_company(connection, company)
        build_models(connection, *CELLS, *ESTIMATES)
        found = {row[:6]: row[6:] for row in connection.execute(FOUND).fetchall()}
        claims = _claims(connection)
    wanted = expected(company)
    assert found.keys() == wanted.keys()
    assert sum(one.log_ratio is not None for one in wanted.values()) > 20
    for key, one in wanted.items():
        assert found[key][:6] == (*one.moves, *one.days, *one.informative), key
        overlap, log_ratio, sparse, jackknife, p_value, is_enough = found[key][6:]
        assert overlap == pytest.approx(one.overlap, abs=1e-12), key
        if one.log_ratio is not None and half_width(one) < 13.8:
            assert log_ratio == pytest.approx(one.log_ratio, abs=1e-9), key
            assert p_value == pytest.approx(one.p_value, abs=2e-7), key
        else:
            assert log_ratio is None, key
        assert sparse == pytest.approx(one.sparse_error, abs=1e-9), key
        if key[2] == "replayed":
            assert jackknife == pytest.approx(one.jackknife_error, abs=1e-7), key
            assert is_enough == has_enough_data(one), key
    _compare_claims(claims, wanted)


def _claims(connection: duckdb.DuckDBPyConnection) -> dict[Key, tuple[float | None, str]]:
    rows = connection.execute(
        """
        select units.level, units.name, 'replayed', population, ordinal, to_ordinal,
            q_value, verdict
        from int_influence_claims inner join int_influence_units as units using (unit_no)
        """
    ).fetchall()
    return {row[:6]: row[6:] for row in rows}


def _compare_claims(
    claims: dict[Key, tuple[float | None, str]], wanted: dict[Key, Estimate]
) -> None:
    published = {
        key: one
        for key, one in wanted.items()
        if key[0] != "lag" and key[2] == "replayed" and (key[3] == "all" or has_enough_data(one))
    }
    assert claims.keys() == published.keys()
    told = {key: one for key, one in published.items() if has_enough_data(one)}
    q_values = benjamini_hochberg({key: one.p_value or 0.0 for key, one in told.items()})
    for key, one in published.items():
        q_value, verdict = claims[key]
        if key not in told:
            assert (q_value, verdict) == (None, "not_enough_data"), key
            continue
        assert q_value == pytest.approx(q_values[key], abs=1e-5), key
        log_ratio, width = one.log_ratio or 0.0, half_width(one)
        is_sure = q_values[key] <= 0.1
        assert verdict == (
            "faster" if is_sure and log_ratio > width
            else "slower" if is_sure and log_ratio < -width
            else "no_clear_difference"
        ), key  # fmt: skip
