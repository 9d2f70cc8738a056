"""What edited rule files would change: which accounts move and why, before anything is published.

The models run on the landed rows under the edited rules, in the working folder of the rules check.
What they are compared with are the rules in force: if the newest revision is of the same landed
rows, rules and date its tables say all, otherwise the models run under those rules too. Which
people change band, grade, lead stage or readiness for sales, and what bands were worth, comes
from the same runs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from orchestration.landing.state import read_landing
from orchestration.publishing.candidate import DATABASE_FILE
from orchestration.publishing.lock import home_lock
from orchestration.publishing.revisions import Revision, newest_revision
from orchestration.rules.differences import FileDifference, compare_rules
from orchestration.rules.errors import RuleError
from orchestration.rules.files import Rules, read_rules
from orchestration.rules.judge import judged_rules
from orchestration.rules.person_moves import (
    BandOutcome,
    People,
    PersonMove,
    compare_outcomes,
    compare_people,
    read_people,
)
from orchestration.rules.usage import evaluated
from orchestration.settings import DBT_SOURCES, Settings
from orchestration.transform.business_date import decide_as_of
from orchestration.transform.fingerprint import fingerprint

SELECTION = (
    "+int_stage_spells", "+int_account_labels", "+int_stage_standings", "+int_unlisted_accounts",
    "+int_person_bands", "+int_lead_qualifications", "+int_lead_states", "+int_score_ledger",
    "+int_band_outcomes",
)  # fmt: skip
COMPUTED_SPELLS = """
    select labels.account_id, labels.account_name, labels.segment, stages.stage, stages.ordinal,
        spells.entered_day,
        case when spells.exited_day <= runs.as_of_day then spells.exited_day end as exited_day
    from steps.int_stage_spells as spells
    cross join staging.stg_control__run as runs
    inner join steps.int_account_labels as labels on spells.account_key = labels.account_key
    inner join rules.stages as stages on spells.ordinal = stages.ordinal
    where spells.replay_id = 0 and spells.entered_day <= runs.as_of_day
"""
PUBLISHED_SPELLS = """
    select history.account_id, history.account_name, stages.segment, history.stage,
        history.stage_ordinal,
        history.entered_on - date '1970-01-01', history.exited_on - date '1970-01-01'
    from published.account_stage_history as history
    inner join published.account_stages as stages on history.account_id = stages.account_id
"""
STANDINGS = "select account_id, ordinal, reached_by, lacking from steps.int_stage_standings"
UNLISTED = "select account_id, reason from unified.int_unlisted_accounts"


@dataclass(frozen=True)
class Standing:
    """An account's stage on as_of; `ordinal` orders stages."""

    name: str | None
    segment: str
    stage: str
    ordinal: int


@dataclass(frozen=True)
class Snapshot:
    """One rule set's answer: accounts by id on as_of, all spells of the history, and people."""

    accounts: dict[str, Standing]
    spells: frozenset[tuple[Any, ...]]
    people: People


@dataclass(frozen=True)
class Reason:
    """How an account stands to a stage of the edited rules on as_of; `lacking` is None if met."""

    reached_by: str
    lacking: str | None


Reasons = dict[tuple[str, int], Reason]


@dataclass(frozen=True)
class StageMove:
    """An account whose stage differs; a stage is None where the rules do not list the account."""

    account_id: str
    account_name: str | None
    segment: str
    from_stage: str | None
    to_stage: str | None
    reason: str


@dataclass(frozen=True)
class Preview:
    """What would change."""

    as_of: date
    version_before: str
    version_after: str
    files: tuple[FileDifference, ...]
    accounts: int
    moves: tuple[StageMove, ...]
    spells_gone: int
    spells_come: int
    person_moves: tuple[PersonMove, ...]
    band_outcomes: tuple[BandOutcome, ...]


