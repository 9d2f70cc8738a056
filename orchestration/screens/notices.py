"""Screens of notices: what would be sent, and what was."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from orchestration.alerts.channels import masked, open_service, parse_channels
from orchestration.alerts.handoffs import Handoff, last_events
from orchestration.alerts.log import Sending, log_path, open_log
from orchestration.alerts.message import compose
from orchestration.alerts.plan import Notice
from orchestration.alerts.send import business_date, make_plan
from orchestration.screens.published import Published
from orchestration.settings import Settings

# Rows shown of each table; of the rest the commonest reasons.
MOST_ROWS = 50
SHOWN_REASONS = 3
NAMES = """
    select handoff_id, coalesce(person_name, person_id, account_name) as who, account_name, owner_id
    from sales_handoffs
"""


def show_preview(
    console: Console, settings: Settings, published: Published, with_messages: bool
) -> None:
    """Print what would be sent now, through which channel, and what is held back; send nothing."""
    channels = parse_channels(settings.alert_urls.get_secret_value())
    with open_log(settings.home) as log:
        plan = make_plan(settings, published, channels, log.entries())
    console.print(f"\nNotices as of {business_date(published)}", style="bold")
    if not channels:
        console.print("  no channel is named: set PROGRESSION_ALERT_URLS")
    _show(console, "Would be sent", "through", [(n.handoff, _address(n)) for n in plan.notices])
    _show(console, "Held back", "because", plan.held)
    _show(console, "Nothing to tell any more", "because", plan.settled)
    if with_messages:
        for handoff in {one.handoff.handoff_id: one.handoff for one in plan.notices}.values():
            message = compose(handoff, last_events(published, handoff))
            console.print(f"\n{message.title}", style="bold")
            console.print(message.body)


def show_sending(console: Console, sending: Sending) -> None:
    """Print what one sending did."""
    console.print(f"Notices: {sending.line}")


def show_log(console: Console, settings: Settings, published: Published, limit: int) -> None:
    """Print the last notices, with the names that the revision in force has for them."""
    names = {row["handoff_id"]: row for row in published.rows(NAMES)}
    entries = []
    if log_path(settings.home).exists():
        with open_log(settings.home) as log:
            entries = log.entries()
    counts = dict.fromkeys(("delivered", "waiting", "failed", "unknown", "claimed"), 0)
    for entry in entries:
        counts[entry.status] += 1
    shown = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    console.print(f"\nNotices: {shown or 'none yet'}", style="bold")
    if counts["unknown"]:
        console.print("  unknown ones may have gone out before the line broke: ask the owner")
    table = Table(box=None)
    for name in (
        "changed at (UTC)",
        "as of",
        "status",
        "tries",
        "who",
        "owner",
        "channel",
        "detail",
    ):
        table.add_column(name)
    for entry in entries[:limit]:
        row = names.get(entry.handoff_id, {})
        table.add_row(
            entry.changed_at.removesuffix("+00:00").replace("T", " "),
            str(entry.as_of),
            entry.status,
            str(entry.attempts),
            row.get("who") or "no longer listed",
            row.get("owner_id") or "-",
            entry.label,
            entry.detail or "",
        )
    if entries:
        console.print(table)


def _show(console: Console, title: str, last: str, rows: Sequence[tuple[Handoff, str]]) -> None:
    console.print(f"\n{title}: {len(rows) or 'none'}", style="bold")
    if not rows:
        return
    table = Table(box=None)
    for name in ("priority", "created on", "due (UTC)", "who", "account", "owner", last):
        table.add_column(name, overflow="fold")
    for handoff, words in rows[:MOST_ROWS]:
        row = handoff.row
        table.add_row(
            row["priority"],
            str(handoff.created_on),
            f"{row['due_at']:%Y-%m-%d %H:%M}",
            row["person_name"] or row["person_id"] or "-",
            row["account_name"] or "-",
            row["owner_name"] or "-",
            words,
        )
    console.print(table)
    if len(rows) > MOST_ROWS:
        reasons = Counter(words for _, words in rows[MOST_ROWS:])
        told = "; ".join(f"{count} {words}" for words, count in reasons.most_common(SHOWN_REASONS))
        console.print(f"  and {len(rows) - MOST_ROWS} more: {told}")


def _address(notice: Notice) -> str:
    service = open_service(notice.url)
    return "an address that cannot be used" if service is None else masked(service)
