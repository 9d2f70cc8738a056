"""Settings of the forecast that cannot be used are refused with one clear error."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.rules.judge_forecast import LIMITS
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"
DEFAULTS = (SEEDS / "forecast_settings.csv").read_text()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DEFAULTS.replace("paths,400", "paths,50"), "line 4, value: '50': expected 100 to 2000"),
        (DEFAULTS.replace("days,180", "days,100"), "'100': expected a multiple of 30"),
        (DEFAULTS.replace("origins,12", "origins,40"), "'40': expected 1 to 18"),
        (DEFAULTS + "season,1\n", "'season': expected one of"),
        (DEFAULTS + "paths,200\n", "stands more than once"),
    ],
)
def test_a_wrong_setting_names_its_line(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "forecast_settings.csv").write_text(text)
    with pytest.raises(RuleError, match=words):
        judge_rules(read_rules(SEEDS, tmp_path))


def test_the_defaults_can_be_used() -> None:
    judge_rules(read_rules(SEEDS))


def test_a_setting_left_out_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "forecast_settings.csv").write_text("name,value\npaths,200\n")
    rules = read_rules(SEEDS, tmp_path)
    judge_rules(rules)
    settings = {row["name"]: row["value"] for row in rules.rows("forecast_settings")}
    assert settings.keys() == LIMITS.keys()
    assert (settings["paths"], settings["origins"]) == ("200", "12")
