"""Every expectation, broken on purpose, fails under its own name; a blocking one stops everything.

One good candidate is built; each case breaks a copy of its database in one place.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.catalog import SUITES
from expectations.keys import KEYS
from orchestration.publishing.audit import audit_candidate, judge
from orchestration.publishing.build_record import build_path, read_build
from orchestration.publishing.candidate import build_candidate, candidate_directory
from orchestration.publishing.earlier import find_earlier
from orchestration.publishing.errors import GateFailedError
from orchestration.publishing.gate import run_gate
from orchestration.publishing.publish import publish
from orchestration.publishing.revisions import current_link, current_revision
from orchestration.publishing.verdict import Check, Verdict, write_verdict
from tests.unit.expectation_breaks import BREAKS
from tests.unit.publishing_history_rows import FIRST_AS_OF, first_tables
from tests.unit.publishing_home import prepare_home, rows_of, skip_expectations
from tests.unit.publishing_rows import good_tables


def cases() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is broken together: a query alone, other types by table and type.

    Expectations of one type look at different columns, so one copy can break them all.
    """
    for table, suite in SUITES.items():
        by_type: dict[str, list[str]] = {}
        for name, expectation in suite.items():
            kind = expectation.expectation_type
            by_type.setdefault(name if kind == QUERY else kind, []).append(name)
        for names in by_type.values():
            yield table, tuple(names)


QUERY = "unexpected_rows_expectation"
CASES = [*cases()]


@dataclass(frozen=True)
class Home:
    """A home with one published revision and a good, audited second candidate."""

    path: Path
    verdict: Verdict

    @property
    def database(self) -> Path:
        return candidate_directory(self.path) / "progression.duckdb"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    path = tmp_path_factory.mktemp("home")
    before = first_tables(good_tables())
    prepare_home(path, before, run_id="run-0", as_of=FIRST_AS_OF, fingerprint="facts-0")
    build_candidate(path)
    with pytest.MonkeyPatch.context() as patch:
        # A revision to compare with; only the tables that are compared with are of its date.
        skip_expectations(patch)
        audit_candidate(path)
    publish(path)
    prepare_home(path)
    build_candidate(path)
    assert not [check.line for check in audit_candidate(path).checks if not check.passed]
    publish(path)
    # A forced rerun of the same facts: it starts from the same revision and says the same.
    prepare_home(path, run_id="run-2")
    build_candidate(path)
    verdict = audit_candidate(path)
    assert not [check.line for check in verdict.checks if not check.passed]
    return Home(path, verdict)


@pytest.fixture
def broken(home: Home, tmp_path: Path) -> Path:
    return Path(shutil.copy(home.database, tmp_path / "progression.duckdb"))


@pytest.mark.parametrize(("table", "names"), CASES, ids=[f"{t}-{n[0]}" for t, n in CASES])
def test_a_broken_expectation_fails_by_name_and_is_not_published(
    home: Home, broken: Path, table: str, names: tuple[str, ...]
) -> None:
    damage(broken, "; ".join(way_to_break(table, name) for name in names))
    for check in look(home, broken, table, *names):
        assert not check.passed, check.name
        assert check.observed is not None
        assert "cannot be evaluated" not in str(check.observed)
        verdict = judge_by(home, check)
        if check.blocks:
            assert_unpublished(home, verdict, f"{table}: {check.name}")
        else:
            assert verdict.passed
            assert verdict.reported_failures == (check,)


def assert_unpublished(home: Home, verdict: Verdict, words: str) -> None:
    """Publishing under this verdict fails with these words, and readers see what they saw."""
    write_verdict(candidate_directory(home.path), verdict)
    before = current_link(home.path).readlink()
    with pytest.raises(GateFailedError, match=words):
        publish(home.path)
    assert current_link(home.path).readlink() == before


def test_a_revision_stays_readable_beside_a_candidate_that_failed(home: Home) -> None:
    check = replace(home.verdict.checks[0], passed=False)
    assert_unpublished(home, judge_by(home, check), check.name)
    current = current_revision(home.path)
    assert current is not None
    assert len(rows_of(current.path / "progression.duckdb", "accounts")) == 3


