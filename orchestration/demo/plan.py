"""What was asked for: sizes, dates, seed; and the random streams that follow from them.

Every part of the generator draws from a stream of its own, so that a change in one part
leaves the others as they were, and no part ever looks at a clock.
"""

import zlib
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

EXPOSURE_WINDOW_DAYS = 30
# Touches per account and day of the default company; rates of touches are relative to it.
USUAL_DENSITY = 0.37


@dataclass(frozen=True)
class CompanyPlan:
    """The arguments of one generated company.

    Day numbers count from 0 (`start`) to `days - 1` (`end`); facts from before the first day
    have negative numbers.
    """

    accounts: int
    people: int
    touches: int
    days: int
    end: date
    seed: int
    targeting: bool = True

    def __post_init__(self) -> None:
        """Refuse sizes that cannot be generated, with a ValueError.

        Accounts, people and days must be at least 1, touches and seed at least 0.
        """
        for name, smallest in (("accounts", 1), ("people", 1), ("touches", 0), ("days", 1)):
            value = getattr(self, name)
            if value < smallest:
                message = f"{name} must be at least {smallest}, got {value}"
                raise ValueError(message)
        if self.seed < 0:
            message = f"seed must not be negative, got {self.seed}"
            raise ValueError(message)

    @property
    def start(self) -> date:
        """The first day that touches fall on."""
        return self.end - timedelta(days=self.days - 1)

    @property
    def touches_per_account_day(self) -> float:
        """How dense the record is; the rates of the journeys follow it."""
        return self.touches / (self.accounts * self.days)

    def stream(self, name: str) -> np.random.Generator:
        """Return the random stream of the named part."""
        return np.random.default_rng([self.seed, zlib.crc32(name.encode())])

    def day64(self, day_numbers: np.ndarray) -> np.ndarray:
        """Turn day numbers into numpy days (`datetime64[D]`)."""
        return np.asarray(np.datetime64(self.start, "D") + day_numbers.astype("timedelta64[D]"))

    def moment64(self, day_numbers: np.ndarray, seconds: np.ndarray) -> np.ndarray:
        """Turn day numbers and seconds of the day into naive UTC moments (`datetime64[us]`)."""
        moments = self.day64(day_numbers).astype("datetime64[us]")
        return np.asarray(moments + seconds.astype("timedelta64[s]"), dtype="datetime64[us]")
