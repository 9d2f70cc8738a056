"""Experiments, hours of outreach and search terms: what the tables claim of counts by hand."""

from math import isclose, sqrt
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.settings import DBT_SOURCES
from tests.oracle.performance_tables import newcombe, wilson
from tests.unit.rendered_models import build_model, load_seed

RUN = """
create table stg_control__run as
select 20634 as as_of_day, date '2026-06-30' as as_of, 'run' as run_id, 'rules' as rules_version
"""
PEOPLE = """
create table int_experiment_people (
    level varchar, name varchar, actor_key integer, variant varchar, first_day integer,
    is_mixed boolean, is_followed boolean, has_answered boolean
)
"""
BONFERRONI = 3.62


def published(connection: duckdb.DuckDBPyConnection, model: str) -> list[dict[str, Any]]:
    """Build a mart and return its rows by column name."""
    build_model(connection, model)
    found = connection.execute(f"from {model}")
    names = [column[0] for column in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def experiment(*arms: tuple[str, int, int]) -> dict[str, dict[str, Any]]:
    """Return the published rows of one experiment, given responses and people of each variant."""
    with duckdb.connect() as connection:
        connection.execute(RUN)
        connection.execute(PEOPLE)
        connection.execute(
            "create table int_campaigns (campaign_id varchar, name varchar, channel varchar)"
        )
        connection.execute("create table stg_web__content (content_id varchar, name varchar)")
        for variant, responses, people in arms:
            connection.execute(
                "insert into int_experiment_people select 'content', 'page', i, ?, 100, false, "
                "true, i < ? from range(?) as people(i)",
                [variant, responses, people],
            )
        return {row["variant"]: row for row in published(connection, "content_experiments")}


def test_the_interval_of_a_difference_is_that_of_newcombes_example() -> None:
    # Newcombe (1998), table II, example (a), method 10: 56/70 - 48/80 = 0.2 (0.0524, 0.3339).
    row = experiment(("A", 48, 80), ("B", 56, 70))["B"]
    assert isclose(row["difference"], 0.2, abs_tol=1e-6)
    assert isclose(row["difference_low"], 0.0524, abs_tol=5e-5)
    assert isclose(row["difference_high"], 0.3339, abs_tol=5e-5)
    assert row["verdict"] == "better"


@pytest.mark.parametrize(
    ("control", "variant", "verdict"),
    [
        ((56, 70), (48, 80), "worse"),
        ((30, 100), (31, 100), "no_clear_difference"),
        ((1, 49), (40, 49), "not_enough_data"),
        ((0, 60), (9, 60), "not_enough_data"),
        ((0, 60), (10, 60), "better"),
        ((0, 60), (0, 0), "not_enough_data"),
    ],
)
def test_a_verdict_needs_people_responses_and_a_clear_interval(
    control: tuple[int, int], variant: tuple[int, int], verdict: str
) -> None:
    if variant[1] == 0:  # Somebody saw it, whose days are not over.
        with duckdb.connect() as connection:
            connection.execute(RUN)
            connection.execute(PEOPLE)
            connection.execute(
                "create table int_campaigns (campaign_id varchar, name varchar, channel varchar)"
            )
            connection.execute("create table stg_web__content (content_id varchar, name varchar)")
            connection.execute(
                "insert into int_experiment_people values "
                "('content', 'page', 1, 'A', 100, false, true, true), "
                "('content', 'page', 2, 'B', 100, false, false, false)"
            )
            rows = published(connection, "content_experiments")
        found = {row["variant"]: row for row in rows}["B"]
        assert found["response_rate"] is None
        assert found["people_waiting"] == 1
    else:
        found = experiment(("A", *control), ("B", *variant))["B"]
    assert found["verdict"] == verdict
    assert (found["verdict"] == "control") == found["is_control"]


def test_people_needed_are_those_of_the_textbook() -> None:
    # Two proportions of 0.1 and 0.2, 5 % and 80 %: 197 or so without continuity correction.
    row = experiment(("A", 10, 100), ("B", 20, 100))["B"]
    assert row["people_needed"] == 197
    assert experiment(("A", 10, 100), ("B", 10, 100))["B"]["people_needed"] is None


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 80)), min_size=2, max_size=4))
def test_every_variant_is_compared_to_the_first(drawn: list[tuple[int, int]]) -> None:
    arms = [(f"v{n}", min(counts), max(counts)) for n, counts in enumerate(drawn)]
    rows = experiment(*arms)
    control = rows["v0"]
    assert control["verdict"] == "control"
    for name, responses, people in arms:
        row = rows[name]
        low, high = wilson(responses, people)
        assert isclose(row["rate_low"], low, abs_tol=1e-6)
        assert isclose(row["rate_high"], high, abs_tol=1e-6)
        if name != "v0":
            low, high = newcombe(responses, people, control["responses"], control["people"])
            assert isclose(row["difference_low"], low, abs_tol=2e-6)
            assert isclose(row["difference_high"], high, abs_tol=2e-6)


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.integers(1, 7), st.integers(0, 23)),
        st.tuples(st.integers(0, 300), st.integers(1, 300)),
        min_size=1,
        max_size=8,
    )
)
def test_an_hour_is_better_by_a_score_test_over_all_hours(
    drawn: dict[tuple[int, int], tuple[int, int]],
) -> None:
    hours = {key: (min(counts), max(counts)) for key, counts in drawn.items()}
    with duckdb.connect() as connection:
        connection.execute(RUN)
        connection.execute(
            "create table int_outreach_hours (channel varchar, weekday integer, hour integer, "
            "attempts hugeint, successes hugeint, attempts_zone_assumed hugeint)"
        )
        for (weekday, hour), (successes, attempts) in hours.items():
            connection.execute(
                "insert into int_outreach_hours values ('call', ?, ?, ?, ?, 0)",
                [weekday, hour, attempts, successes],
            )
        rows = published(connection, "outreach_timing")
    rate = sum(part for part, _ in hours.values()) / sum(whole for _, whole in hours.values())
    for row in rows:
        successes, attempts = hours[row["weekday"], row["hour"]]
        deviation = sqrt(rate * (1 - rate) / attempts)
        score = (successes / attempts - rate) / deviation if deviation else 0.0
        if abs(abs(score) - BONFERRONI) > 1e-6:
            expected = "better" if score > BONFERRONI else "worse" if score < -BONFERRONI else ""
            expected = expected or "no_clear_difference"
            assert row["verdict"] == ("not_enough_data" if attempts < 30 else expected)
        assert isclose(row["channel_rate"], rate, abs_tol=1e-6)


