"""The command line: `progression COMMAND`. Thin: each command calls one function and prints.

Exit codes: 0 done, 1 a failed gate or step, 2 wrong use (options, folders, rule files).
"""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from orchestration.cli_alerts import alerts_app
from orchestration.cli_support import (
    AsOf,
    Home,
    Input,
    RulesDir,
    a_day,
    clear_errors,
    read_settings,
    screen,
)
from orchestration.landing.errors import NoInputError
from orchestration.screens.published import NothingPublishedError, open_published

app = typer.Typer(
    name="progression",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Turn CRM, marketing, advertising and intent data into tables of account progression.",
)
rules_app = typer.Typer(no_args_is_help=True, help="Look at the rule files in force.")
app.add_typer(rules_app, name="rules")
app.add_typer(alerts_app, name="alerts")


@app.command(epilog="Example: progression run --input data/export --home var --as-of 2026-06-30")
def run(
    input: Input = None,  # noqa: A002 - the option's name
    home: Home = None,
    as_of: AsOf = None,
    rules: RulesDir = None,
    force: Annotated[bool, typer.Option("--force", help="Run even if nothing changed.")] = False,
    full_refresh: Annotated[
        bool,
        typer.Option(
            "--full-refresh",
            help="Forget the working database and compute everything from landing.",
        ),
    ] = False,
) -> None:
    """Land what is new, transform, check, publish."""
    from orchestration.pipeline import run_pipeline
    from orchestration.screens.landing_notes import landing_notes
    from orchestration.screens.overview import show_overview
    from orchestration.screens.progress import progress_line

    console = screen()
    with clear_errors():
        settings = read_settings(home, input=input, rules=rules, as_of=as_of)
        if settings.input is None:
            raise NoInputError("name the folder with the input files: --input DIR")
        notes: list[str] = []
        try:
            with progress_line(Console(stderr=True, highlight=False, markup=False)) as report:
                outcome = run_pipeline(
                    settings,
                    report,
                    force=force,
                    full_refresh=full_refresh,
                    landed=lambda result: notes.extend(landing_notes(result)),
                )
        except Exception:
            # A refusal is no reason to keep silent about the files that caused it.
            _show_notes(notes)
            raise
        if not outcome.is_new:
            if not outcome.revision.is_current:
                typer.echo("Readers see another revision: somebody rolled back.")
            typer.echo(
                f"Nothing new: revision {outcome.revision.number} already holds these rows, rules "
                f"and as_of {outcome.as_of}. Use --force to run all the same."
            )
        with open_published(settings.home) as published:
            show_overview(console, published)
        _show_notes(notes)


def _show_notes(notes: list[str]) -> None:
    for line in notes:
        typer.echo(line, err=True)


@app.command(epilog="Example: progression demo --out var/demo --accounts 1000 --touches 1000000")
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the files.")],
    accounts: Annotated[int, typer.Option(min=1)] = 200,
    people: Annotated[int, typer.Option(min=1)] = 1200,
    touches: Annotated[int, typer.Option(min=0)] = 40_000,
    days: Annotated[int, typer.Option(min=1, help="Days that the touches cover.")] = 540,
    end: Annotated[
        date, typer.Option(parser=a_day, metavar="YYYY-MM-DD", help="Last of these days.")
    ] = date(2026, 6, 30),
    seed: Annotated[int, typer.Option(min=0)] = 7,
) -> None:
    """Generate a believable B2B company, with the truth about it beside."""
    from orchestration.demo.company import generate_company

    with clear_errors():
        try:
            summary = generate_company(
                out,
                accounts=accounts,
                people=people,
                touches=touches,
                days=days,
                end=end,
                seed=seed,
            )
        except ValueError as error:
            raise NoInputError(str(error)) from error
        for name, rows in summary.rows.items():
            typer.echo(f"{name:22} {rows:>12,} rows")
        typer.echo(f"The truth is in {summary.truth}")


