"""Rule files that say who is who: what cannot be used is named by file, line and column."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.settings import DBT_SOURCES

SEEDS = DBT_SOURCES / "seeds"
METHODS = (SEEDS / "match_methods.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("account_rollups", "account_id,field,value\n,,\nA1,,\n,,FR\n", "line 4, account_id or"),
        ("account_rollups", "account_id,field,value\n,country,\n", "line 2, value"),
        ("account_rollups", "account_id,field,value\nA1,country,FR\n", "line 2, field"),
        ("account_rollups", "account_id,field,value\n,segment,micro\n", "line 2, field: 'segment'"),
        ("account_merges", "account_id,merged_into_id\nA1,\n", "line 2, merged_into_id"),
        ("account_merges", "account_id,merged_into_id\nA1,A2\nA1,A3\n", "stands more than once"),
        ("match_methods", METHODS.replace("fuzzy_name", "domain"), "stands more than once"),
        ("match_methods", METHODS.replace("0.88", "0.4"), "line 6, minimum_similarity: '0.4'"),
        ("match_methods", METHODS.replace("0.97", "1.2"), "line 3, confidence: '1.2'"),
        ("match_methods", METHODS.replace("name,0.9,", "nome,0.9,"), "line 5, method"),
        ("match_methods", "\n".join(METHODS.splitlines()[:-1]), "'fuzzy_name' is missing"),
        ("free_mail_domains", "domain,domain_type\na.com,private\n", "line 2, domain_type"),
        ("account_match_overrides", "person_id,email,domain,account_id\n,,,A1\n", "or domain"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(
    name: str, text: str, words: str, tmp_path: Path
) -> None:
    (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as error:
        judge_rules(read_rules(SEEDS, tmp_path))
    assert words in str(error.value)


def test_what_is_declared_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "account_rollups.csv").write_text(
        "account_id,field,value\nA1,,\n,country,FR\n", encoding="utf-8"
    )
    (tmp_path / "account_merges.csv").write_text(
        "account_id,merged_into_id\nA1,A1\nA2,A3\n", encoding="utf-8"
    )
    judge_rules(read_rules(SEEDS, tmp_path))
