"""A rule change, previewed and adopted: who moves is foretold, and what was reported stays.

One story of three more runs, since each costs half a minute.
"""

import csv
import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.pipeline import run_pipeline
from orchestration.publishing.revisions import rollback
from orchestration.settings import DBT_SOURCES, Settings
from tests.pipeline.conftest import END, Ran

pytestmark = pytest.mark.pipeline

EARLIER = END - timedelta(days=20)
LEADS = (
    "select person_id, best_band, grade, lead_stage, sales_ready_on is not null, score "
    "from lead_scores where is_main"
)
Worth = tuple[str, int, int]
REPORT = "account_id, report_no, reported_on, stage, stage_ordinal, rules_version"


@dataclass
class Story:
    """A home whose revisions are told one after the other."""

    settings: Settings
    revisions: list[Ran]
    lines: list[str] = field(default_factory=list)

    @property
    def last(self) -> Ran:
        return self.revisions[-1]

    def run(self, rules: Path | None, as_of: date, **options: bool) -> Ran:
        settings = self.settings.model_copy(update={"rules": rules, "as_of": as_of})
        self.revisions.append(Ran(settings, run_pipeline(settings, self.lines.append, **options)))
        return self.last


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two engaged people make an account Engaged, and it takes two to be Aware.

    Directors are worth more than anybody's page views, and one call to action is enough for sales.
    """
    rules = tmp_path_factory.mktemp("rules")
    text = (DBT_SOURCES / "seeds" / "stage_rules.csv").read_text()
    for old, new in (
        ("Engaged,three_people,,engaged_people,90,3", "Engaged,three_people,,engaged_people,90,2"),
        ("Aware,one_engaged,,engaged_people,90,1", "Aware,one_engaged,,engaged_people,90,2"),
    ):
        assert old in text
        text = text.replace(old, new)
    (rules / "stage_rules.csv").write_text(text)
    scoring = (DBT_SOURCES / "seeds" / "scoring_rules.csv").read_text()
    for old, new in (
        ("厂长|负责人,12,", "厂长|负责人,20,"),
        ("equals,email_clicked,3,", "equals,email_clicked,12,"),
    ):
        assert old in scoring
        scoring = scoring.replace(old, new)
    (rules / "scoring_rules.csv").write_text(scoring)
    qualification = (DBT_SOURCES / "seeds" / "qualification_rules.csv").read_text()
    two_calls = "mql,two_calls_to_action,distinct_calls_to_action,60,2"
    assert two_calls in qualification
    (rules / "qualification_rules.csv").write_text(
        qualification.replace(two_calls, two_calls.replace("mql", "sql").replace("60,2", "60,1"))
    )
    bands = (DBT_SOURCES / "seeds" / "score_bands.csv").read_text()
    (rules / "score_bands.csv").write_text(bands.replace("mql,40", "mql,35"))
    return rules


@pytest.fixture(scope="module")
def told(ran: Ran, tmp_path_factory: pytest.TempPathFactory) -> Story:
    home = tmp_path_factory.mktemp("story") / "home"
    shutil.copytree(ran.settings.home, home, symlinks=True)
    settings = ran.settings.model_copy(update={"home": home})
    return Story(settings, [Ran(settings, ran.outcome)])


@pytest.fixture(scope="module")
def foretold(told: Story, edited: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a preview, which changed nothing that was landed or published."""
    target = tmp_path_factory.mktemp("preview") / "moves.csv"
    before = contents(told.settings.home)
    arguments = ["rules", "preview", "--rules", str(edited), "--csv", str(target), "--limit", "1"]
    arguments += ["--people-csv", str(target.with_name("people.csv"))]
    result = CliRunner().invoke(app, [*arguments, "--home", str(told.settings.home)])
    assert result.exit_code == 0, result.output
    assert contents(told.settings.home) == before
    for words in (
        "~ stage=Aware", "change their stage", "more: --csv FILE", "Accounts by move",
        "People by change of band", "People by change of lead stage", "become ready for sales",
        "People who move", "more: --people-csv FILE", "What bands are worth",
    ):  # fmt: skip
        assert words in result.stdout
    target.with_name("screen.txt").write_text(result.stdout)
    return target


