"""Rule files of accounts that make no sense are refused with file, line and column."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"
SCORE = "rule_id,signal,metric,window_days,per,points,cap\n"
ROLES = "role,pattern,language,priority,is_core,required_from_stage,required,segment\n"
STAGES = "stage,rule_group,segment,metric,window_days,minimum\n"
SIX = (SEEDS / "stages.csv").read_text(encoding="utf-8")
TRENDS = "trend,days,change\n"


def judge(directory: Path, name: str, text: str) -> None:
    """Judge the default rules with one file laid over them."""
    (directory / f"{name}.csv").write_text(text, encoding="utf-8")
    judge_rules(read_rules(SEEDS, directory))


def test_the_default_rules_make_sense() -> None:
    judge_rules(read_rules(SEEDS))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("account_score_rules", SCORE + "fit,people,icp_score,,10,1,\n"),
        ("account_score_rules", SCORE + "late,web,signals,30,0.5,-2,10\n"),
        ("stage_rules", STAGES + "Engaged,scored,,account_score,,40\n"),
        ("buying_roles", ROLES + "executive,CEO,en,1,true,Qualified,1,\n"
                                 "executive,CEO,en,1,true,,2,enterprise\n"),
        ("buying_committees", "segment,committee_size\n,6\nenterprise,12\n"),
        ("score_trends", TRENDS + "surge,7,15\n"),
        ("next_actions", "stage,missing_metric,action_en,team\nAware,,Call,sales\n"),
    ],
)  # fmt: skip
def test_a_company_may_write(tmp_path: Path, name: str, text: str) -> None:
    judge(tmp_path, name, text)


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("account_score_rules", SCORE + "a,web,signals,,1,1,\n", 2, "window_days.*needs a window"),
        (
            "account_score_rules",
            SCORE + "a,web,icp_score,30,1,1,\n",
            2,
            "window_days.*has no window",
        ),
        ("account_score_rules", SCORE + "a,web,account_score,,1,1,\n", 2, "metric.*expected one"),
        ("account_score_rules", SCORE + "a,web,signals,30,0,1,\n", 2, "per.*more than 0"),
        ("account_score_rules", SCORE + "a,web,signals,30,1,1,-1\n", 2, "cap.*0 to 10000"),
        ("account_score_rules", SCORE + "a,web,signals,30,1,1,10000.01\n", 2, "cap.*0 to 10000"),
        ("account_score_rules", SCORE + "a,web,signals,30,1,-10001,\n", 2, "points.*-10000 to"),
        ("account_score_rules", SCORE + "Clip,web,signals,30,1,1,\n", 2, "rule_id.*this name"),
        (
            "stage_rules",
            STAGES + "Engaged,scored,,account_score,90,40\n",
            2,
            "window_days.*has no window",
        ),
        ("stages", SIX.replace("Aware,1,14", "Aware,2,14"), 3, "ordinal.*Aware is 1"),
        ("stages", SIX.replace("Aware,1,14", "Aware,1,-1"), 3, "hold_days.*0 to 3660"),
        ("stages", SIX.replace("Intent", "Evaluation"), 6, "stage.*expected one of Unaware"),
        ("stage_rules", STAGES + "Engaged,one,tiny,signals,9,1\n", 2, "segment.*no segment"),
        ("buying_roles", ROLES + "a,CEO,en,1,true,,1,tiny\n", 2, "segment.*no segment"),
        ("buying_roles", ROLES + "a, | ,en,1,true,,1,\n", 2, "pattern.*holds no value"),
        ("buying_roles", ROLES + "a,CEO,en,1,true,Bought,1,\n", 2, "required_from_stage.*no stage"),
        ("buying_roles", ROLES + "a,CEO,en,1,true,,-1,\n", 2, "required.*0 or more"),
        ("buying_committees", "segment,committee_size\n,8\nmicro,0\n", 3, "committee_size.*1 or"),
        ("buying_committees", "segment,committee_size\n,8\n,9\n", 2, "segment.*more than once"),
        ("score_trends", TRENDS + "surge,14,5\n", 2, "days.*expected one of"),
        ("score_trends", TRENDS + "cooling,7,-5\n", 2, "change.*more than 0"),
        ("next_actions", "stage,missing_metric,action_en,team\nTop,,Call,sales\n", 2, "stage.*no"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_by_line(
    tmp_path: Path, name: str, text: str, line: int, words: str
) -> None:
    with pytest.raises(RuleError, match=rf"{name}\.csv, line {line}, {words}"):
        judge(tmp_path, name, text)


def test_a_stage_that_is_left_out_is_named(tmp_path: Path) -> None:
    lines = [line for line in SIX.splitlines() if not line.startswith(("Intent", "Qualified"))]
    with pytest.raises(RuleError, match=r"stages\.csv: stage 'Qualified' is missing"):
        judge(tmp_path, "stages", "\n".join(lines).replace("Customer,5", "Customer,3"))
