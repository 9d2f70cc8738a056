"""House rules of the suites that a machine can check."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from expectations import keys
from expectations.catalog import SUITES
from expectations.keys import KEYS
from expectations.severity import BLOCKS, REPORTS
from tests.unit.publishing_home import mart_columns

CASES = [(table, name) for table, suite in SUITES.items() for name in suite]
each_expectation = pytest.mark.parametrize(
    ("table", "name"), CASES, ids=[f"{table}-{name}" for table, name in CASES]
)
# What is a person's own never stands in an example.
PERSONAL = {"person_name", "email", "phone", "mobile", "wechat_id", "who", "what", "url"}


def test_every_table_has_a_suite_and_every_suite_a_table() -> None:
    files = {path.stem for path in Path(keys.__file__).parent.glob("published/*.py")}
    assert files - {"__init__"} == set(KEYS) == set(SUITES)


@each_expectation
def test_an_expectation_is_a_sentence_with_a_severity_and_a_reason(table: str, name: str) -> None:
    expectation = SUITES[table][name]
    assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", name)
    assert expectation.severity in {BLOCKS, REPORTS}
    assert str(expectation.notes).endswith(".")


@each_expectation
def test_an_expectation_asks_for_columns_of_the_contract(table: str, name: str) -> None:
    settings = SUITES[table][name].configuration.kwargs
    named = [settings[key] for key in ("column", "column_A", "column_B") if key in settings]
    named += settings.get("column_list", []) + settings.get("column_set", [])
    assert set(named) <= set(mart_columns(table))


@each_expectation
def test_a_query_selects_no_more_than_keys_and_figures(table: str, name: str) -> None:
    query = SUITES[table][name].configuration.kwargs.get("unexpected_rows_query")
    if query is None:
        return
    selected = re.split(r"\bfrom\b", query, maxsplit=1)[0]
    assert not PERSONAL & set(re.findall(r"\w+", selected))


@pytest.mark.parametrize("table", KEYS)
def test_every_key_is_unique_and_blocks(table: str) -> None:
    unique = [
        expectation.configuration.kwargs
        for expectation in SUITES[table].values()
        if expectation.expectation_type
        in {"expect_column_values_to_be_unique", "expect_compound_columns_to_be_unique"}
        and expectation.severity == BLOCKS
    ]
    found = [tuple(kwargs.get("column_list") or [kwargs["column"]]) for kwargs in unique]
    assert KEYS[table] in found


@pytest.mark.parametrize(
    "module",
    [
        "expectations.keys",
        "orchestration.publishing.audit",
        "orchestration.publishing.publish",
        "orchestration.publishing.revisions",
    ],
)
def test_names_and_keys_come_without_great_expectations(module: str) -> None:
    code = f"import sys, {module}; print('great_expectations' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
