"""Which people change band, grade, lead stage or readiness for sales under edited rules, and why.

Also what bands are worth under both rule sets. Rows of many people stay in tables; only those who
move become objects.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

COMPUTED_STANDINGS = """
    select people.person_id, people.full_name as person_name,
        coalesce(labels.segment, 'no account') as segment, steps.band, states.grade,
        leads.lead_stage as stage, leads.sales_ready_day is not null as is_ready,
        leads.qualified_by, steps.score_cents / 100.0 as score
    from (
        select person_key, band, score_cents, day,
            lead(day) over (partition by person_key order by day) as next_day
        from steps.int_person_bands
    ) as steps
    cross join staging.stg_control__run as runs
    inner join unified.int_people as people on steps.person_key = people.person_key
    left join steps.int_lead_states as states
        on steps.person_key = states.person_key and states.score_no = 1
    left join steps.int_lead_qualifications as leads on steps.person_key = leads.person_key
    left join steps.int_account_labels as labels on people.account_key = labels.account_key
    where steps.day <= runs.as_of_day and coalesce(steps.next_day > runs.as_of_day, true)
"""
PUBLISHED_STANDINGS = """
    select person_id, person_name, coalesce(segment, 'no account') as segment,
        best_band as band, grade, lead_stage as stage, sales_ready_on is not null as is_ready,
        qualified_by, score
    from published.lead_scores
    where is_main
"""
COMPUTED_LEDGER = """
    select people.person_id, ledger.rule_id, ledger.points_cents / 100.0 as points
    from steps.int_score_ledger as ledger
    inner join unified.int_people as people on ledger.person_key = people.person_key
"""
PUBLISHED_LEDGER = "select person_id, rule_id, points from published.lead_score_contributions"
# The last four quarters that were followed by a whole horizon, together.
COMPUTED_OUTCOMES = """
    select band, cast(sum(people) as integer), cast(sum(converted) as integer)
    from steps.int_band_outcomes
    where segment = 'all' and day in (
        select distinct day from steps.int_band_outcomes order by day desc limit 4
    )
    group by band order by band
"""
PUBLISHED_OUTCOMES = """
    select band, cast(sum(people) as integer), cast(sum(converted) as integer)
    from published.band_outcomes
    where segment = 'all' and quarter_on in (
        select distinct quarter_on from published.band_outcomes order by quarter_on desc limit 4
    )
    group by band order by band
"""
# Caps and the clip come last: they follow from the points of rules. Points are compared as they are
# shown: sums of the same doubles in another order differ in digits that nobody sees.
MOVES = """
    with movers as (
        select
            coalesce(after.person_id, before.person_id) as person_id,
            coalesce(after.person_name, before.person_name) as person_name,
            coalesce(after.segment, before.segment) as segment,
            before.band as from_band, after.band as to_band,
            before.grade as from_grade, after.grade as to_grade,
            before.stage as from_stage, after.stage as to_stage,
            before.is_ready as ready_before, after.is_ready as ready_after,
            before.qualified_by as qualified_before, after.qualified_by as qualified_after,
            before.score as score_before, after.score as score_after,
            before.person_id is null as is_new, after.person_id is null as is_gone
        from standings_before as before
        full join standings_after as after on before.person_id = after.person_id
        where before.band is distinct from after.band
            or before.grade is distinct from after.grade
            or before.stage is distinct from after.stage
            or before.is_ready is distinct from after.is_ready
    ),
    points as (
        select
            person_id, rule_id,
            cast(sum(points_before) as decimal(9, 2)) as points_before,
            cast(sum(points_after) as decimal(9, 2)) as points_after
        from (
            select person_id, rule_id, points as points_before, 0 as points_after from ledger_before
            union all
            select person_id, rule_id, 0, points from ledger_after
        ) as entries
        where person_id in (select person_id from movers)
        group by person_id, rule_id
    ),
    changes as (
        select *, row_number() over (
            partition by person_id
            order by rule_id in ('cap', 'clip'), abs(points_after - points_before) desc, rule_id
        ) as change_no
        from points where points_before <> points_after
    )
    select
        movers.person_id, movers.person_name, movers.segment, movers.from_band, movers.to_band,
        movers.from_grade, movers.to_grade,
        movers.from_stage, movers.to_stage, movers.ready_before, movers.ready_after,
        cast(movers.score_before as decimal(9, 2)), cast(movers.score_after as decimal(9, 2)),
        movers.is_new, movers.is_gone, movers.qualified_before, movers.qualified_after,
        changes.rule_id, changes.points_before, changes.points_after
    from movers
    left join changes on movers.person_id = changes.person_id and changes.change_no = 1
    order by movers.person_id
