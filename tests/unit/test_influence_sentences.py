"""What a row of campaign_influence says in words, in English and in Chinese."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from tests.unit.influence_models import TABLES
from tests.unit.rendered_models import build_model

MEASURED = {
    "population": "all", "ordinal": 1, "to_ordinal": 2, "accounts_exposed": 40,
    "moves_exposed": 30.0, "moves_unexposed": 60.0, "days_exposed": 1000.0,
    "days_unexposed": 5000.0, "ratio_crude": 2.5, "ratio": 2.0, "ratio_low": 1.5,
    "ratio_high": 2.7, "has_enough_data": True, "p_value": 0.001, "q_value": 0.01,
    "overlap": 0.9, "extra_moves": 10.0, "extra_moves_low": 5.0, "extra_moves_high": 12.0,
    "spend": None, "chance_30d_exposed": 0.4, "chance_30d_unexposed": 0.2,
    "speed_vs_average": 1.5, "min_detectable_ratio": 1.4, "ratio_shrunken": 1.8,
    "prob_best": 0.5, "ratio_operational": 2.2, "ratio_campaign_free": 2.0, "ratio_poisson": 2.1,
    "ratio_full_engagement": 1.9, "placebo_ratio": 1.1, "placebo_low": 0.8, "placebo_high": 1.4,
    "e_value": 2.3, "failed_diagnostics": None, "evidence": "B", "verdict": "faster",
    "is_own_behaviour": False, "lacking": None,
}  # fmt: skip
FAILED = "poisson, full_engagement, placebo, e_value, overlap, chance"
UNCLEAR = {"evidence": "C", "verdict": "no_clear_difference", "failed_diagnostics": FAILED}
FEW = {"has_enough_data": False, "evidence": "D", "verdict": "not_enough_data",
       "lacking": "precision"}  # fmt: skip
OWN = {"is_own_behaviour": True, "evidence": "C", "failed_diagnostics": "self_selected, placebo"}
HELD = {"evidence": "A"}
# fmt: off
UNITS = (
    ("channel", "email", "email", {}),
    ("channel", "ads", "ads", UNCLEAR),
    ("channel", "website", "website", OWN),
    ("campaign", "c-1", "email", {}),
    ("campaign", "email", "email", FEW),
    ("campaign", 'it\'s "春"', "email", {"population": "target_accounts"}),
    ("holdout", "h1", "email", HELD),
    ("campaign", "one", "email", {**FEW, "moves_exposed": 1.0, "moves_unexposed": 1.0,
                                  "lacking": "moves"}),
    ("holdout", "h2", "post", {**FEW, "lacking": "overlap"}),
    ("campaign", "single", "email", {"moves_exposed": 1.0}),
)
# fmt: on


@pytest.fixture(scope="module")
def told() -> Iterator[duckdb.DuckDBPyConnection]:
    units = pd.DataFrame(
        [(number, *unit[:3]) for number, unit in enumerate(UNITS, 1)],
        columns=["unit_no", "level", "name", "channel"],
    )
    figures = pd.DataFrame(
        [
            {"unit_no": number, "level": level, "channel": channel, **MEASURED, **values}
            for number, (level, _, channel, values) in enumerate(UNITS, 1)
        ]
    )
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        connection.execute("""
            insert into stg_control__run values ('r', 'v', '2026-01-01', 20454);
            drop table stages;
            create table stages as from (values ('Aware', 1, '认知'), ('Engaged', 2, '互动'))
                as stages (stage, ordinal, label_zh);
            insert into int_holdouts values ('h1', null, 'c-2', 'email', 1000, 20000, 20100),
                ('h2', 'post', null, 'post', 1000, 20000, 20100);
            insert into int_complete_until values (20454);
            insert into int_holdout_arms values ('h1', 1, true), ('h1', 2, true), ('h1', 3, false);
            create table int_holdout_touches as select 'h1' as holdout_id, 1 as account_key;
            create table int_campaigns as from (values ('c-1', null), ('email', 'Mail'),
                ('it''s "春"', '春季 ''活动'' "Q1"')) as campaigns (campaign_id, name);
        """)
        connection.register("units", units)
        connection.register("figures", figures)
        connection.execute("create table int_influence_units as from units")
        connection.execute("create table int_influence_figures as from figures")
        build_model(connection, "campaign_influence")
        yield connection


def sentences(told: duckdb.DuckDBPyConnection, where: str) -> tuple[str, str, str]:
    """Return label and both sentences of the one row."""
    (row,) = told.execute(
        f"select label, sentence, sentence_zh from campaign_influence where {where}"
    ).fetchall()
    return row


def test_a_claim_says_how_much_how_sure_and_that_it_is_no_experiment(
    told: duckdb.DuckDBPyConnection,
) -> None:
    assert sentences(told, "level = 'channel' and name = 'email'") == (
        "email",
        "Aware accounts moved to Engaged at 2.00 times the rate in the 30 days after a touch by"
        " email (95 % interval 1.50 to 2.70; 30 moves after a touch; compared with similar"
        " account-days without one). 30-day chance 40.0 % against 20.0 %. Evidence B: association"
        " after adjustment, not an experiment.",
        "认知阶段客户在 email 触达后 30 天内进入互动阶段的频率是可比的无触达日子的 2.00 倍"
        "（95% 区间 1.50 至 2.70；触达后推进 30 次）。30 天推进概率 40.0 %，无触达 20.0 %。"
        "证据等级 B：调整后的相关，不是实验。",
    )


def test_what_is_not_clear_says_so_and_names_what_failed_in_words(
    told: duckdb.DuckDBPyConnection,
) -> None:
    _, english, chinese = sentences(told, "name = 'ads'")
    assert "(95 % interval 1.50 to 2.70: no clear difference; " in english
    assert english.endswith(
        "not an experiment; not confirmed by: regression, adjustment for all engagement,"
        " days 61 to 90 as a placebo, robustness to unobserved causes, overlap, significance."
    )
    assert "1.50 至 2.70，无明显差异；" in chinese
    assert chinese.endswith(
        "不是实验；未通过：回归模型、按全部互动调整、61 至 90 天安慰剂期、对未观测因素的稳健性、"
        "可比天数、显著性。"
    )


def test_own_visits_are_a_sign_and_no_influence(told: duckdb.DuckDBPyConnection) -> None:
    _, english, chinese = sentences(told, "name = 'website'")
    assert english.startswith("A sign of interest, not an influence: Aware accounts moved")
    assert "after a touch" not in english
    assert chinese.startswith("这是兴趣信号，不是影响：认知阶段客户自发访问 website 后 30 天内")


def test_a_campaign_without_a_name_is_told_by_its_id(told: duckdb.DuckDBPyConnection) -> None:
    assert sentences(told, "name = 'c-1'")[0] == "c-1"
    assert sentences(told, "level = 'campaign' and name = 'email'")[0] == "Mail"
    label, english, _ = sentences(told, "population = 'holdout h1'")
    assert label == "c-2"
    assert "at 2.00 times the rate of those held out of c-2 at random" in english


def test_an_experiment_that_was_not_kept_says_so(told: duckdb.DuckDBPyConnection) -> None:
    _, english, chinese = sentences(told, "population = 'holdout h1'")
    assert english.endswith(
        "1 of 2 accounts held out was touched all the same, which draws the ratio to 1."
    )
    assert chinese.endswith("对照组 2 个客户中有 1 个仍被触达，使倍数偏向 1。")
    failed = "select failed_diagnostics from campaign_influence where evidence = 'A'"
    assert told.execute(failed).fetchall() == [("contaminated",)]


def test_names_are_told_as_they_are(told: duckdb.DuckDBPyConnection) -> None:
    label, english, chinese = sentences(told, "name like 'it%'")
    assert label == "春季 '活动' \"Q1\""
    assert "after a touch by 春季 '活动' \"Q1\" (" in english
    assert chinese.startswith("目标认知阶段客户在 春季 '活动' \"Q1\" 触达后")


def test_too_little_data_is_told_without_a_ratio(told: duckdb.DuckDBPyConnection) -> None:
    assert sentences(told, "level = 'campaign' and name = 'email'")[1:] == (
        "Not enough comparable data to tell: 30 moves in the 30 days after a touch by Mail,"
        " 60 without one; the interval would be wider than a factor of 4.",
        "可比数据不足，无法判断：Mail 触达后 30 天内推进 30 次，无触达 60 次；区间宽于 4 倍。",
    )
    assert sentences(told, "name = 'post'")[1:] == (
        "Not enough comparable data to tell: 30 moves where post was allowed, 60 held out;"
        " over half of the former days have no comparable one.",
        "可比数据不足，无法判断：post 对照组以外推进 30 次，对照组 60 次；"
        "前者过半日子没有可比的日子。",
    )


def test_one_move_is_told_in_the_singular(told: duckdb.DuckDBPyConnection) -> None:
    assert sentences(told, "name = 'one'")[1] == (
        "Not enough comparable data to tell: 1 move in the 30 days after a touch by one,"
        " 1 without one; fewer than 10 of either on comparable days."
    )
    assert "; 1 move after a touch; " in sentences(told, "name = 'single'")[1]
