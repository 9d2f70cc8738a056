"""Day numbers as Python dates, moments and money, for the objects that are built row by row."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import numpy as np

from orchestration.demo.plan import CompanyPlan


class Calendar:
    """The calendar of one plan: day 0 is the first day."""

    def __init__(self, plan: CompanyPlan) -> None:
        """Remember the first and the last day."""
        self.start, self.days = plan.start, plan.days
        self.midnight = datetime.combine(plan.start, time())
        self.last_moment = self.midnight + timedelta(days=plan.days, seconds=-1)

    def day(self, number: int) -> date:
        """Return the date of a day number."""
        return self.start + timedelta(days=int(number))

    def moment(self, number: int, second: int) -> datetime:
        """Return a moment of a day, naive UTC."""
        return self.midnight + timedelta(days=int(number), seconds=int(second))

    def later_than(self, rng: np.random.Generator, moment: datetime) -> datetime:
        """Return a random moment after the given one, not after the last day."""
        room = int((self.last_moment - moment).total_seconds())
        seconds = int(rng.integers(1, room + 1)) if room > 1 else 1
        return moment + timedelta(seconds=seconds)

    def anniversary_after_end(self, number: int) -> date:
        """Return the first yearly return of a day that lies after the last day."""
        first = self.day(number)
        years = max(1, self.last_moment.year - first.year)
        renewed = first + timedelta(days=365 * years)
        return renewed if renewed > self.last_moment.date() else renewed + timedelta(days=365)

    @staticmethod
    def money(amount: float) -> Decimal:
        """Return an amount with two decimals."""
        return Decimal(round(float(amount) * 100)).scaleb(-2)