@app.command(epilog="Example: progression status --home var")
def status(home: Home = None) -> None:
    """Show what is published: where accounts stand, who is hot, what moved accounts, the gates."""
    from orchestration.screens.overview import show_overview

    with clear_errors(), open_published(read_settings(home).home) as published:
        show_overview(screen(), published)


@app.command(epilog="Example: progression revisions")
def revisions(home: Home = None) -> None:
    """List the published revisions that are kept; * is the one readers see."""
    from orchestration.publishing.revisions import list_revisions

    with clear_errors():
        kept = list_revisions(read_settings(home).home)
        if not kept:
            raise NothingPublishedError("nothing is published yet; start with progression run")
        for revision in kept:
            manifest = revision.manifest
            mark = "*" if revision.is_current else " "
            rows = sum(table["rows"] for table in manifest["tables"].values())
            typer.echo(
                f"{mark} {revision.number:>4}  as of {manifest['as_of']}  "
                f"published {manifest['published_at']}  rules {manifest['rules_version']}  "
                f"{rows:,} rows"
            )


@app.command(epilog="Examples: progression rollback; progression rollback 3")
def rollback(
    revision: Annotated[
        int | None, typer.Argument(help="Number of the revision; default: the one before.")
    ] = None,
    home: Home = None,
) -> None:
    """Let readers see an earlier revision again."""
    from orchestration.publishing.revisions import rollback as roll_back

    with clear_errors():
        chosen = roll_back(read_settings(home).home, revision)
        typer.echo(f"Readers see revision {chosen.number} (as of {chosen.manifest['as_of']}).")


@app.command(epilog="Examples: progression explain ACC-000001; progression explain 'Anna Li'")
def explain(
    subject: Annotated[str, typer.Argument(help="Id, name or e-mail of an account or a person.")],
    home: Home = None,
) -> None:
    """Explain a stage or a score: since when, because of what, what is missing, what happened."""
    from orchestration.screens.explain import show_explanation

    with clear_errors(), open_published(read_settings(home).home) as published:
        show_explanation(screen(), published, subject)


@app.command(epilog="Example: progression inspect data/export")
def inspect(directory: Annotated[Path, typer.Argument(help="Folder with input files.")]) -> None:
    """Show how each file would be read, without landing anything."""
    from orchestration.screens.inspect import show_inspection

    with clear_errors():
        if not show_inspection(screen(), directory):
            raise typer.Exit(1)


@rules_app.command("check", epilog="Example: progression rules check --rules rules/")
def check_rules(home: Home = None, rules: RulesDir = None) -> None:
    """Judge the rule files; show how many each rule matches now, and which never do."""
    from orchestration.screens.rules_check import show_rules

    with clear_errors():
        show_rules(screen(), read_settings(home, rules=rules))


@rules_app.command(
    "preview", epilog="Example: progression rules preview --rules rules/ --csv moves.csv"
)
def preview_of_rules(
    home: Home = None,
    rules: RulesDir = None,
    against: Annotated[
        Path | None,
        typer.Option(help="Folder of the rule files in force. Default: those published last."),
    ] = None,
    as_of: AsOf = None,
    csv: Annotated[Path | None, typer.Option(help="Write all accounts that move here.")] = None,
    people_csv: Annotated[
        Path | None, typer.Option(help="Write all people that move here.")
    ] = None,
    limit: Annotated[
        int, typer.Option(min=0, help="Accounts, and people, shown on the screen.")
    ] = 20,
) -> None:
    """Show which accounts and people edited rule files would move, and why. Publishes nothing."""
    from orchestration.rules.preview import preview_rules
    from orchestration.screens.rules_preview import (
        show_preview,
        write_moves,
        write_person_moves,
    )

    with clear_errors():
        found = preview_rules(read_settings(home, rules=rules), against, as_of)
        if csv is not None:
            write_moves(csv, found.moves)
        if people_csv is not None:
            write_person_moves(people_csv, found.person_moves)
        show_preview(screen(), found, limit)


def main() -> None:
    """Start the command line."""
    app()
