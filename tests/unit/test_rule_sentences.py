"""Rules in words, what two sets of files say differently, and who agreed."""

from pathlib import Path

import pytest
import yaml

from orchestration.rules.differences import compare_rules
from orchestration.rules.errors import RuleError
from orchestration.rules.files import Rules, read_rules
from orchestration.rules.judge import judge_rules
from orchestration.rules.labels import with_labels
from orchestration.rules.sentences import RULE_FILES, rule_sentences
from orchestration.rules.words import VOCABULARY
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"


def overlaid(folder: Path, name: str, *lines: str) -> Rules:
    """Return the default rules with one file replaced by these lines."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_rules(SEEDS, folder)


def test_every_default_rule_is_said_once_in_both_languages() -> None:
    sentences = rule_sentences(read_rules(SEEDS))
    assert {said.rule_file for said in sentences} == set(RULE_FILES)
    assert len({(said.rule_file, said.rule_id) for said in sentences}) == len(sentences)
    assert all(said.sentence_en.endswith(".") for said in sentences)
    assert all(said.sentence_zh.endswith("。") for said in sentences)


def test_every_metric_and_operator_that_a_file_may_hold_has_its_words() -> None:
    words = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    for file, column, kind in (
        ("stage_rules", "metric", "metrics"),
        ("icp_rules", "operator", "operators"),
        ("band_requirements", "measure", "measures"),
        ("qualification_rules", "metric", "lead_metrics"),
        ("priority_rules", "measure", "lead_metrics"),
    ):
        columns = {c.name: c for c in read_rules(SEEDS).files[file].columns}
        assert set(columns[column].accepted) == set(words[kind])


def test_every_target_of_a_qualification_has_a_chinese_name() -> None:
    rules = read_rules(SEEDS)
    rows = with_labels(rules, "qualification_rules")
    columns = {column.name: column for column in rules.files["qualification_rules"].columns}
    assert {row["target"] for row in rows} == set(columns["target"].accepted)
    assert not [row["target"] for row in rows if row["target"] in row["target_zh"]]


@pytest.mark.parametrize(
    ("name", "line", "rule_id", "english", "chinese"),
    [
        (
            "stage_rules",
            "Engaged,few,micro,engagements,90,3.50",
            "Engaged few (micro): engagements >= 3.50 in 90 days",
            "For Engaged by group few an account of segment micro needs engagements in 90 days: "
            "at least 3.5.",
            "客户（micro 细分）按规则组 few 进入互动阶段，需近 90 天互动次数不少于 3.5。",
        ),
        (
            "stage_rules",
            "Engaged,today,,engagements,1,1",
            "Engaged today: engagements >= 1.00 in 1 days",
            "For Engaged by group today an account needs engagements in 1 day: at least 1.",
            "客户按规则组 today 进入互动阶段，需近 1 天互动次数不少于 1。",
        ),
        (
            "stage_rules",
            "Customer,won,,won_opportunities,,1",
            "Customer won: won_opportunities >= 1.00",
            "For Customer by group won an account needs won opportunities: at least 1.",
            "客户按规则组 won 进入客户阶段，需赢单数不少于 1。",
        ),
        (
            "scoring_rules",
            "asked,default,intent,online_behavior,touch,kind,in,demo_requested|hologram,25,,,,1,,"
            "channel,equals,email,,",
            "asked",
            "A touch whose kind is one of demo_requested or hologram and whose channel is email "
            "gives 25 points (online behaviour), at most 1 a day.",
            "触点类型为以下之一： 申请演示或hologram，且渠道为 email 时得 25 分（线上行为），"
            "每天最多计 1 次。",
        ),
        (
            "score_bands",
            "nurture,,",
            "nurture",
            "A person of no higher band is nurture.",
            "未达到更高等级的联系人为 nurture。",
        ),
        (
            "buying_roles",
            "boss,CEO,en,1,true,Engaged,1,,true,",
            "boss",
            "A title that contains CEO has the role boss; 1 needed from Engaged on.",
            "职位包含 CEO 时角色为 boss；互动阶段起需要 1 人。",
        ),
        (
            "account_score_rules",
            "one,web,engagements,90,2,1,",
            "one",
            "An account gets 1 point for every 2 engagements in 90 days.",
            "客户近 90 天互动次数每 2 得 1 分。",
        ),
        (
            "band_requirements",
            "mql,fit,1,",
            "mql fit",
            "Band mql needs at least 1 point of fit.",
            "市场合格线索等级需要匹配分不少于 1。",
        ),
        (
            "icp_rules",
            "one,employee_count,at_least,5,-1,",
            "one",
            "An account whose number of employees is at least 5 gets -1 ICP point.",
            "客户员工数至少为 5 时得 -1 分理想客户分。",
        ),
        (
            "icp_rules",
            "size,employee_count,between,200|1000,30,",
            "size",
            "An account whose number of employees is between 200 and 1000 gets 30 ICP points.",
            "客户员工数介于 200 与 1000 之间 时得 30 分理想客户分。",
        ),
        (
            "icp_rules",
            "core,industry,in,Software|制造业|Retail,-5,",
            "core",
            "An account whose industry is one of Software, 制造业 or Retail gets -5 ICP points.",
            "客户行业为以下之一： Software、制造业或Retail 时得 -5 分理想客户分。",
        ),
        (
            "qualification_rules",
            "sql,asked,explicit_requests,1,2.00,",
            "sql asked",
            "A person is sql by group asked with explicit requests in 1 day of at least 2.",
            "联系人按规则组 asked 达到销售合格线索：近 1 天明确咨询次数不少于 2。",
        ),
        (
            "priority_rules",
            "B,,explicit_requests,,1",
            "B",
            "A qualified person has priority B with explicit requests in 60 days of at least 1, "
            "unless a higher one holds.",
            "合格联系人满足以下条件时优先级为 B（更高优先级优先）：近 60 天明确咨询次数不少于 1。",
        ),
    ],
)
def test_a_rule_in_words(
    tmp_path: Path, name: str, line: str, rule_id: str, english: str, chinese: str
) -> None:
    header = (SEEDS / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    rules = overlaid(tmp_path, name, header, line)
    (said,) = [said for said in rule_sentences(rules) if said.rule_file == name]
    assert (said.rule_id, said.sentence_en, said.sentence_zh) == (rule_id, english, chinese)


def test_an_agreement_names_a_rule_or_is_refused_with_its_line(tmp_path: Path) -> None:
    header = "rule_file,rule_id,owner_team,agreed_on"
    good = "stage_rules,Aware one_engaged,Marketing,2026-01-01"
    judge_rules(overlaid(tmp_path, "rule_agreements", header, good))
    with pytest.raises(RuleError, match=r"line 3, rule_id: 'Aware nobody': no rule of stage_rules"):
        judge_rules(
            overlaid(tmp_path, "rule_agreements", header, good, "stage_rules,Aware nobody,,")
        )
    with pytest.raises(RuleError, match="agreed_on: 'soon': expected date"):
        judge_rules(overlaid(tmp_path, "rule_agreements", header, "score_bands,mql,Sales,soon"))


def test_rows_added_removed_and_changed_are_told_apart(tmp_path: Path) -> None:
    default = read_rules(SEEDS)
    assert compare_rules(default, default) == ()
    lines = (SEEDS / "score_bands.csv").read_text(encoding="utf-8").splitlines()
    header, *lines = ["hot,80," if line.startswith("nurture") else line for line in lines]
    lines = ["sql,65," if line.startswith("sql") else line for line in reversed(lines)]
    (file,) = compare_rules(default, overlaid(tmp_path, "score_bands", header, *lines))
    assert file.rule_file == "score_bands"
    assert file.added == ("band=hot, above=80",)
    assert file.removed == ("band=nurture",)
    assert file.changed == (("band=sql, above=60", "band=sql, above=65"),)