def preview_rules(
    settings: Settings, against: Path | None = None, as_of: date | None = None
) -> Preview:
    """Compare `settings.rules` with the rules in force, or with the folder `against`.

    as_of is that of the newest revision unless given. Raises RuleError for files that cannot be
    used, TransformError if dbt fails, NoBusinessDateError if nothing is landed.
    """
    if settings.rules is None:
        raise RuleError("name the folder with the edited rule files: --rules DIR")
    after = judged_rules(DBT_SOURCES / "seeds", settings.rules)
    with home_lock(settings.home):
        newest = newest_revision(settings.home)
        before = _rules_in_force(settings, newest, against)
        if as_of is None:
            as_of = (
                date.fromisoformat(newest.manifest["as_of"]) if newest else decide_as_of(settings)
            )
        current = _current(settings, before, as_of, newest)
        with evaluated(settings, after, as_of, SELECTION) as found:
            edited = _snapshot(found, published=False)
            reasons = _read_reasons(found)
            unlisted = dict(found.execute(UNLISTED).fetchall())
    return Preview(
        as_of=as_of,
        version_before=before.version,
        version_after=after.version,
        files=compare_rules(before, after),
        accounts=len(edited.accounts),
        moves=compare_stages(current.accounts, edited.accounts, reasons, unlisted),
        spells_gone=len(current.spells - edited.spells),
        spells_come=len(edited.spells - current.spells),
        person_moves=compare_people(current.people, edited.people),
        band_outcomes=compare_outcomes(current.people, edited.people),
    )


def _rules_in_force(settings: Settings, newest: Revision | None, against: Path | None) -> Rules:
    """Return the rules of the newest revision: the last run's own copy, or the defaults."""
    if against is not None or newest is None:
        return judged_rules(DBT_SOURCES / "seeds", against)
    version = newest.manifest["rules_version"]
    for overlay in (settings.dbt_dir / "seeds", None):
        try:
            rules = read_rules(DBT_SOURCES / "seeds", overlay)
        except RuleError:
            continue  # The copy is gone, or of a program that knew other rule files.
        if rules.version == version:
            return rules
    raise RuleError(
        f"the rule files of revision {newest.number} (version {version}) are not at hand; "
        "name the folder that holds them: --against DIR"
    )


def _current(settings: Settings, rules: Rules, as_of: date, newest: Revision | None) -> Snapshot:
    """Read what the newest revision says, if it says it of these facts; else compute it."""
    version = read_landing(settings.home).version
    mark = fingerprint(version, rules.version, as_of, settings.business_timezone)
    if newest is not None and newest.manifest["fingerprint"] == mark:
        with duckdb.connect(str(newest.path / DATABASE_FILE), read_only=True) as published:
            return _snapshot(published, published=True)
    with evaluated(settings, rules, as_of, SELECTION) as found:
        return _snapshot(found, published=False)


def _snapshot(connection: duckdb.DuckDBPyConnection, *, published: bool) -> Snapshot:
    accounts, history = {}, []
    spells = PUBLISHED_SPELLS if published else COMPUTED_SPELLS
    for key, *standing, entered, exited in connection.execute(spells).fetchall():
        account = Standing(*standing)
        history.append((key, account.stage, entered, exited))
        if exited is None:
            accounts[key] = account
    return Snapshot(accounts, frozenset(history), read_people(connection, published=published))


def _read_reasons(connection: duckdb.DuckDBPyConnection) -> Reasons:
    return {
        (key, ordinal): Reason(*texts)
        for key, ordinal, *texts in connection.execute(STANDINGS).fetchall()
    }


def compare_stages(
    before: dict[str, Standing],
    after: dict[str, Standing],
    reasons: Reasons,
    unlisted: Mapping[str, str],
) -> tuple[StageMove, ...]:
    """Return exactly the accounts whose stage differs, by id.

    `reasons` are those of the rules behind `after`; `unlisted` says why they list an account no
    more.
    """
    moves = []
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if (old and old.stage) == (new and new.stage):
            continue
        shown = new or old
        assert shown is not None
        moves.append(
            StageMove(
                key,
                shown.name,
                shown.segment,
                old.stage if old else None,
                new.stage if new else None,
                _reason(key, old, new, reasons) if new else unlisted[key],
            )
        )
    return tuple(moves)


def _reason(key: str, old: Standing | None, new: Standing, reasons: Reasons) -> str:
    """Say what the higher stage met under the edited rules, or what the lost one lacks."""
    if old is None:
        return "the rules in force leave the account out or count it as a part of another"
    if new.ordinal > old.ordinal:
        return reasons[key, new.ordinal].reached_by
    return reasons[key, old.ordinal].lacking or f"{old.stage} not met"
