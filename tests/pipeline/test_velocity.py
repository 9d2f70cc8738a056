"""How fast and how often accounts move: the models against fractions, lifelines and by hand."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import median_survival_times

from tests.oracle.velocity import Spell, conversion, ninetieth_percentile, six_places
from tests.oracle.velocity_sql import ANY_FORWARD, STAGES, Histories, VelocityModels, spells_of
from tests.pipeline.conftest import Ran

pytestmark = pytest.mark.pipeline

KEY = ("grouped_by", "segment", "from_stage", "to_stage")
RATES = ("rate", "rate_low", "rate_high")
CHANCES = ("chance_30d", "chance_90d")
LARGEST_ROUNDING = 1e-6


@pytest.fixture(scope="session")
def models(ran: Ran) -> VelocityModels:
    """The compiled models; they hold no name of the home that compiled them."""
    return VelocityModels(ran.settings.dbt_dir / "target" / "compiled" / "account_progression")


@st.composite
def histories(draw: st.DrawFn, most_days: int = 130) -> Histories:
    """A few accounts, each with a few visits to stages; neighbouring stages differ."""
    drawn = {}
    for number in range(draw(st.integers(1, 12))):
        visits: list[tuple[int, int]] = []
        for _ in range(draw(st.integers(1, 5))):
            left = visits[-1][0] if visits else None
            stage = draw(st.sampled_from([n for n in range(len(STAGES)) if n != left]))
            visits.append((stage, draw(st.integers(1, most_days))))
        # The open spell may have begun on as_of.
        visits[-1] = (visits[-1][0], draw(st.integers(0, most_days)))
        segment = draw(st.sampled_from(["micro", "enterprise"]))
        drawn[f"a{number}"] = (segment, draw(st.sampled_from([None, "key"])), visits)
    return drawn


def few(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def expected_rows(
    spells: list[Spell], tiers: Mapping[str, str]
) -> dict[tuple[str, ...], dict[str, Any]]:
    return {**conversion(spells, tiers, STAGES)}


def assert_same(
    published: list[dict[str, Any]], expected: Mapping[tuple[str, ...], Mapping[str, Any]]
) -> None:
    rows = {tuple(row[name] for name in KEY): row for row in published}
    assert len(rows) == len(published)
    assert rows.keys() == expected.keys()
    for key, row in rows.items():
        for name, value in expected[key].items():
            if name in CHANCES:
                assert row[name] == six_places(value), (key, name)
            elif name in RATES and value is not None:
                assert abs(float(row[name]) - value) < LARGEST_ROUNDING, (key, name)
            else:
                assert row[name] == value, (key, name)


def tiers_of(drawn: Histories) -> dict[str, str]:
    return {account: tier for account, (_, tier, _) in drawn.items() if tier}


@few(40)
@given(drawn=histories())
def test_every_figure_of_a_drawn_company_is_the_one_counted_in_fractions(
    models: VelocityModels, drawn: Histories
) -> None:
    published = models.run(drawn)
    assert_same(published, expected_rows(spells_of(drawn), tiers_of(drawn)))
    assert models.run(drawn, backwards=True) == published


@few(15)
@given(drawn=histories(most_days=40))
def test_the_curve_and_its_medians_are_those_of_lifelines(
    models: VelocityModels, drawn: Histories
) -> None:
    models.run(drawn)
    compare_with_lifelines(
        spells_of(drawn),
        models.rows("steps.int_stage_curves"),
        models.rows("steps.int_stage_speeds"),
    )


def compare_with_lifelines(
    spells: list[Spell], curves: list[dict[str, Any]], speeds: list[dict[str, Any]]
) -> None:
    """Compare the moves of all accounts: S, its bounds, medians."""
    for speed in speeds:
        if speed["grouped_by"] != "all":
            continue
        move = (speed["from_ordinal"], speed["to_ordinal"])
        own = [spell for spell in spells if spell.stage == move[0]]
        made = [is_move(spell, move[1]) for spell in own]
        fitter = KaplanMeierFitter().fit([spell.days for spell in own], made)
        frame = fitter.confidence_interval_
        low, high = frame.iloc[:, 0], frame.iloc[:, 1]
        for row in curves:
            if row["grouped_by"] == "all" and (row["from_ordinal"], row["to_ordinal"]) == move:
                assert abs(fitter.predict(row["days"]) - row["survival"]) < 1e-9
                assert abs(low[row["days"]] - row["survival_low"]) < 1e-9
                assert abs(high[row["days"]] - row["survival_high"]) < 1e-9
        share = fitter.survival_function_.iloc[:, 0]
        for name, curve, theirs in [
            ("median_days", share, fitter.median_survival_time_),
            ("median_days_low", low, median_survival_times(frame.iloc[:, [0]])),
            ("median_days_high", high, median_survival_times(frame.iloc[:, [1]])),
        ]:
            # One half as a product of doubles is a coin toss for lifelines, and a bound that rises
            # again is not searched from the left; the first day is what is published.
            if (abs(curve - 0.5) > 1e-9).all() and curve.is_monotonic_decreasing:
                assert (speed[name] or float("inf")) == theirs, (move, name)
            first = next((day for day, value in curve.items() if value <= 0.5 + 1e-9), None)
            assert speed[name] == first, (move, name)


def is_move(spell: Spell, to: int) -> bool:
    if spell.goes_to is None:
        return False
    if to == ANY_FORWARD:
        return spell.goes_to > spell.stage
    return spell.goes_to == to or to == spell.stage


@few(25)
@given(
    ends=st.lists(st.sampled_from([None, 0, 2, 3]), min_size=2, max_size=12),
    days=st.permutations(range(20, 110, 3)),
)
def test_the_chance_is_that_of_lifelines_where_no_two_spells_end_on_a_day(
    models: VelocityModels, ends: list[int | None], days: list[int]
) -> None:
    drawn = {
        f"a{number}": ("micro", None, [(1, length), *([] if end is None else [(end, 1)])])
        for number, (end, length) in enumerate(zip(ends, days, strict=False))
    }
    rows = models.run(drawn)
    times = days[: len(ends)]
    for kind, makes in (("any_forward", (2, 3)), ("forward_by_one", (2,))):
        codes = [0 if end is None else 1 if end in makes else 2 for end in ends]
        if 1 not in codes:
            continue
        fitter = AalenJohansenFitter(calculate_variance=False).fit(
            times, codes, event_of_interest=1
        )
        (row,) = [
            row for row in rows
            if row["grouped_by"] == "all" and row["from_stage"] == "Aware"
            and row["move_kind"] == kind
        ]  # fmt: skip
        curve = fitter.cumulative_density_.iloc[:, 0]
        for within in (30, 90):
            chance = row[f"chance_{within}d"]
            if chance is not None:
                theirs = curve[curve.index <= within].iloc[-1]
                assert abs(float(chance) - theirs) < LARGEST_ROUNDING
        steps = {
            step["days"]: step["chance"] for step in models.rows("steps.int_stage_curves")
            if step["grouped_by"] == "all" and step["from_ordinal"] == 1
            and step["to_ordinal"] == (ANY_FORWARD if kind == "any_forward" else 2)
        }  # fmt: skip
        assert all(abs(curve[day] - value) < 1e-9 for day, value in steps.items())


def test_five_accounts_worked_out_by_hand(models: VelocityModels) -> None:
    """Five spells of Aware: forward on day 10, back on 20, forward on 20, open 40, forward on 50.

    Kaplan-Meier: 4/5 on day 10; 4 are there on day 20, one moves: 4/5 x 3/4 = 3/5; the one open
    since 40 days is gone on day 50, the last moves: 0. So the median is 50 days.
    Aalen-Johansen: 1/5 on day 10, then 4/5 x 1/4 = 1/5 on day 20: 2/5 within 30 days. After day 20
    4/5 x 2/4 = 2/5 are left, and all of it moves on day 50: 4/5 within 90 days.
    Rate: 1 of the 2 entered at least 90 days ago moved forward within 90 days.
    """
    rows = models.run(
        {
            "a": ("micro", None, [(1, 10), (2, 5)]),
            "b": ("micro", None, [(1, 20), (0, 100)]),
            "c": ("micro", None, [(1, 20), (3, 60)]),
            "d": ("micro", None, [(1, 40)]),
            "e": ("micro", None, [(1, 50), (2, 40)]),
        }
    )
    (row,) = [
        row for row in rows
        if row["segment"] == "all" and row["from_stage"] == "Aware" and row["to_stage"] == "any"
    ]  # fmt: skip
    counts = ("entered", "moved", "moved_elsewhere", "moved_back", "churned", "still_open")
    assert [row[name] for name in counts] == [5, 3, 0, 1, 0, 1]
    assert (row["median_days"], row["median_days_high"]) == (50, 50)
    assert (row["chance_30d"], row["chance_90d"]) == (Decimal("0.4"), Decimal("0.8"))
    # b and e were entered 120 and 90 days ago, the others later; e moved, b went back.
    assert (row["cohort"], row["cohort_moved"], row["rate"]) == (2, 1, Decimal("0.5"))
    assert row["loss_rank"] == 1


@few(25)
@given(drawn=histories(), newcomers=st.integers(1, 30))
def test_who_entered_yesterday_lowers_no_rate(
    models: VelocityModels, drawn: Histories, newcomers: int
) -> None:
    before = {tuple(row[name] for name in KEY): row for row in models.run(drawn)}
    joined = {f"n{n}": ("micro", "key", [(n % 6, 1)]) for n in range(newcomers)}
    for row in models.run({**drawn, **joined}):
        old = before.get(tuple(row[name] for name in KEY))
        if old is not None:
            assert [row[name] for name in RATES] == [old[name] for name in RATES]
            assert row["entered"] >= old["entered"]


def spells_published(ran: Ran) -> list[Spell]:
    """The published history as the oracle reads it."""
    rows = ran.query(
        "select account_id, segment, stage_ordinal, coalesce(duration_days, as_of - entered_on),"
        " lead(stage_ordinal) over (partition by account_id order by entered_on),"
        " as_of - entered_on, row_number() over (partition by account_id, stage"
        " order by entered_on) > 1 from account_stage_history"
    )
    return [Spell(*row) for row in rows]


def test_conversion_of_the_company_is_the_one_counted_in_fractions(ran: Ran) -> None:
    names = [*KEY, *conversion([Spell("a", "s", 0, 1, None, 1, False)], {}, STAGES)[
        "all", "all", "Unaware", "any"
    ]]  # fmt: skip
    rows = ran.query(f"select {', '.join(names)} from stage_conversion")
    tiers = dict(ran.query("select account_id, tier from account_stages where tier is not null"))
    assert len(set(tiers.values())) >= 2
    assert_same(
        [dict(zip(names, row, strict=True)) for row in rows],
        expected_rows(spells_published(ran), tiers),
    )


def test_curves_of_the_company_are_those_of_lifelines(ran: Ran, models: VelocityModels) -> None:
    visits: dict[str, list[tuple[int, int]]] = {}
    for account, stage, days in ran.query(
        "select account_id, stage_ordinal, coalesce(duration_days, as_of - entered_on)"
        " from account_stage_history order by account_id, entered_on"
    ):
        visits.setdefault(account, []).append((stage, days))
    company: Histories = {key: ("micro", None, spells) for key, spells in visits.items()}
    models.run(company)
    curves, speeds = models.rows("steps.int_stage_curves"), models.rows("steps.int_stage_speeds")
    assert sum(row["median_days"] is not None for row in speeds) >= 3
    compare_with_lifelines(spells_of(company), curves, speeds)


def test_who_is_stuck_has_been_there_longer_than_nine_in_ten_that_left(ran: Ran) -> None:
    spells = [spell for spell in spells_published(ran) if spell.goes_to is not None]
    verdicts = set()
    for segment, stage, days, limit, is_stuck in ran.query(
        "select segment, stage_ordinal, days_in_stage, stuck_after_days, is_stuck"
        " from account_stages"
    ):
        left = [spell for spell in spells if spell.stage == stage]
        own = ninetieth_percentile([spell.days for spell in left if spell.segment == segment])
        expected = own if own is not None else ninetieth_percentile([spell.days for spell in left])
        if stage == len(STAGES) - 1:
            assert (limit, is_stuck) == (None, False)
        else:
            assert limit == expected
            assert is_stuck == (None if expected is None else days > expected)
        verdicts.add(is_stuck)
    assert verdicts == {True, False}


def test_the_distribution_of_each_day_counts_every_account_once(ran: Ran) -> None:
    days = ran.query(
        "with cells as (select distinct segment, stage from stage_distribution),"
        " told as (select days.day, cells.segment, cells.stage, coalesce(arg_max("
        " distribution.accounts, distribution.day), 0) as accounts from"
        " (select distinct day from stage_distribution) as days cross join cells"
        " left join stage_distribution as distribution on cells.segment = distribution.segment"
        " and cells.stage = distribution.stage and distribution.day <= days.day group by all)"
        " select day, sum(accounts), (select count(distinct account_id) from account_stage_history"
        " where entered_on <= day) from told group by day"
    )
    assert len(days) > 100
    assert all(told == there for _, told, there in days)
