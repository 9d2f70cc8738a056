"""Rule files of lead scores that contradict themselves or each other: one error that says where."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.rules.sentences import rule_sentences
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"
RULES = "rule_id,score_name,dimension,category,subject,field,operator,value,points,unless,best_of"
ONLY_IF = f"{RULES},only_if_field,only_if_operator,only_if_value"
TITLE = "a,,fit,x,person,title,contains_word,CEO,5"
BANDS = ("nurture,,", "mql,40,", "sql,60,")
LEVELS = "level,ordinal,metric,window_days,minimum,label_en,label_zh"
PARTNER = "p,partner,fit,x,person,title,contains_word,CEO,5,,"


def judge(folder: Path, **files: list[str]) -> None:
    """Judge the default rules with these files, given by their lines, laid over them."""
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    judge_rules(read_rules(SEEDS, folder))


@pytest.mark.parametrize(
    ("name", "lines", "words"),
    [
        ("score_caps", ["category,floor,cap,score_name", "x,0,9,other"],
         "line 2, score_name: 'other': no score of scoring_rules; known are default, partner"),
        ("score_bands", ["band,above,score_name", *BANDS, "mql,30,other"], "score_name: 'other'"),
        ("band_requirements", ["band,measure,minimum,score_name", "mql,fit,1,other"],
         "score_name: 'other'"),
        ("band_requirements", ["band,measure,minimum", "hot,fit,1"], "'hot': no band"),
        ("score_caps", ["category,floor,cap", "x,9,1"], "floor: '9': above its cap 1"),
        ("score_caps", ["category,floor,cap", "x,0,10000.01"], "at most 10000 either way"),
        ("score_caps", ["category,floor,cap,score_name", "x,0,1,partner", "x,0,2,partner"],
         "'partner, x': stands more than once"),
        ("score_bands", ["band,above", "nurture,", "mql,40"], "band 'sql' of score 'default' is"),
        ("score_bands", ["band,above,score_name", *BANDS, "mql,70,partner"],
         "bands of score 'partner' by height are nurture, sql, mql, of 'default' nurture, mql"),
        ("score_bands", ["band,above,score_name", *BANDS, "mql,,partner"],
         "exactly one band of score 'partner' has a blank"),
        ("scoring_rules", [RULES, f"{TITLE},,", "a,partner,fit,x,person,title,is_null,,5,,"],
         "rule_id: 'a': stands more than once"),
        ("scoring_rules", [RULES, f"{TITLE},,rank", "b,,fit,x,person,email,is_null,,5,,rank"],
         "best_of: 'rank': rule a of the group looks at another attribute"),
        ("scoring_rules", [RULES, "a,,fit,x,touch,kind,equals,ad_click,5,,rank"],
         "best_of: 'rank': only for attributes of person and account"),
        ("scoring_rules", [RULES, "a,,fit,x,inactivity,,,30,-5,x,"], "unless: 'x': only for"),
        ("scoring_rules", [RULES, "a,,fit,x,person,title,is_null,,10001,,"],
         "points: '10001': at most 10000 either way"),
        ("scoring_rules", [ONLY_IF, f"{TITLE},,rank,email,is_null,"], "not beside best_of"),
        ("scoring_rules",
         [ONLY_IF, "a,,fit,x,touch,channel,equals,email,5,,,kind,equals,telepathy"],
         "only_if_value: 'telepathy': no kind of touch_kinds"),
        ("scoring_rules",
         [ONLY_IF, "a,,fit,x,touch,visit_days_30,at_least,2,5,,,kind,equals,page_viewed"],
         "only_if_field: 'kind': not beside this field"),
        ("scoring_rules",
         [ONLY_IF, "a,,fit,x,touch,kind,equals,page_viewed,5,,,visit_days_30,at_least,2"],
         "only_if_field: 'visit_days_30': known are"),
        ("lead_grades", ["axis,grade,minimum", "fit,A,1", "engagement,1,0"],
         "lowest grade of axis 'fit' needs minimum 0"),
        ("lead_grades", ["axis,grade,minimum", "fit,A,0", "fit,B,0.00", "engagement,1,0"],
         "minimum: '0': another grade has it too"),
        ("awareness_levels", [LEVELS, "no,0,,,,No,否", "yes,0,exposures,30,1,Yes,是"],
         "ordinal: '0': another level has it too"),
        ("awareness_levels", [LEVELS, "no,0,,,,No,否", "yes,1,exposures,,1,Yes,是"],
         "window_days: '': 1 to"),
        ("awareness_levels", [LEVELS, "no,0,,,,No,否", "yes,1,exposures,30,,Yes,是"],
         "minimum: '': expected 1 or more"),
        ("awareness_levels", [LEVELS, "no,1,,,,No,否", "yes,0,exposures,30,1,Yes,是"],
         "the lowest level, and no other"),
        ("awareness_levels", [LEVELS, "yes,0,exposures,30,1,Yes,是"], "the lowest level, and no"),
        ("awareness_levels", [LEVELS, "no,0,,30,,No,否"], "window_days: '30': only beside"),
        ("score_caps", ["category,floor,cap", "y,0,9"],
         "category: 'y': no category of scoring_rules; known are x"),
        ("score_bands", ["band,above", "nurture,", "mql,40", "sql,40.0"], "band mql has it too"),
        ("score_bands", ["band,above", "nurture,", "mql,40", "sql,101"], "'101': expected 0 to"),
        ("score_bands", ["band,above", "nurture,", "mql,60", "sql,40"],
         "by height the bands are nurture, mql, sql"),
        ("band_requirements", ["band,measure,minimum", "mql,name_known,5"], "expected 0 to 1"),
        ("band_requirements", ["band,measure,minimum", "nurture,fit,5"], "the lowest band holds"),
        ("scoring_rules", [ONLY_IF, f"{TITLE},,,,equals,x"], "only beside only_if_field"),
        ("scoring_rules", [RULES, f"{TITLE},,", "b,Default,fit,x,person,email,is_null,,5,,",
                           "c,default,fit,x,person,email,is_null,,5,,"],
         "line 4, score_name: 'default': another rule writes 'Default'"),
        ("scoring_rules", [f"{RULES},max_per_day", f"{TITLE},,,2"], "'2': only for touches"),
        ("scoring_rules", [f"{RULES},max_per_day", "a,,fit,x,touch,kind,equals,ad_click,5,,,1_0"],
         "max_per_day: '1_0': expected integer"),
        ("scoring_rules", [RULES, "a,,fit,x,inactivity,,,99999999999,-5,,"],
         "value: '99999999999': expected a number of days, 0 to"),
    ],
)  # fmt: skip
def test_a_contradiction_is_one_error_that_names_the_place(
    tmp_path: Path, name: str, lines: list[str], words: str
) -> None:
    files = {"scoring_rules": [RULES, f"{TITLE},,", PARTNER], name: lines}
    with pytest.raises(RuleError) as raised:
        judge(tmp_path, **files)
    assert words in str(raised.value)
    assert f"{name}.csv" in str(raised.value)


def test_scores_differ_in_bounds_and_bands_and_are_told_apart_in_words(tmp_path: Path) -> None:
    judge(
        tmp_path,
        scoring_rules=[RULES, f"{TITLE},assistant,rank", PARTNER],
        score_caps=["category,floor,cap,score_name", "x,0,9,", "x,0,5,partner"],
        score_bands=["band,above,score_name", *BANDS, "mql,20,partner"],
        band_requirements=["band,measure,minimum,score_name", "mql,fit,1,", "mql,fit,0,partner"],
    )
    said = {(s.rule_file, s.rule_id): s for s in rule_sentences(read_rules(SEEDS, tmp_path))}
    assert said["score_caps", "x (partner)"].sentence_en == (
        "Points of category x of score partner count from 0 to 5."
    )
    assert said["score_bands", "mql (partner)"].sentence_zh == (
        "评分高于 20 的联系人可为市场合格线索（评分 partner）。"
    )
    assert said["band_requirements", "mql fit (partner)"].sentence_en == (
        "Band mql of score partner needs at least 0 points of fit."
    )
    assert said["scoring_rules", "a"].sentence_en == (
        "A person whose title contains CEO gives 5 points (x), unless it contains assistant; "
        "of the rules of rank only the best counts."
    )
    assert "(x, score partner)" in said["scoring_rules", "p"].sentence_en