@pytest.mark.parametrize(
    ("table", "name", "damages"),
    [
        (
            "lead_score_history",
            "rows_follow_without_gap_or_overlap",
            [
                "update {t} set valid_to = valid_to + 1 where valid_to is not null",
                "update {t} set valid_to = null",
                "update {t} set valid_to = as_of where person_id = 'p4'",
                "update {t} set valid_to = valid_from where person_id = 'p4'",
                "delete from {t} where person_id = 'p1' and valid_to is null",
            ],
        ),
        (
            "account_stage_history",
            "spells_follow_without_gap_or_overlap",
            [
                "update {t} set exited_on = exited_on - 1 where exited_on is not null",
                "update {t} set exited_on = null",
                "update {t} set exited_on = as_of where account_id = 'a3'",
                "delete from {t} where account_id = 'a1' and stage = 'Aware'",
            ],
        ),
        (
            "account_stages",
            "stage_is_the_open_spell",
            [
                "update {t} set entered_on = entered_on - 1 where account_id = 'a3'",
                "update {t} set previous_stage = null where account_id = 'a1'",
                "update published.account_stage_history set exited_on = as_of "
                "where account_id = 'a3'",
            ],
        ),
        (
            "lead_score_contributions",
            "points_add_up_to_the_score",
            [
                "delete from {t} where person_id = 'p2'",
                "delete from {t} where rule_id = 'cap'",
                "update {t} set score_name = 'other' where person_id = 'p2'",
                "insert into {t} by name select 'p4' as person_id, 'default' as score_name, "
                "0.01 as points",
            ],
        ),
        (
            "lead_scores",
            "score_and_band_are_those_of_the_history",
            [
                "update {t} set band = 'sql' where person_id = 'p2'",
                "update {t} set band = null where person_id = 'p2'",
                "delete from published.lead_score_history where person_id = 'p4'",
            ],
        ),
        (
            "stage_distribution",
            "last_counts_are_those_of_account_stages",
            [
                "delete from {t} where segment = 'enterprise' and stage = 'Engaged'",
                "update published.account_stages set segment = 'small' where account_id = 'a3'",
            ],
        ),
        (
            "account_stage_reported",
            "every_earlier_report_is_kept",
            [
                "delete from {t} where report_no = 1 and account_id = 'a1'",
                "delete from {t} where account_id = 'a3'",
                "update {t} set stage = null where report_no = 2 and account_id = 'a3'",
                "update {t} set reported_on = reported_on - 1 where report_no = 1",
                "update {t} set rules_version = 'rules-0' where report_no = 1",
                "update {t} set stage_ordinal = 5 where report_no = 1 and account_id = 'a2'",
            ],
        ),
        (
            "account_moves",
            "the_chain_leads_from_the_last_publication_to_today",
            [
                "delete from {t} where account_id = 'a2'",
                "delete from {t} where account_id = 'a1' and move_no = 2",
                "update {t} set to_stage = 'Aware' where account_id = 'a2'",
                "update {t} set from_stage = null where account_id = 'a3'",
                "insert into {t} by name select 'ghost' as account_id, 1 as move_no",
                "update published.account_stages set stage = 'Aware' where account_id = 'a3'",
            ],
        ),
        (
            "owners",
            "rows_carry_the_run_that_was_built",
            ["update {t} set as_of = as_of - 1", "update {t} set run_id = null"],
        ),
        (
            "accounts",
            "rows_carry_the_run_that_was_built",
            ["update {t} set rules_version = 'rules-0' where account_id = 'a2'"],
        ),
    ],
)  # fmt: skip
def test_a_gate_between_tables_sees_every_way_to_break_it(
    home: Home, tmp_path: Path, table: str, name: str, damages: list[str]
) -> None:
    for number, statement in enumerate(damages):
        copy = Path(shutil.copy(home.database, tmp_path / f"{number}.duckdb"))
        damage(copy, statement.format(t=f"published.{table}"))
        assert not look(home, copy, table, name)[0].passed, statement


def test_examples_name_the_offending_rows_by_key(home: Home, broken: Path) -> None:
    damage(broken, "update published.lead_scores set score = 140 where person_id = 'p2'")
    (check,) = look(home, broken, "lead_scores", "score_is_within_0_and_100")
    assert check.examples == ("person_id=p2, score_name=default",)
    (check,) = look(home, broken, "lead_score_contributions", "points_add_up_to_the_score")
    assert "person_id=p2, score_name=default, score=140.00, points=45.00" in check.line


