"""The part of the screen about hand-offs: how many wait, which came since the last publication."""

from datetime import date, timedelta

from rich.console import Group
from rich.table import Table
from rich.text import Text

from orchestration.alerts.log import log_path, open_log
from orchestration.screens.before import day_before
from orchestration.screens.published import Published

DAYS = 28
SHOWN = 5
COUNTS = """
    select
        count(*) filter (where state = 'open') as still_open,
        count(*) filter (where state = 'late' and first_contact_at is null) as missed,
        count(*) filter (where created_on > $2) as new,
        count(*) filter (where created_on > $2 and first_contact_at is not null) as new_contacted
    from sales_handoffs
    where created_on > $1
"""
WAITING = """
    select priority, coalesce(person_name, 'its people') as who, account_name,
        coalesce(owner_name, 'nobody') as owner_name, due_at, reason_text,
        case when state = 'late' then ', missed' else '' end
            || case when created_on > $2 then ', new' else '' end as marks
    from sales_handoffs
    where created_on > $1 and first_contact_at is null
    order by priority, due_at, handoff_id
"""


def handoffs(published: Published) -> Group:
    """Return the counts and, of those that nobody contacted yet, the most urgent rows."""
    as_of = date.fromisoformat(published.revision.manifest["as_of"])
    before = day_before(published)
    # What came since the last publication is shown though that may be long ago.
    after = min(as_of - timedelta(days=DAYS), before or as_of)
    counts = published.rows(COUNTS, [after, before])[0]
    waiting = published.rows(WAITING, [after, before])
    table = Table(box=None, pad_edge=True)
    for name in ("priority", "whom to contact", "account", "owner", "due (UTC)", "because"):
        table.add_column(name)
    for row in waiting[:SHOWN]:
        table.add_row(
            row["priority"],
            row["who"],
            row["account_name"] or "-",
            row["owner_name"],
            f"{row['due_at']:%m-%d %H:%M}{row['marks']}",
            row["reason_text"],
        )
    new = ""
    if before is not None:
        new = f"; {counts['new']} new since {before}, {counts['new_contacted']} of them contacted"
    more = len(waiting) - SHOWN
    return Group(
        Text(f"\nHand-offs to sales since {after + timedelta(days=1)}", style="bold"),
        Text(
            f"  without any contact {counts['still_open']} open, {counts['missed']} missed{new}; "
            f"notices: {_notices(published)}\n"
        ),
        *([table] if waiting else []),
        *([Text(f"  and {more} more in sales_handoffs")] if more > 0 else []),
    )


def _notices(published: Published) -> str:
    home = published.revision.path.parents[2]
    if not log_path(home).exists():
        return "no channel is named"
    with open_log(home) as log:
        last = log.last_sending(published.revision.number)
    return last.line if last else "none for this revision"
