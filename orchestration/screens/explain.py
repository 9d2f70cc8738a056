"""Explains one account or person from the published tables: since when, why, what next."""

from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.table import Table

from orchestration.counts import counted
from orchestration.screens.published import NothingPublishedError, Published, Row

FIND_ACCOUNT = """
    select * from account_stages
    where account_id = $1 or lower(account_name) = lower($1)
    order by account_id
"""
FIND_PERSON = """
    select * from lead_scores
    where person_id = $1 or lower(person_name) = lower($1) or email = lower(trim($1))
    order by person_id, is_main desc, score_name
"""
SPELLS = """
    select entered_on, exited_on, stage, move_kind, rule_group, entry_reason, duration_days
    from account_stage_history where account_id = ? order by entered_on desc limit 12
"""
REPORTS = """
    select reported_on, coalesce(stage, 'no longer listed') as stage, rules_version
    from account_stage_reported where account_id = ? order by report_no desc limit 12
"""
MOVES = """
    select moved_on, from_stage, to_stage, kind, reason
    from account_moves where account_id = ? order by move_no
"""
TIMELINE = """
    select day, who, what, stage from timeline
    where account_id = ? {} order by day desc, event_id limit 15
"""
PEOPLE = """
    select person_name, title, score, best_band as band from lead_scores
    where account_id = ? and is_main order by score desc, person_id limit 5
"""
LEDGER = """
    select category, rule_id, description, events, points, last_event_on, next_decay_on
    from lead_score_contributions where person_id = ? and score_name = ?
    order by category = 'score', sum(points) over (partition by category) desc, category,
        rule_id in ('cap', 'clip'), points desc, rule_id
"""
HISTORY = """
    select valid_from, valid_to, score, band from lead_score_history
    where person_id = ? and score_name = ? order by valid_from desc limit 8
"""


HANDOFF = """
    select created_on, reason_text, coalesce(owner_name, 'nobody') as owner, priority, state,
        due_at, first_contact_at, contact_channels
    from sales_handoffs
    where person_id = ? and subject = 'person' order by created_on desc, handoff_id limit 1
"""
CHANCE = """
    select probability, horizon_days, drivers_up, drivers_down
    from lead_predictions where person_id = ?
"""
CONSENTS = """
    select channel, consent from (
        select 1 as place, 'email' as channel, consent_email as consent, email as address
        from people where person_id = $1
        union all
        select 2, 'phone', consent_phone, coalesce(phone, mobile) from people where person_id = $1
        union all
        select 3, 'wechat', consent_wechat, wechat_id from people where person_id = $1
    ) where trim(address) <> '' order by place
"""


class NotFoundError(NothingPublishedError):
    """No published account or person goes by that name."""


def show_explanation(console: Console, published: Published, subject: str) -> None:
    """Print the explanation of each account and person called `subject`."""
    accounts = published.rows(FIND_ACCOUNT, [subject])
    people = published.rows(FIND_PERSON, [subject])
    if not accounts and not people:
        raise NotFoundError(
            f"no published account or person has the id, name or e-mail {subject!r}"
        )
    for account in accounts:
        _show_account(console, published, account)
    for _, scores in groupby(people, lambda row: row["person_id"]):
        _show_person(console, published, [*scores])


def _show_account(console: Console, published: Published, account: Row) -> None:
    name, key = account["account_name"], account["account_id"]
    console.print(f"\n{name} ({key}), {account['segment']}", style="bold")
    for line in _account_lines(account):
        console.print(f"  {line}")
    _show_table(console, "How it got here", published.rows(SPELLS, [key]))
    _show_table(console, "What was reported, and when", published.rows(REPORTS, [key]))
    _show_table(console, "Moves since the last publication", published.rows(MOVES, [key]))
    _show_table(console, "Its people", published.rows(PEOPLE, [key]))
    _show_table(console, "What happened", published.rows(TIMELINE.format(""), [key]))


def _account_lines(account: Row) -> Iterator[str]:
    stood = counted(account["days_in_stage"], "day")
    line = f"{account['stage']} since {account['entered_on']} ({stood})"
    if account["previous_stage"]:
        before = counted(account["days_in_previous_stage"], "day")
        line += f", before that {account['previous_stage']} for {before}"
    yield line
    yield f"Because: {account['entry_reason']}"
    if account["is_held"]:
        yield "Its criteria are no longer met: the stage is held for its hold days"
    score = "" if account["icp_score"] is None else f" ({account['icp_score']})"
    yield (
        f"ICP {account['icp_status']}{score}, "
        f"{counted(account['known_people'], 'person', 'people')} known, "
        f"{account['engaged_people']} engaged in 90 days"
    )
    if account["next_stage"]:
        yield f"For {account['next_stage']}: {account['missing_for_next'] or 'nothing but time'}"
    if account["next_action"]:
        yield f"Next: {account['next_action']}"
    if account["next_change_on"]:
        # A revision of an earlier version does not say to which stage.
        stage = account.get("next_change_stage")
        to = f" to {stage}" if stage else ""
        yield f"If nothing happens the stage changes{to} on {account['next_change_on']}"


