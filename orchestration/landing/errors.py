"""What can go wrong while files are landed: one exception each, one clear line each."""


class LandingError(Exception):
    """Landing stopped; nothing was stored. The message says what to do about it."""


class NoInputError(LandingError):
    """The input folder does not exist or holds no file of the contract."""


class LandingBusyError(LandingError):
    """Another process is landing into the same home."""


class DamagedLandingError(LandingError):
    """Stored files do not agree with the manifests that name them."""


class UnreadableFileError(LandingError):
    """One input file cannot be read at all, so no file of this landing was stored."""

    def __init__(self, file: str, reason: str) -> None:
        """Keep the file name and the reason apart, so that reports can show them in columns."""
        self.file = file
        self.reason = " ".join(reason.split())
        super().__init__(f"{file!r} cannot be read: {self.reason}")