"""


@dataclass(frozen=True)
class PersonMove:
    """A person whose band, grade, lead stage or readiness for sales differs.

    All are None where the rules do not score the person.
    """

    person_id: str
    person_name: str | None
    segment: str
    from_band: str | None
    to_band: str | None
    from_grade: str | None
    to_grade: str | None
    from_stage: str | None
    to_stage: str | None
    ready_before: bool | None
    ready_after: bool | None
    score_before: Decimal | None
    score_after: Decimal | None
    reason: str


@dataclass(frozen=True)
class BandOutcome:
    """People who were in a band when a quarter began, and how many then got an opportunity."""

    band: str
    people_before: int
    converted_before: int
    people_after: int
    converted_after: int


@dataclass(frozen=True)
class People:
    """One rule set's answer: who stands where on as_of, points by rule, what bands were worth."""

    standings: pa.Table
    ledger: pa.Table
    outcomes: dict[str, tuple[int, int]]


def read_people(connection: duckdb.DuckDBPyConnection, *, published: bool) -> People:
    """Read what a revision says, or what the models computed."""
    standings, ledger, outcomes = (
        (PUBLISHED_STANDINGS, PUBLISHED_LEDGER, PUBLISHED_OUTCOMES)
        if published
        else (COMPUTED_STANDINGS, COMPUTED_LEDGER, COMPUTED_OUTCOMES)
    )
    return People(
        connection.execute(standings).to_arrow_table(),
        connection.execute(ledger).to_arrow_table(),
        {
            band: (people, converted)
            for band, people, converted in connection.execute(outcomes).fetchall()
        },
    )


def compare_people(before: People, after: People) -> tuple[PersonMove, ...]:
    """Return exactly the people whose band, grade, stage or readiness differs, with the reason."""
    with duckdb.connect() as connection:
        for name, people in (("before", before), ("after", after)):
            connection.register(f"standings_{name}", people.standings)
            connection.register(f"ledger_{name}", people.ledger)
        rows = connection.execute(MOVES).fetchall()
    return tuple(_move(*row) for row in rows)


def compare_outcomes(before: People, after: People) -> tuple[BandOutcome, ...]:
    """Return every band of either side with its people of the last four quarters."""
    bands = sorted({*before.outcomes, *after.outcomes})
    return tuple(
        BandOutcome(band, *before.outcomes.get(band, (0, 0)), *after.outcomes.get(band, (0, 0)))
        for band in bands
    )


def _move(*row: Any) -> PersonMove:
    *found, is_new, is_gone, qualified_before, qualified_after, rule_id, points, points_after = row
    move = PersonMove(*(*found, ""))
    is_other_lead = (move.from_stage, move.ready_before) != (move.to_stage, move.ready_after)
    if is_new:
        reason = "the rules in force leave the person out"
    elif is_gone:
        reason = "the edited rules leave the person out"
    elif qualified_before != qualified_after and move.from_band == move.to_band and is_other_lead:
        reason = (
            f"qualified by {qualified_before or 'nothing'} before, "
            f"by {qualified_after or 'nothing'} after"
        )
    elif rule_id is not None:
        reason = f"{rule_id}: {points:f} before, {points_after:f} after"
    elif move.from_band != move.to_band:
        reason = "the same points: a threshold or a requirement of a band changed"
    elif not is_other_lead:
        reason = "the same points: a threshold of a grade changed"
    else:
        reason = "the same points and reasons: when they began to hold changed"
    return replace(move, reason=reason)
