"""Two severities, named for what they do to a publication."""

from collections.abc import Mapping

from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

BLOCKS = FailureSeverity.CRITICAL
REPORTS = FailureSeverity.WARNING

# Name of an expectation, a sentence that is true when it holds, to the expectation.
Suite = Mapping[str, Expectation]
