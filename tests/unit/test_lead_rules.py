"""Rule files of leads that make no sense are refused with file, line and column."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"
QUALIFICATION = "target,rule_group,metric,window_days,minimum,basis\n"
PRIORITY = "priority,measure,minimum,rule_group,window_days\n"
STAGES = (SEEDS / "lead_stages.csv").read_text(encoding="utf-8")


def judge(directory: Path, name: str, text: str) -> None:
    """Judge the default rules with one file laid over them."""
    (directory / f"{name}.csv").write_text(text, encoding="utf-8")
    judge_rules(read_rules(SEEDS, directory))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "qualification_rules",
            "target,rule_group,metric,window_days,minimum\nsql,bant,bant_known,,3\n",
        ),
        (
            "qualification_rules",
            QUALIFICATION + "sql,a,demos_attended,7,1,bant\nsql,a,demos_attended,60,2,\n",
        ),
        ("priority_rules", "priority,measure,minimum\nC,bant_known,0\n"),
        ("priority_rules", "priority,measure,minimum\nA,explicit_requests,1\nA,bant_known,3\n"),
        ("lead_stages", STAGES.replace("Inquiry", "Anfrage")),
    ],
)
def test_a_company_may_write(tmp_path: Path, name: str, text: str) -> None:
    judge(tmp_path, name, text)


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("qualification_rules", QUALIFICATION + "sql,a,clicks,9,1,\n", 2, "metric.*expected one"),
        ("qualification_rules", QUALIFICATION + "won,a,signals,9,1,\n", 2, "target.*expected one"),
        ("qualification_rules", QUALIFICATION + "sql,a,signals,,1,\n", 2, "window_days.*1 to 3660"),
        ("qualification_rules", QUALIFICATION + "sql,a,signals,0,1,\n", 2, "window_days.*needs a"),
        ("qualification_rules", QUALIFICATION + "sql,a,fit,9,1,\n", 2, "window_days.*no window"),
        ("qualification_rules", QUALIFICATION + "sql,a,fit,,1,luck\n", 2, "basis.*expected one"),
        (
            "qualification_rules",
            QUALIFICATION + "sql,a,fit,,1,bant\nmql,a,fit,,1,\nsql,a,intent,,1,request\n",
            4,
            "basis.*another row of the group says bant",
        ),
        (
            "qualification_rules",
            QUALIFICATION + "sql,a,signals,9,1,\nsql,a,signals,9,2,\n",
            2,
            "target, rule_group, metric, window_days.*more than once",
        ),
        ("priority_rules", PRIORITY + "A,budget,1,,\n", 2, "measure.*expected one"),
        ("priority_rules", PRIORITY + "D,score,1,,\n", 2, "priority.*expected one of A, B, C"),
        ("priority_rules", PRIORITY + "A,urgency,1,,30\n", 2, "window_days.*no window"),
        ("priority_rules", PRIORITY + "A,signals,1,,-1\n", 2, "window_days.*needs a window"),
        ("lead_stages", STAGES.replace("mql,2", "mql,3"), 6, "ordinal.*mql is 2"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused_by_line(
    tmp_path: Path, name: str, text: str, line: int, words: str
) -> None:
    with pytest.raises(RuleError, match=rf"{name}\.csv, line {line}, {words}"):
        judge(tmp_path, name, text)


def test_a_stage_that_is_left_out_is_named(tmp_path: Path) -> None:
    lines = [line for line in STAGES.splitlines() if not line.startswith("recycled")]
    with pytest.raises(RuleError, match=r"lead_stages\.csv: stage 'recycled' is missing"):
        judge(tmp_path, "lead_stages", "\n".join(lines))
