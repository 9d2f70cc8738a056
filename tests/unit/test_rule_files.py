"""Rule files as spreadsheets save them are read, and all errors of all files are told at once."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judged_rules
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"
BANDS = (SEEDS / "score_bands.csv").read_text(encoding="utf-8")
KINDS = (SEEDS / "touch_kinds.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_says_the_same_however_it_was_saved(
    delimiter: str, encoding: str, newline: str, tmp_path: Path
) -> None:
    assert "网" in KINDS
    assert '"' not in KINDS
    text = KINDS.replace(",", delimiter).replace("\n", newline)
    (tmp_path / "touch_kinds.csv").write_bytes(text.encode(encoding))
    rules = judged_rules(SEEDS, tmp_path)
    assert rules.files["touch_kinds"].is_own
    assert rules.version == read_rules(SEEDS).version


def test_bytes_of_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "own_domains.csv").write_bytes(b"domain\ncaf\xe9.example\n\xc3\xa9.example\n")
    with pytest.raises(RuleError, match=r"own_domains.csv: not UTF-8, UTF-16 or GB18030 text"):
        read_rules(SEEDS, tmp_path)


def test_a_decimal_comma_is_told_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "match_methods.csv").write_text(
        "method;confidence;confidence_in_doubt\ngiven;0,97;0.5\ndomain;0,9,7;1.000,5\n"
    )
    with pytest.raises(RuleError) as found:
        judged_rules(SEEDS, tmp_path)
    assert "line 2, confidence: '0,97': expected decimal(5,4), write 0.97" in str(found.value)
    assert str(found.value).count("write") == 1


def test_all_errors_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "score_bands.csv").write_text("band,abvoe\nmql,40\n")
    (tmp_path / "bands.csv").write_text(BANDS)
    (tmp_path / "own_domains.csv").write_text("domain\na.example\nb.example\nA.example\n")
    (tmp_path / "currency_rates.csv").write_text(
        "currency,valid_from,rate\n" + "".join(f"C{i},soon,1\n" for i in range(8))
    )
    result = CliRunner().invoke(
        app, ["rules", "check", "--home", str(tmp_path / "home"), "--rules", str(tmp_path)]
    )
    assert result.exit_code == 2
    title, *lines = result.stderr.splitlines()
    assert title == "progression: 9 errors in rule files:"
    assert re.fullmatch(r"  \S+bands.csv: no rule file has this name; known are .*", lines[0])
    assert any("score_bands.csv: unknown column 'abvoe'" in line for line in lines)
    assert any(
        "own_domains.csv, line 2, domain: 'a.example': stands more than once, on lines 2 and 4"
        in line
        for line in lines
    )
    assert sum("currency_rates.csv, line" in line for line in lines) == 5
    assert any(line.endswith("currency_rates.csv: 3 more errors") for line in lines)


def test_rules_that_disagree_in_two_files_are_both_told(tmp_path: Path) -> None:
    (tmp_path / "landing_limits.csv").write_text("object,least_rows\nnothing,5\n")
    (tmp_path / "forecast_settings.csv").write_text("name,value\npaths,5\n")
    with pytest.raises(RuleError) as found:
        judged_rules(SEEDS, tmp_path)
    assert "landing_limits.csv, line 2, object: 'nothing'" in str(found.value)
    assert "forecast_settings.csv, line 2, value: '5'" in str(found.value)
