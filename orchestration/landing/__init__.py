"""Landing: input files become immutable Parquet batches, a quarantine and a manifest a run."""

from orchestration.landing.contract import OBJECTS, Column, ColumnType, ObjectContract
from orchestration.landing.errors import (
    DamagedLandingError,
    LandingBusyError,
    LandingError,
    NoInputError,
    UnreadableFileError,
)
from orchestration.landing.events import last_event_day
from orchestration.landing.inputs import InputFile, InputFiles, find_inputs
from orchestration.landing.inspection import ColumnReport, FileReport, inspect_inputs
from orchestration.landing.manifest import FileRecord
from orchestration.landing.run import LandingResult, land
from orchestration.landing.state import Landing, read_landing
from orchestration.landing.views import create_landing_views

__all__ = [
    "OBJECTS",
    "Column",
    "ColumnReport",
    "ColumnType",
    "DamagedLandingError",
    "FileRecord",
    "FileReport",
    "InputFile",
    "InputFiles",
    "Landing",
    "LandingBusyError",
    "LandingError",
    "LandingResult",
    "NoInputError",
    "ObjectContract",
    "UnreadableFileError",
    "create_landing_views",
    "find_inputs",
    "inspect_inputs",
    "land",
    "last_event_day",
    "read_landing",
]
