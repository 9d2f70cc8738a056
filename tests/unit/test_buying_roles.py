"""Titles as they stand in CRMs have the role that a salesperson would give them.

The oracle matches them here; that the models match as it does is the oracle's own test.
"""

import re

import pytest

from tests.oracle.attributes import buying_role_of
from tests.oracle.rule_files import read_rule_set
from tests.oracle.titles import TITLE_ROLES


@pytest.mark.parametrize(("title", "role"), TITLE_ROLES.items(), ids=[*TITLE_ROLES])
def test_a_title_has_the_role_that_its_words_name(title: str, role: str | None) -> None:
    assert buying_role_of(title, read_rule_set()) == role


def test_the_table_speaks_both_languages() -> None:
    chinese = [title for title in TITLE_ROLES if re.search(r"[\u4e00-\u9fff]", title)]
    assert len(chinese) >= 30
    assert len(TITLE_ROLES) - len(chinese) >= 60


def test_every_stage_and_metric_of_the_default_rules_has_an_action() -> None:
    rules = read_rule_set()
    order = rules.stage_names
    demanded = {
        (order[order.index(row["stage"]) - 1], row["metric"]) for row in rules.rows("stage_rules")
    }
    written = {
        (row["stage"], row["missing_metric"]): (row["action_en"], row["action_zh"], row["team"])
        for row in rules.rows("next_actions")
    }
    assert not demanded - written.keys()
    assert {(stage, "") for stage in order[:-1]} <= written.keys()
    assert all(all(action) for action in written.values())
