"""Run every suite over a candidate file with Great Expectations. No verdict, no files, no state.

Importing this module imports Great Expectations, which takes seconds: import it only where checks
run.
"""

import logging
import os
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Before the import: nothing about a run is reported to anyone.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import sqlalchemy
from great_expectations.core import ExpectationSuite, ExpectationValidationResult
from great_expectations.core.batch import Batch as LegacyBatch  # noqa: F401
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.expectations.expectation import Expectation

from expectations.catalog import SUITES
from expectations.keys import SCHEMA
from expectations.severity import Suite
from orchestration.publishing import duckdb_engine  # noqa: F401 - registers add_duckdb
from orchestration.publishing.build_record import BuildRecord
from orchestration.publishing.examples import example_rows
from orchestration.publishing.verdict import Check
