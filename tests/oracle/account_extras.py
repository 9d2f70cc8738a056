"""Account scores and buying groups as published, against those counted by hand."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import duckdb

from tests.oracle.account_metrics import AccountFacts, Metrics
from tests.oracle.account_scores import score_points
from tests.oracle.buying_groups import RoleDay, buying_group
from tests.oracle.rule_files import RuleSet

LEAST_FIT = 60
Scores = tuple[Fraction, Fraction, Fraction]
People = tuple[int, int, int, bool, float | None]


@dataclass
class PublishedExtras:
    """One account: its score and ledger, the roles of each day, and account_stages on people."""

    scores: Scores | None = None
    ledger: dict[str, Fraction] = field(default_factory=dict)
    days: dict[date, dict[str, RoleDay]] = field(default_factory=lambda: defaultdict(dict))
    people: People | None = None
    stage_score: Fraction | None = None
    fit: tuple[Fraction | None, str] | None = None


def read_extras(connection: duckdb.DuckDBPyConnection, as_of: date) -> dict[str, PublishedExtras]:
    """Read scores and buying groups; an overlap of days is an error."""
    extras: dict[str, PublishedExtras] = defaultdict(PublishedExtras)
    for key, *scores in connection.execute(
        "select account_id, score, change_7d, change_28d from account_scores"
    ).fetchall():
        extras[key].scores = (Fraction(scores[0]), Fraction(scores[1]), Fraction(scores[2]))
    for key, rule_id, points in connection.execute(
        "select account_id, rule_id, points from account_score_contributions"
    ).fetchall():
        extras[key].ledger[rule_id] = Fraction(points)
    for key, score, fit, status, *people, coverage in connection.execute(
        "select account_id, account_score, icp_score, icp_status, known_people, engaged_people,"
        " decision_makers_known, decision_maker_reached, buying_group_coverage from account_stages"
    ).fetchall():
        share = None if coverage is None else float(coverage)
        extras[key].people = (people[0], people[1], people[2], people[3], share)
        extras[key].stage_score = Fraction(score)
        extras[key].fit = (None if fit is None else Fraction(fit), status)
    for key, role, first, end, *values in connection.execute(
        "select account_id, role, valid_from, valid_to, required, is_core, known, engaged, status,"
        " last_engaged_on from buying_group_history"
    ).fetchall():
        day, last = first, (end or as_of + timedelta(days=1)) - timedelta(days=1)
        while day <= last:
            assert role not in extras[key].days[day], f"two rows of {role} hold on {day}"
            # The last engagement is seen from the row's last day.
            extras[key].days[day][role] = RoleDay(*values[:5], values[5] if day == last else None)
            day += timedelta(days=1)
    return dict(extras)


def extra_lines(
    key: str, facts: AccountFacts, theirs: PublishedExtras, rules: RuleSet, as_of: date
) -> Iterator[str]:
    """One sentence per figure that differs."""
    yield from _score_lines(key, facts, theirs, rules, as_of)
    ours = buying_group(facts, rules, as_of)
    people = (
        ours.known_people,
        ours.engaged_people,
        ours.decision_makers_known,
        ours.decision_maker_reached,
        ours.coverage,
    )
    if people != theirs.people:
        yield f"account {key}, people: oracle {people}, pipeline {theirs.people}"
    for day, roles in ours.days.items():
        published = theirs.days.get(day, {})
        for role in sorted(roles.keys() | published.keys()):
            ours_then, theirs_then = roles.get(role), published.get(role)
            if not _agree(ours_then, theirs_then):
                yield f"account {key}, {role}, {day}: oracle {ours_then}, pipeline {theirs_then}"
                return


def _agree(ours: RoleDay | None, theirs: RoleDay | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    counts = [
        (one.required, one.is_core, one.known, one.engaged, one.status) for one in (ours, theirs)
    ]
    return counts[0] == counts[1] and theirs.last_on in (None, ours.last_on)


def _score_lines(
    key: str, facts: AccountFacts, theirs: PublishedExtras, rules: RuleSet, as_of: date
) -> Iterator[str]:
    metrics = Metrics(rules)

    def points(day: date) -> dict[str, Fraction]:
        if day < facts.first_day():
            return {}
        return score_points(rules, lambda name, window: metrics.value(facts, name, window, day))

    ledgers = [points(as_of - timedelta(days=back)) for back in (0, 7, 28)]
    now, week, month = (sum(ledger.values(), Fraction(0)) for ledger in ledgers)
    ours = (now, now - week, now - month)
    if ours != theirs.scores or now != theirs.stage_score:
        yield f"account {key}, scores: oracle {_shown(ours)}, pipeline {_shown(theirs.scores)}"
    fit = metrics.value(facts, "icp_score", "", as_of)
    status = "unknown" if fit is None else "fit" if fit >= LEAST_FIT else "no_fit"
    if (fit, status) != theirs.fit:
        yield f"account {key}, fit: oracle {fit}, {status}, pipeline {theirs.fit}"
    if ledgers[0] != theirs.ledger:
        yield f"account {key}, score ledger: oracle {ledgers[0]}, pipeline {theirs.ledger}"


def _shown(scores: Scores | None) -> str:
    return "none" if scores is None else str([Decimal(float(score)) for score in scores])