@pytest.mark.parametrize("kind", ["event_registered", "webinar_registered"])
def test_by_default_a_registration_answers_its_invitation(kind: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(RUN)
        load_seed(connection, DBT_SOURCES / "seeds" / "outreach_outcomes.csv")
        connection.execute("alter table outreach_outcomes alter within_days type integer")
        connection.execute(f"""
            create table int_touches as
            select 1 as actor_key, 9 as account_key, channel, 'c' as campaign_id, kind,
                10 as touch_day, occurred_at, 1 as quantity, true as is_counted
            from (values
                ('event', 'email_sent', timestamp '1970-01-11 08:00:00'),
                ('event', '{kind}', timestamp '1970-01-12 08:00:00'),
                ('email', 'email_sent', timestamp '1970-01-11 08:00:00')
            ) as touches (channel, kind, occurred_at)
        """)
        build_model(connection, "int_outreach_attempts")
        found = connection.execute(
            "select channel, attempts, successes from int_outreach_attempts order by channel"
        ).fetchall()
    assert found == [("email", 1, 0), ("event", 1, 1)]


@pytest.mark.parametrize(
    ("words", "brands"),
    [
        ([], {"acme tool": None, "acmelike": None, "爱可美 软件": None}),
        (["Acme", "爱可美"], {"acme tool": True, "acmelike": False, "爱可美 软件": True}),
        (["tools"], {"acme tool": False, "acmelike": False, "爱可美 软件": False}),
    ],
)
def test_a_search_is_for_the_brand_if_it_holds_a_word_of_it(
    words: list[str], brands: dict[str, bool | None]
) -> None:
    with duckdb.connect() as connection:
        connection.execute(RUN)
        connection.execute("create table brand_terms (term varchar)")
        connection.executemany("insert into brand_terms values (?)", [[w] for w in words or [""]])
        connection.execute("delete from brand_terms where term = ''")
        connection.execute(
            "create table int_months as select 20605 as month_day, 20635 as next_month_day"
        )
        connection.execute(
            "create table int_search_cohorts (term varchar, month_day integer, people integer, "
            "leads integer, mqls integer, sqls integer)"
        )
        connection.execute(
            "create table int_search_days (term varchar, month_day integer, actor_key integer, "
            "account_key integer, visits integer, ad_clicks integer)"
        )
        for term in brands:
            connection.execute("insert into int_search_days values (?, 20605, -1, 1, 2, 1)", [term])
        rows = published(connection, "search_terms")
    assert {row["term"]: row["is_brand"] for row in rows} == brands
    assert {row["visitors"] for row in rows} == {1}
