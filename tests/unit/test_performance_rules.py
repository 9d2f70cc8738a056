"""Figures of money and rules of outreach that cannot be used are refused with one clear error."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("finance", "name,value\ngross_margin,70", "line 2, value: '70': expected more than 0"),
        ("finance", "name,value\nannual_churn_rate,none", "value: 'none': expected more than 0"),
        ("finance", "name,value\ncustomer_lifetime_years,0", "more than 0 and up to 100"),
        ("finance", "name,value\ncompany_currency,Euro", "line 2, value: 'Euro': expected a code"),
        ("currency_rates", "currency,valid_from,rate\nEUR,2026-01-01,0", "line 2, rate: '0'"),
        ("currency_rates", "currency,valid_from,rate\n€,2026-01-01,2", "currency: '€': expected"),
        ("currency_rates", "currency,valid_from,rate\nusd,2026-01-01,7.1", "'7.1': one unit of"),
        ("currency_rates", "currency,valid_from,rate\nEUR,2026-01-01,1\neur,2026-01-01,2", "once"),
        ("outreach_outcomes", "kind,outcome_kind,within_days\nfax_sent,,", "kind: 'fax_sent': no"),
        ("outreach_outcomes", "kind,outcome_kind,within_days\nsms_sent,sms_read,1", "'sms_read'"),
        ("outreach_outcomes", "kind,outcome_kind,within_days\nsms_sent,sms_replied,", "0 to 90"),
        ("outreach_outcomes", "kind,outcome_kind,within_days\nsms_sent,sms_replied,91", "0 to 90"),
        ("outreach_outcomes", "kind,outcome_kind,within_days\nsms_sent,,3", "nothing is waited"),
        (
            "outreach_outcomes",
            "kind,outcome_kind,within_days\ncall_connected,call_connected,\n"
            "call_connected,meeting_held,3",
            "line 3, outcome_kind: 'meeting_held': it succeeds at once",
        ),
        ("country_time_zones", "country,time_zone\nDE,Europe/Bonn", "'Europe/Bonn': no time zone"),
    ],
)
def test_a_wrong_row_names_its_line(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / f"{name}.csv").write_text(text + "\n")
    with pytest.raises(RuleError, match=words):
        judge_rules(read_rules(SEEDS, tmp_path))


def test_a_company_that_states_its_margin_alone_keeps_the_default_currency(tmp_path: Path) -> None:
    (tmp_path / "finance.csv").write_text("name,value\ngross_margin,0.7\n")
    rules = read_rules(SEEDS, tmp_path)
    judge_rules(rules)
    figures = {row["name"]: row["value"] for row in rules.rows("finance")}
    assert figures == {"gross_margin": "0.7", "company_currency": "USD"}


def test_a_company_of_another_currency_gets_no_rate_that_it_did_not_state(tmp_path: Path) -> None:
    (tmp_path / "finance.csv").write_text("name,value\ncompany_currency,EUR\n")
    rules = read_rules(SEEDS, tmp_path)
    judge_rules(rules)
    assert not [row for row in rules.rows("currency_rates") if row["currency"] != "EUR"]


def test_figures_that_nothing_computes_with_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "finance.csv").write_text("name,value\ncompany_currency,EUR\nfounded,1998\n")
    judge_rules(read_rules(SEEDS, tmp_path))


def test_countries_that_other_rules_name_have_a_time_zone() -> None:
    rules = read_rules(SEEDS)
    known = {row["country"].lower() for row in rules.rows("country_time_zones")}
    named = {
        item.strip().lower()
        for file in ("icp_rules", "scoring_rules")
        for row in rules.rows(file)
        if row["field"] == "country"
        for item in row["value"].split("|")
    }
    assert len(named) > 20
    assert named <= known