def _show_person(console: Console, published: Published, scores: list[Row]) -> None:
    """Print one person: each score they have, the main one first, then what happened."""
    main = scores[0]
    name, key = main["person_name"] or main["person_id"], main["person_id"]
    who = "".join(f", {part}" for part in (main["title"], main["account_name"]) if part)
    console.print(f"\n{name} ({key}){who}", style="bold")
    for line in _sales_lines(published, main):
        console.print(f"  {line}")
    for score in scores:
        which = f", score {score['score_name']}" if len(scores) > 1 else ""
        for line in _person_lines(score, which):
            console.print(f"  {line}")
        found = [key, score["score_name"]]
        title = f"Where the points come from{which}"
        _show_table(console, title, published.rows(LEDGER, found))
        _show_table(console, f"Score over time{which}", published.rows(HISTORY, found))
    if main["account_id"]:
        events = published.rows(TIMELINE.format("and person_id = ?"), [main["account_id"], key])
        _show_table(console, "What happened", events)


def _sales_lines(published: Published, person: Row) -> Iterator[str]:
    """Yield what sales need first: where the person stands, what to do until when, the chance."""
    parts = [f"{person['lead_stage']} since {person['lead_stage_since']}"]
    if person["qualified_by"]:
        parts.append(f"qualified by {person['qualified_by']}")
    if person["priority"]:
        parts.append(f"priority {person['priority']}")
    if person["sales_status"]:
        parts.append(f"sales say {person['sales_status']}")
    if person["buying_stage"]:
        parts.append(f"account in {person['buying_stage']}")
    yield "Lead stage " + ", ".join(parts)
    handoffs = published.rows(HANDOFF, [person["person_id"]])
    if person["sales_ready_on"] and not handoffs:
        yield from _why_not_handed_over(published, person)
    for handoff in handoffs:
        yield (
            f"Handed over on {handoff['created_on']} to {handoff['owner']}, priority "
            f"{handoff['priority']}: {handoff['reason_text']}"
        )
        contact = handoff["first_contact_at"]
        done = f"first contact {contact:%Y-%m-%d %H:%M}" if contact else "no contact yet"
        yield f"Due {handoff['due_at']:%Y-%m-%d %H:%M} UTC, {done}: {handoff['state']}"
        if handoff["contact_channels"]:
            yield f"Can be reached by {handoff['contact_channels']}"
    for chance in published.rows(CHANCE, [person["person_id"]]):
        yield (
            f"Chance of an opportunity within {counted(chance['horizon_days'], 'day')}: "
            f"{chance['probability']:.1%}"
        )
        if chance["drivers_up"]:
            yield f"  for it: {chance['drivers_up']}"
        if chance["drivers_down"]:
            yield f"  against it: {chance['drivers_down']}"


def _why_not_handed_over(published: Published, person: Row) -> Iterator[str]:
    """Say so where nobody may contact somebody who is ready for sales."""
    consents = {
        row["channel"]: row["consent"] for row in published.rows(CONSENTS, [person["person_id"]])
    }
    if "granted" not in consents.values():
        known = ", ".join(f"{channel} {consent}" for channel, consent in consents.items())
        yield (
            f"Not handed over, nobody may contact them: {known or 'no address'} (consents of the "
            "input, seed consent_policy)"
        )


def _person_lines(person: Row, which: str) -> Iterator[str]:
    yield (
        f"Score {person['score']}{which}, {person['band']}, place {person['rank']}: "
        f"fit {person['fit_score']}, engagement {person['engagement_score']}, "
        f"of it intent {person['intent_score']}; grade {person['grade']}, "
        f"{person['awareness_label_en'].lower()}"
    )
    for band, day in (("mql", person["mql_on"]), ("sql", person["sql_on"])):
        if day:
            yield f"In band {band} of the score since {day}"
    if person["missing_for_next"]:
        yield f"Missing: {person['missing_for_next']}"
    if person["next_change_on"]:
        band, day = person["next_band"], person["next_band_on"]
        later = f", {band} from {day}" if day else ""
        yield (
            f"If nothing happens score or band changes on {person['next_change_on']}, "
            f"to {person['next_score']}{later}"
        )


def _show_table(console: Console, title: str, rows: list[Row]) -> None:
    """Print a titled table; a table without rows is left out."""
    if not rows:
        return
    console.print(f"\n{title}", style="bold")
    table = Table(box=None)
    for name in rows[0]:
        table.add_column(name.replace("_", " "))
    for row in rows:
        table.add_row(*("-" if value is None else str(value) for value in row.values()))
    console.print(table)