def test_the_preview_lists_exactly_the_accounts_that_then_move(
    told: Story, edited: Path, foretold: Path
) -> None:
    stages = "select account_id, stage from account_stages"
    before, reports = dict(told.last.query(stages)), reported(told.last)
    leads, worth = {row[0]: row for row in told.last.query(LEADS)}, outcomes(told.last)
    # Nothing is left of the warehouse; what was reported before is in the published revisions.
    after = dict(told.run(edited, END, full_refresh=True).query(stages))
    assert_people_move_as_foretold(told.last, foretold, leads)
    assert_bands_are_worth_as_foretold(told.last, foretold, worth)
    moved = {(key, before[key], after[key]) for key in after if before[key] != after[key]}
    with foretold.open(encoding="utf-8") as file:
        rows = [*csv.DictReader(file)]
    assert {(row["account_id"], row["from_stage"], row["to_stage"]) for row in rows} == moved
    for row in rows:
        up, down = f"{row['to_stage']} (by|held,)", f"{row['from_stage']} not met, nearest"
        assert re.match(rf"({up}|{down}) .+: .+ \(needed ", row["reason"]), row
    assert moved
    assert set(told.last.query(
        "select account_id, from_stage, to_stage, regexp_replace(reason, "
        "'^rules changed from [0-9a-f]+ to [0-9a-f]+: ', '') "
        "from account_moves where kind = 'restated'"
    )) == {
        (row["account_id"], row["from_stage"], row["to_stage"], row["reason"]) for row in rows
    }  # fmt: skip
    assert told.last.query("select count(*) from account_moves") == [(len(moved),)]
    assert reports <= reported(told.last)
    assert len(reported(told.last)) == len(reports) + len(after)


def test_reports_survive_a_rollback_and_a_publication_of_an_earlier_day(told: Story) -> None:
    reports = reported(told.last)
    before = dict(told.last.query("select account_id, stage from account_stages"))
    rollback(told.settings.home, 1)
    earlier = told.run(None, EARLIER)
    assert reports < reported(earlier)
    assert_the_chain_adds_up(before, earlier)
    kinds = {kind for (kind,) in earlier.query("select distinct kind from account_moves")}
    assert kinds <= {"restated", "left"}
    # The run went back and to the default rules at once; no reason blames the facts.
    causes = f"published as of an earlier day than {END} and rules changed from % to %: %"
    assert earlier.query(
        f"select count(*) > 5, bool_and(reason like '{causes}') "
        "from account_moves where kind = 'restated'"
    ) == [(True, True)]
    screen = CliRunner().invoke(app, ["status", "--home", str(told.settings.home)]).stdout
    assert f"An earlier day than {END} of revision 2: readers now see {EARLIER}" in screen
    assert "of revision 2: all days are told by the present ones" in screen
    assert any(f"as of {EARLIER}, earlier than {END} of revision 2" in line for line in told.lines)
    assert earlier.query("select max(reported_on) > max(as_of) from account_stage_reported") == [
        (True,)
    ]


def test_moves_lead_from_the_last_publication_to_today(told: Story) -> None:
    if told.last.outcome.as_of != EARLIER:
        told.run(None, EARLIER)
    reports = reported(told.last)
    before = dict(told.last.query("select account_id, stage from account_stages"))
    today = told.run(None, END)
    assert reports < reported(today)
    assert_the_chain_adds_up(before, today)
    assert today.query(
        "select count(*) > 5, bool_and(reason like '%(needed %' or reason like 'churned on %') "
        "from account_moves where kind in ('forward', 'backward')"
    ) == [(True, True)]
    listed = [*today.query("select account_id from account_moves where kind = 'restated'")]
    assert today.query(
        "select account_id, entered_on from account_stage_history "
        f"where entered_on > date '{EARLIER}' and direction <> 'start' order by all"
    ) == today.query(
        "select account_id, moved_on from account_moves "
        "where kind in ('forward', 'backward') order by all"
    )
    assert len(listed) < 5, "the same rules and facts: only identity of as_of can restate"


