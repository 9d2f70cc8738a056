"""Limits of what a landing may lose: what cannot be used is named, what is left out has a value."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"
HEADER = "object,max_lost_share,least_rows,accepted_landing\n"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("touch,1,,", "line 2, object: 'touch': known are accounts, people"),
        ("touches,1.1,,", "line 2, max_lost_share: '1.1': expected 0 to 1"),
        ("touches,-0.1,,", "line 2, max_lost_share: '-0.1': expected 0 to 1"),
        ("touches,,0,", "line 2, least_rows: '0': expected at least 1"),
        ("touches,,,0", "line 2, accepted_landing: '0': expected at least 1"),
        (",0.5,,", "line 2, least_rows: '': the row for all objects needs a value"),
        (",,20,", "line 2, max_lost_share: '': the row for all objects needs a value"),
    ],
)
def test_a_limit_that_cannot_be_used_is_named(tmp_path: Path, row: str, words: str) -> None:
    (tmp_path / "landing_limits.csv").write_text(f"{HEADER}{row}\n")
    with pytest.raises(RuleError, match=words):
        judge_rules(read_rules(SEEDS, tmp_path))


def test_a_file_that_accepts_one_loss_leaves_the_limit_of_all_in_force(tmp_path: Path) -> None:
    (tmp_path / "landing_limits.csv").write_text("object,accepted_landing\ntouches,5\n")
    rules = read_rules(SEEDS, tmp_path)
    judge_rules(rules)
    assert [tuple(row.values()) for row in rules.rows("landing_limits")] == [
        ("touches", "", "", "5"),
        ("", "0.5", "100", ""),
    ]
