"""A rule file of targets that cannot be meant so is refused with its file, line and column."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"


def judge(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    judge_rules(read_rules(SEEDS, folder))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "segments",
            "segment,priority,field,operator,value\nsmall,1,country,equals,US\n"
            "micro,2,country,equals,FR\nKey,3,country,equals,DE\n",
            "segments.csv, line 4, segment: 'Key': stage_conversion has another group",
        ),
        (
            "target_tiers",
            "tier,top_share,is_target\nkey,1.5,true\n",
            "target_tiers.csv, line 2, top_share: '1.5': expected 0 to 1",
        ),
        (
            "target_tiers",
            "tier,top_share,is_target\nkey,0.20,true\nnurture,0.2,false\n",
            "target_tiers.csv, line 2, top_share: '0.20': another tier reaches as far",
        ),
        (
            "target_overrides",
            "account_id,is_target,agreed_by,tier\na1,false,Ann and Bob,key\n",
            "target_overrides.csv, line 2, tier: 'key': who is no target has no tier",
        ),
        (
            "target_conditions",
            "condition,measure,minimum\nreach,charm,1\n",
            "target_conditions.csv, line 2, measure: 'charm': expected one of icp_score",
        ),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(RuleError) as refusal:
        judge(tmp_path, **{name: text})
    assert message in str(refusal.value)


def test_an_override_needs_a_tier_where_the_rules_have_none_for_it(tmp_path: Path) -> None:
    judge(tmp_path, target_tiers="tier,top_share,is_target\nnurture,1,false\n")
    with pytest.raises(RuleError, match="line 2, tier: '': needed"):
        judge(tmp_path, target_overrides="account_id,is_target,agreed_by\na1,true,Ann and Bob\n")


def test_an_override_as_the_contract_has_it_suffices(tmp_path: Path) -> None:
    text = "account_id,is_target,agreed_by,agreed_on,note\na1,true,Ann and Bob,2026-01-01,why\n"
    judge(tmp_path, target_overrides=text)
