"""Corner cases of influence, each on a company made for it, and agreement with textbooks."""

import math
import random
from datetime import date

import duckdb
import pandas as pd
import pytest
from lifelines import CoxTimeVaryingFitter

from tests.oracle.influence import Account, Company, Spell, Touch, days_of_unit
from tests.unit.influence_models import CELLS, ESTIMATES, build_models, load_company

SEGMENTS = {-1_000_000: "all of them"}


def account(key: int, *spells: Spell, group: int | None = None) -> Account:
    histories = {name: list(spells) for name in ("", "email", "ads")}
    return Account(key, 0, key % 20 if group is None else group, False, SEGMENTS, histories)


def touch(key: int, day: int, channel: str = "email", campaign: str | None = "c1") -> Touch:
    return Touch(key, channel, campaign, day, 1, 0)


def estimates(company: Company) -> pd.DataFrame:
    """Return the estimates over all accounts on replayed stages."""
    with duckdb.connect() as connection:
        load_company(connection, company)
        build_models(connection, *CELLS, *ESTIMATES)
        found = connection.execute(
            """
            select level, units.name, ordinal, to_ordinal, moves_exposed, moves_unexposed,
                days_exposed, days_unexposed, log_ratio, jackknife_error, has_enough_data
            from int_influence_estimates as estimates
            inner join (select unit_no, name from int_influence_units) as units using (unit_no)
            where basis = 'replayed' and population = 'all'
            """
        ).df()
    return found.set_index(["level", "name", "ordinal", "to_ordinal"])


def test_a_touch_on_the_day_of_the_move_exposes_to_nothing() -> None:
    moved = account(1, Spell(0, 0, 10, 1), Spell(1, 10, None, None))
    stayed = account(2, Spell(0, 0, None, None))
    found = estimates(Company([moved, stayed], [touch(1, 10), touch(2, 4)], 30))
    row = found.loc[("campaign", "c1", 0, 1)]
    assert (row["moves_exposed"], row["moves_unexposed"]) == (0, 1)
    # Days 5 to 30 of the second account; the other was at risk until day 10.
    assert (row["days_exposed"], row["days_unexposed"]) == (26, 14)
    assert math.isnan(row["log_ratio"])


def test_a_campaign_after_the_move_has_no_part_in_it() -> None:
    moved = account(1, Spell(0, 0, 10, 1), Spell(1, 10, None, None))
    found = estimates(Company([moved], [touch(1, 12)], 30))
    assert ("campaign", "c1", 0, 1) not in found.index
    assert found.loc[("campaign", "c1", 1, 2), "days_exposed"] == 18


def test_exposure_is_carried_into_the_next_stage_and_ends_after_thirty_days() -> None:
    moved = account(1, Spell(0, 0, 10, 1), Spell(1, 10, None, None))
    found = estimates(Company([moved], [touch(1, 5)], 60))
    assert found.loc[("channel", "email", 0, 1), "days_exposed"] == 5
    assert found.loc[("channel", "email", 0, 1), "moves_exposed"] == 1
    assert found.loc[("channel", "email", 1, 2), "days_exposed"] == 25


def test_skipped_stages_are_a_move_from_where_it_began() -> None:
    moved = account(1, Spell(0, 0, 10, 3), Spell(3, 10, None, None))
    found = estimates(Company([moved], [touch(1, 5)], 30))
    assert found.loc[("channel", "email", 0, 3), "moves_exposed"] == 1
    assert found.loc[("channel", "email", 0, -1), "moves_exposed"] == 1
    assert found.loc[("channel", "email", 0, 1), "moves_exposed"] == 0
    assert not {1, 2} & set(found.index.get_level_values("ordinal"))


def test_a_move_backward_ends_the_risk_and_is_no_move_forward() -> None:
    fell = account(1, Spell(2, 0, 10, 1), Spell(1, 10, None, None))
    found = estimates(Company([fell], [touch(1, 5)], 30))
    assert found.loc[("channel", "email", 2, -1), "moves_exposed"] == 0
    assert found.loc[("channel", "email", 2, -1), "days_exposed"] == 5


def test_a_campaign_of_one_account_is_no_evidence() -> None:
    """Every exposed move is one account's: without its group there is no ratio."""
    back_and_forth = [
        Spell(day % 2, 4 * day, 4 * day + 4, (day + 1) % 2) for day in range(60)
    ]  # fmt: skip
    touched = account(1, *back_and_forth)
    others = [account(key, *back_and_forth) for key in range(2, 40)]
    touches = [touch(1, day) for day in range(20, 200, 20)]
    row = estimates(Company([touched, *others], touches, 240)).loc[("campaign", "c1", 0, 1)]
    assert row["moves_exposed"] > 10
    assert math.isfinite(row["log_ratio"])
    assert math.isnan(row["jackknife_error"])
    assert not row["has_enough_data"]


