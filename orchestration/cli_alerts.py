"""The commands `progression alerts ...`."""

from typing import Annotated

import typer

from orchestration.cli_support import Home, clear_errors, read_settings, screen
from orchestration.screens.published import open_published

alerts_app = typer.Typer(no_args_is_help=True, help="Notices of new hand-offs to sales.")


@alerts_app.command("preview", epilog="Example: progression alerts preview --messages")
def preview_notices(
    home: Home = None,
    messages: Annotated[bool, typer.Option("--messages", help="Show the texts too.")] = False,
) -> None:
    """Show what would be sent, to whom and through what, and what is held back. Sends nothing."""
    from orchestration.screens.notices import show_preview

    with clear_errors():
        settings = read_settings(home)
        with open_published(settings.home) as published:
            show_preview(screen(), settings, published, messages)


@alerts_app.command("send", epilog="Example: progression alerts send")
def send_notices_now(home: Home = None) -> None:
    """Send what is due now, and again what failed; nothing is ever sent twice."""
    from orchestration.alerts.send import send_notices
    from orchestration.screens.notices import show_sending

    with clear_errors():
        sending = send_notices(read_settings(home))
        show_sending(screen(), sending)
    if sending.failed or sending.unknown:
        raise typer.Exit(1)


@alerts_app.command("log", epilog="Example: progression alerts log --limit 100")
def show_notices_log(
    home: Home = None,
    limit: Annotated[int, typer.Option(min=0, help="Notices shown, the newest first.")] = 30,
) -> None:
    """Show what was sent, what failed, and what nobody can know."""
    from orchestration.screens.notices import show_log

    with clear_errors():
        settings = read_settings(home)
        with open_published(settings.home) as published:
            show_log(screen(), settings, published, limit)
