"""Settings of the predictions that cannot be used are refused with one clear error."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.rules.judge_predictions import LIMITS
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"
DEFAULTS = (SEEDS / "model_settings.csv").read_text()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DEFAULTS.replace("horizon_days,90", "horizon_days,0"), "line 2, value: '0': expected 7"),
        (DEFAULTS.replace("snapshots,24", "snapshots,60"), "line 4, value: '60': expected 1 to 59"),
        (
            DEFAULTS.replace("half_life_days,7", "half_life_days,0"),
            "value: '0': expected 1 to 365",
        ),
        (DEFAULTS + "half_life,3\n", "'half_life': expected one of"),
        (DEFAULTS + "snapshots,3\n", "stands more than once"),
        (DEFAULTS.replace(",24", ",many"), "'many': expected integer"),
    ],
)
def test_a_wrong_setting_names_its_line(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "model_settings.csv").write_text(text)
    with pytest.raises(RuleError, match=words):
        judge_rules(read_rules(SEEDS, tmp_path))


def test_the_defaults_can_be_used() -> None:
    judge_rules(read_rules(SEEDS))


def test_what_an_older_file_does_not_know_is_the_default(tmp_path: Path) -> None:
    own = tmp_path / "model_settings.csv"
    own.write_text("name,value\nhorizon_days,60\nsnapshot_days,30\nsnapshots,24\n"
                   "min_outcomes,120\nmax_rows,60000\npoints_per_doubling,5\n")  # fmt: skip
    rules = read_rules(SEEDS, tmp_path)
    judge_rules(rules)
    settings = {row["name"]: row["value"] for row in rules.rows("model_settings")}
    defaults = {row["name"]: row["value"] for row in read_rules(SEEDS).rows("model_settings")}
    assert settings == {**defaults, "horizon_days": "60"}
    assert settings.keys() == LIMITS.keys()


def test_leaving_a_default_out_is_saying_it(tmp_path: Path) -> None:
    (tmp_path / "model_settings.csv").write_text("name,value\nsnapshots,24\n")
    assert read_rules(SEEDS, tmp_path).version == read_rules(SEEDS).version