def test_siblings_are_compared_with_siblings() -> None:
    """Two campaigns of a channel: each day of either is exposed, and compared with its like."""
    people = [account(key, Spell(0, 0, None, None)) for key in (1, 2, 3)]
    touches = [touch(1, 0), touch(1, 0, campaign="c2"), touch(2, 0, campaign="c2")]
    found = estimates(Company(people, touches, 30))
    for name, days in (("c1", (30, 60)), ("c2", (60, 30))):
        row = found.loc[("campaign", name, 0, 1)]
        assert (row["days_exposed"], row["days_unexposed"]) == days


def test_strata_are_not_multiplied_by_the_groups_of_the_jackknife() -> None:
    """Every campaign meets all strata of its channel: times 20 groups they fill the memory."""
    company = company_with_ratio(2.0)
    with duckdb.connect() as connection:
        load_company(connection, company)
        build_models(connection, *CELLS)
        rows, strata, groups = connection.execute(
            """
            select count(*), count(distinct (unit_no, basis, has_siblings, stratum)),
                (select count(distinct jackknife_group) from int_channel_cells)
            from int_influence_strata
            """
        ).fetchone()
    assert groups == 20
    assert rows == strata


def test_the_textbook_ratio_of_person_time() -> None:
    """Rothman's table of clozapine users, as in R fmsb::IRRMH: 0.4689, 90 % 0.410 to 0.536."""
    rows = [
        (1, 62119, 15763, 196, 111), (2, 6085, 2780, 167, 157),
    ]  # fmt: skip
    with duckdb.connect() as connection:
        load_company(connection, Company([], [], 100))
        connection.execute(
            "insert into int_account_segments values (1, 'old', 0, 9), (2, 'young', 0, 9)"
        )
        build_models(connection, *CELLS)
        columns = [row[0] for row in connection.execute("describe int_influence_strata").fetchall()]
        for segment, exposed, unexposed, moves, others in rows:
            values = dict.fromkeys(columns, 0) | {
                "unit_no": 1, "basis": "replayed", "has_siblings": False, "stratum": segment,
                "segment_no": segment, "days_exposed": exposed, "days_unexposed": unexposed,
                "moves_1_exposed": moves, "moves_1_unexposed": others,
            }  # fmt: skip
            marks = ", ".join("?" * len(columns))
            connection.execute(
                f"insert into int_influence_strata values ({marks})",
                [values[column] for column in columns],
            )
        connection.execute(
            "insert into int_influence_units by name "
            "select 1 as unit_no, 'channel' as level, 'email' as name, 'email' as channel, 0 as lag"
        )
        build_models(connection, *ESTIMATES)
        ratio, error = connection.execute(
            "select exp(log_ratio), sparse_error from int_influence_estimates "
            "where population = 'all' and to_ordinal = 1"
        ).fetchone()
    assert ratio == pytest.approx(0.4689, abs=5e-5)
    assert ratio * math.exp(-1.6448536 * error) == pytest.approx(0.410, abs=5e-4)
    assert ratio * math.exp(1.6448536 * error) == pytest.approx(0.536, abs=5e-4)


def test_the_ratio_is_that_of_a_cox_regression_with_time_varying_exposure() -> None:
    fitter = CoxTimeVaryingFitter()
    company = company_with_ratio(2.0)
    row = estimates(company).loc[("channel", "email", 0, 1)]
    days = days_of_unit(company, "channel", "email", "email", "replayed")
    frame = pd.DataFrame(
        {
            "account": day.account.key,
            "exposed": int(day.is_exposed),
            "moved": int(day.moved_to is not None),
        }
        for day in days
        if day.ordinal == 0
    )
    frame["stop"] = frame.groupby("account").cumcount() + 1
    frame["start"] = frame["stop"] - 1
    fitter.fit(frame, id_col="account", event_col="moved", start_col="start", stop_col="stop")
    error = fitter.standard_errors_["exposed"]
    assert row["log_ratio"] == pytest.approx(fitter.params_["exposed"], abs=0.5 * error)
    assert row["log_ratio"] == pytest.approx(math.log(2), abs=3 * error)
    assert row["jackknife_error"] == pytest.approx(error, rel=0.6)


def company_with_ratio(ratio: float) -> Company:
    """Return accounts in one stage that move `ratio` times as often in 30 days after a mail."""
    rng = random.Random(date(2026, 1, 1).toordinal())
    accounts, touches = [], []
    for key in range(1, 401):
        mailed: list[int] = []
        moved = None
        for day in range(121):
            is_exposed = any(1 <= day - one <= 30 for one in mailed)
            if day and rng.random() < 0.006 * (ratio if is_exposed else 1):
                moved = day
                break
            if rng.random() < 0.012:
                mailed.append(day)
        spells = [Spell(0, 0, moved, 1 if moved else None)]
        if moved:
            spells.append(Spell(1, moved, None, None))
        accounts.append(account(key, *spells))
        touches += [touch(key, day) for day in mailed]
    return Company(accounts, touches, 120)
