"""What all commands share: options, the screen, and one clear message for each expected error."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console

from orchestration.alerts.errors import AlertUrlError, NoticesBusyError
from orchestration.landing.errors import LandingError, NoInputError
from orchestration.pipeline_errors import PipelineError
from orchestration.publishing.errors import NoRevisionError, PublishError
from orchestration.rules.errors import RuleError
from orchestration.screens.published import NothingPublishedError
from orchestration.settings import Settings
from orchestration.transform.business_date import NoBusinessDateError
from orchestration.transform.project import TransformError

Home = Annotated[
    Path | None,
    typer.Option(help="Folder that holds everything. [env: PROGRESSION_HOME; default: ./var]"),
]
Input = Annotated[
    Path | None,
    typer.Option(
        help="Folder with <object>.csv, .jsonl, .parquet or .xlsx files. [env: PROGRESSION_INPUT]"
    ),
]
RulesDir = Annotated[
    Path | None,
    typer.Option(
        "--rules", help="Folder of rule files that replace the defaults. [env: PROGRESSION_RULES]"
    ),
]


def a_day(text: str | date) -> date:
    """Read a day as people type it on a command line, 2026-06-30; a default is one already."""
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(f"expected a day such as 2026-06-30, got '{text}'") from None


AsOf = Annotated[
    date | None,
    typer.Option(
        parser=a_day,
        metavar="YYYY-MM-DD",
        help="Business date of the run. Default: the last day with a landed event.",
    ),
]


class SettingError(Exception):
    """A setting of the environment cannot be used."""


USAGE_ERRORS = (
    SettingError,
    AlertUrlError,
    NoInputError,
    RuleError,
    NoRevisionError,
    NothingPublishedError,
    NoBusinessDateError,
)
RUN_ERRORS = (LandingError, PublishError, PipelineError, TransformError, NoticesBusyError)


def screen() -> Console:
    """Return standard output, wide enough for the tables where it is not a terminal."""
    # Names are data: a bracket in one is no markup.
    console = Console(highlight=False, markup=False)
    return console if console.is_terminal else Console(highlight=False, markup=False, width=140)


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn expected errors into one clear message and an exit code."""
    try:
        yield
    except USAGE_ERRORS as error:
        typer.echo(f"progression: {error}", err=True)
        raise typer.Exit(2) from error
    except RUN_ERRORS as error:
        typer.echo(f"progression: {error}", err=True)
        raise typer.Exit(1) from error
    except OSError as error:
        typer.echo(f"progression: {error.filename or 'a file'}: {error.strerror}", err=True)
        raise typer.Exit(2) from error


def read_settings(home: Path | None, **options: Path | date | None) -> Settings:
    """Return the settings of the environment with these options; raises SettingError."""
    given = {name: value for name, value in {"home": home, **options}.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = f"PROGRESSION_{str(first['loc'][0]).upper()}"
        message = first["msg"].removeprefix("Value error, ")
        raise SettingError(f"{name} cannot be used: {message}") from error
