"""What can keep a publication from happening; the last good revision stays in every case."""

from collections.abc import Sequence

from orchestration.publishing.verdict import Check


class PublishError(Exception):
    """Nothing was published. The message says what was found and what to run."""


class HomeBusyError(PublishError):
    """Another process works on the same home folder."""


class NoBuildError(PublishError):
    """The working database is not the result of a finished transform."""


class NoCandidateError(PublishError):
    """There is no candidate, or none that was audited."""


class CandidateChangedError(PublishError):
    """The candidate, its build or the suites are not those that the verdict is about."""


class NoRevisionError(PublishError):
    """The revision asked for does not exist, or nothing has been published yet."""


class DamagedRevisionError(PublishError):
    """A published revision cannot be read."""


class GateFailedError(PublishError):
    """Blocking expectations failed; `checks` holds them."""

    def __init__(self, checks: Sequence[Check]) -> None:
        """Take the failed blocking checks, at least one."""
        self.checks = tuple(checks)
        count = f"{len(self.checks)} blocking check{'s' if len(self.checks) != 1 else ''} failed"
        lines = [f"nothing was published: {count}", *(f"  {check.line}" for check in self.checks)]
        super().__init__("\n".join(lines))