def test_wrong_rule_files_end_the_preview_with_one_clear_error(
    ran: Ran, edited: Path, tmp_path: Path
) -> None:
    def say(*arguments: str) -> str:
        home = ["--home", str(ran.settings.home)]
        result = CliRunner().invoke(app, ["rules", "preview", *home, *arguments])
        assert result.exit_code == 2
        return result.stderr

    assert "--rules DIR" in say()
    (tmp_path / "stage_rules.csv").write_text("stage,rule_group\n")
    assert "column 'metric' is missing" in say("--rules", str(tmp_path))
    assert "not a folder" in say("--rules", str(edited), "--against", str(tmp_path / "none"))


def assert_people_move_as_foretold(
    ran: Ran, foretold: Path, before: dict[str, tuple[object, ...]]
) -> None:
    """Person by person band, stage, readiness, score, and a reason that the ledgers bear out."""
    after = {row[0]: row for row in ran.query(LEADS)}
    moved = {
        (
            key,
            *(str(value) for pair in zip(before[key][1:], row[1:], strict=True) for value in pair),
        )
        for key, row in after.items()
        if before[key][1:5] != row[1:5]
    }
    with foretold.with_name("people.csv").open(encoding="utf-8") as file:
        rows = [*csv.DictReader(file)]
    names = (
        "person_id", "from_band", "to_band", "from_grade", "to_grade", "from_stage", "to_stage",
        "ready_before", "ready_after", "score_before", "score_after",
    )  # fmt: skip
    assert {tuple(row[name] for name in names) for row in rows} == moved
    assert len(rows) > 1
    rules = {row["reason"].split(":")[0] for row in rows}
    assert {rule for rule in rules if not rule.startswith("qualified by ")} <= {
        "title_director", "mail_click", "the same points", "the same points and reasons"
    }  # fmt: skip
    for what in ("band", "grade", "stage"):
        assert any(row[f"from_{what}"] != row[f"to_{what}"] for row in rows)
    assert any(row["ready_before"] != row["ready_after"] for row in rows)
    assert all(key in before for key in after)


def assert_bands_are_worth_as_foretold(ran: Ran, foretold: Path, before: list[Worth]) -> None:
    """The screen's table is what was published before and what is published then."""
    shown = foretold.with_name("screen.txt").read_text().split("What bands are worth")[1]
    for (band, people, converted), (_, *then) in zip(before, outcomes(ran), strict=True):
        (line,) = [line for line in shown.splitlines() if line.strip().startswith(band)]
        numbers = line.replace("%", "").split()
        assert [int(number) for number in numbers[1:3]] == [people, converted]
        assert [int(number) for number in numbers[4:6]] == then


def outcomes(ran: Ran) -> list[Worth]:
    """People and converted of each band in the last four quarters."""
    return ran.query(
        "select band, sum(people)::integer, sum(converted)::integer from band_outcomes "
        "where segment = 'all' and quarter_on in (select distinct quarter_on from band_outcomes "
        "order by 1 desc limit 4) group by band order by band"
    )


def contents(home: Path) -> dict[str, str]:
    """Hash every file that was landed or published, with its date."""
    return {
        f"{path.relative_to(home)} {path.stat().st_mtime_ns}": hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in files_of(home)
    }


def files_of(home: Path) -> Iterator[Path]:
    for folder in home.iterdir():
        if folder.is_dir() and folder.name not in ("work", "dagster"):
            yield from (path for path in folder.rglob("*") if path.is_file())


def reported(ran: Ran) -> set[tuple[object, ...]]:
    return set(ran.query(f"select {REPORT} from account_stage_reported"))


def assert_the_chain_adds_up(before: dict[str, str], ran: Ran) -> None:
    """Walk the moves from the stages before; they must end in the stages of today."""
    walked: dict[str, str | None] = dict(before)
    for key, start, end in ran.query(
        "select account_id, from_stage, to_stage from account_moves order by account_id, move_no"
    ):
        assert walked.get(key) == start
        walked[key] = end
    today = dict(ran.query("select account_id, stage from account_stages"))
    assert {key: stage for key, stage in walked.items() if stage} == today
