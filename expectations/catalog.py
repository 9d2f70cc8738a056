"""Every suite by the table it gates. Importing this file imports Great Expectations."""

from collections.abc import Mapping
from importlib import import_module

from expectations.keys import KEYS as KEYS
from expectations.severity import Suite

SUITES: Mapping[str, Suite] = {
    table: import_module(f"expectations.published.{table}").SUITE for table in KEYS
}
