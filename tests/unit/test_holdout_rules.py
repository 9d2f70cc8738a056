"""A holdout that cannot be drawn is refused with one clear error."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"
HEADER = "holdout_id,channel,campaign_id,share,starts_on,ends_on\n"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("h1,,,0.1,2026-01-01,", "line 2, channel: '': .* either a channel or a campaign"),
        ("h1,email,c1,0.1,2026-01-01,", "campaign_id: 'c1': .* either a channel or a campaign"),
        ("h1,email,,0,2026-01-01,", "share: '0': expected 0.0001 to 0.9999"),
        ("h1,email,,1,2026-01-01,", "share: '1': expected"),
        ("h1,email,,ten,2026-01-01,", "'ten': expected decimal"),
        ("h1,email,,0.1,2026-02-01,2026-01-31", "ends_on: '2026-01-31': .* starts on 2026-02-01"),
        ("h1,email,,0.1,,", "a value is required"),
        ("h1,email,,0.1,2026-01-01,\nh1,sms,,0.1,2026-01-01,", "stands more than once"),
    ],
)
def test_a_wrong_holdout_names_its_line(tmp_path: Path, row: str, words: str) -> None:
    (tmp_path / "holdouts.csv").write_text(HEADER + row + "\n")
    with pytest.raises(RuleError, match=words):
        judge_rules(read_rules(SEEDS, tmp_path))


def test_a_holdout_may_be_open_and_of_a_campaign(tmp_path: Path) -> None:
    rows = "h1,email,,0.1,2026-01-01,\nh2,,c1,0.5,2026-01-01,2026-01-01\n"
    (tmp_path / "holdouts.csv").write_text(HEADER + rows)
    judge_rules(read_rules(SEEDS, tmp_path))


@pytest.mark.parametrize("name", ["target_accounts", "holdout h1"])
def test_a_segment_has_a_name_of_its_own(tmp_path: Path, name: str) -> None:
    ours = (SEEDS / "segments.csv").read_text()
    (tmp_path / "segments.csv").write_text(f"{ours}{name},9,employee_count,at_least,1\n")
    with pytest.raises(RuleError, match=f"segment: '{name}': the name of another population"):
        judge_rules(read_rules(SEEDS, tmp_path))
