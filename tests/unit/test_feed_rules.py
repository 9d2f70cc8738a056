"""Costs of intent feeds that cannot be used are refused with one clear error."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"
HEADER = "name,value\ncompany_currency,USD\n"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("intent_feed_cost,100", "line 3, name: 'intent_feed_cost': expected 'intent_feed_cost'"),
        ("intent_feed_cost g2,much", "line 3, value: 'much': expected an amount"),
        ("intent_feed_cost g2,-1", "line 3, value: '-1': expected an amount"),
        ("intent_feed_cost g2,nan", "line 3, value: 'nan': expected an amount"),
    ],
)
def test_a_wrong_cost_names_its_line(tmp_path: Path, row: str, words: str) -> None:
    (tmp_path / "finance.csv").write_text(f"{HEADER}{row}\n")
    with pytest.raises(RuleError, match=words):
        judge_rules(read_rules(SEEDS, tmp_path))


def test_a_cost_of_a_provider_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "finance.csv").write_text(f"{HEADER}intent_feed_cost Big Data Co,12000.50\n")
    judge_rules(read_rules(SEEDS, tmp_path))