def test_examples_of_a_repeat_are_the_rows_that_repeat(home: Home, broken: Path) -> None:
    damage(broken, "update published.people set email = 'p1@a1.example' where person_id = 'p3'")
    (check,) = look(home, broken, "people", "one_person_per_email")
    assert check.examples == ("person_id=p1", "person_id=p3")


def test_nothing_a_person_is_called_or_reached_by_enters_a_check(home: Home, broken: Path) -> None:
    damage(broken, "update published.people set email = 'Secret.Name@Hidden.example'")
    checks = look(home, broken, "people")
    assert len([check for check in checks if not check.passed]) >= 2
    assert "Hidden" not in str(checks)


def test_a_missing_column_fails_what_needs_it_and_says_so(home: Home, broken: Path) -> None:
    damage(broken, "alter table published.lead_scores drop column score")
    contract, present = look(
        home, broken, "lead_scores", "columns_of_the_contract_are_there", "score_is_present"
    )
    assert contract.observed == "columns missing: score"
    assert not present.passed
    assert "cannot be evaluated" in str(present.observed)


def test_one_expectation_that_cannot_run_does_not_fail_the_others(home: Home, broken: Path) -> None:
    damage(broken, "alter table published.lead_scores alter score type varchar")
    damage(broken, "update published.lead_scores set score = 'much' where person_id = 'p4'")
    checks = {check.name: check.passed for check in look(home, broken, "lead_scores")}
    assert not checks["score_is_within_0_and_100"]
    assert checks["person_id_is_present"]
    assert checks["everyone_is_scored"]


def way_to_break(table: str, name: str) -> str:
    """Return SQL that makes one expectation false and leaves as much as possible in place."""
    expectation = SUITES[table][name]
    settings: Mapping[str, Any] = expectation.configuration.kwargs
    relation = f"published.{table}"
    column = settings.get("column")
    match expectation.expectation_type:
        case "expect_column_values_to_not_be_null":
            return f"update {relation} set {column} = null where rowid = 0"
        case "expect_column_values_to_be_in_set":
            return f"update {relation} set {column} = 'nonsense' where rowid = 0"
        case "expect_column_values_to_be_unique" | "expect_compound_columns_to_be_unique":
            return f"insert into {relation} from {relation} where rowid = 0"
        case "expect_column_values_to_be_between":
            limit = settings.get("max_value")
            value = settings["min_value"] - 1 if limit is None else limit + 1
            return f"update {relation} set {column} = {value} where rowid = 0"
        case "expect_column_pair_values_a_to_be_greater_than_b":
            return later_than_allowed(relation, settings)
        case "expect_table_columns_to_match_set":
            spare = next(c for c in settings["column_set"] if c not in KEYS[table])
            return f"alter table {relation} drop column {spare}"
        case "expect_table_row_count_to_be_between":
            return f"delete from {relation}"
        case _ if name == "rows_carry_the_run_that_was_built":
            return f"update {relation} set run_id = 'other' where rowid = 0"
        case _:
            return BREAKS[table][name].format(t=relation)


def later_than_allowed(relation: str, settings: Mapping[str, Any]) -> str:
    greater, lesser = settings["column_A"], settings["column_B"]
    if greater == "as_of" or lesser != "as_of":
        # A probability or a count as well as a day: one more is too much for each.
        return f"update {relation} set {lesser} = {greater} + 1 where {greater} is not null"
    return f"update {relation} set {greater} = {lesser} where rowid = 0"


def damage(database: Path, statements: str) -> None:
    with duckdb.connect(database) as connection:
        connection.execute(statements)


def look(home: Home, database: Path, table: str, *names: str) -> list[Check]:
    """Evaluate some expectations of a table on a database."""
    build = read_build(build_path(home.path))
    suite = {name: SUITES[table][name] for name in names or SUITES[table]}
    earlier = find_earlier(home.path, build.fingerprint)
    checks = run_gate(database, build, lambda _: None, earlier, {table: suite})
    assert [check.name for check in checks] == [*suite]
    return checks


def judge_by(home: Home, check: Check) -> Verdict:
    """Return the verdict that the good candidate would have with one check replaced."""
    checks = [
        check if (old.table, old.name) == (check.table, check.name) else old
        for old in home.verdict.checks
    ]
    build = read_build(build_path(home.path))
    good = home.verdict
    return judge(build, good.candidate, good.files, good.suites, checks)
