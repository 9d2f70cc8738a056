"""What a run says of input that it could not use or place, beside the numbers of the screen."""

from collections.abc import Iterator

from orchestration.landing.headers import meant
from orchestration.landing.run import LandingResult


def landing_notes(result: LandingResult) -> Iterator[str]:
    """Yield a line for each file of no object or with rows in quarantine, and misspelt column."""
    for name in result.unknown_files:
        yield f"{name} belongs to no object and was passed over"
    for file in result.files:
        if file.is_known:
            continue
        if file.quarantine:
            yield (
                f"{file.file}: {file.quarantined:,} of {file.read:,} rows quarantined, "
                f"{file.main_reason_rows:,} of them since {file.main_reason}; "
                f"see {result.landing.directory / file.quarantine}"
            )
        for column in file.unknown_columns:
            if guess := meant(column, file.missing_columns):
                yield f"{file.file}: column {column} is unknown and {guess} is not there"
