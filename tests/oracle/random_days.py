"""Days likely to meet an edge: a window's first and last day, a decay, the end of a hold."""

from datetime import date, datetime, time, timedelta
from random import Random

from tests.oracle.random_rules import Overlay

_DEFAULT_EDGES = (30, 60, 90, 14)


class DayDrawer:
    """Draws days and timestamps of one company."""

    def __init__(
        self, random: Random, as_of: date, overlay: Overlay, span: tuple[int, int]
    ) -> None:
        self.random, self.as_of = random, as_of
        self.start = as_of - timedelta(days=random.randint(*span))
        self.gaps = _edges(overlay)
        self.anchors = [self.start, as_of]

    def near(self) -> date:
        """A day at an edge's distance from one that was drawn before, or any day."""
        random = self.random
        choice = random.random()
        if choice < 0.3:
            day = self.any()
        elif choice < 0.4:
            day = self.as_of + timedelta(days=random.choice([-1, 0, 0, 1, 3]))
        else:
            gap = random.choice([0, 0, 1, random.choice(self.gaps)])
            day = random.choice(self.anchors) + timedelta(days=gap * random.choice([1, 1, -1]))
        day = min(max(day, self.start - timedelta(days=45)), self.as_of + timedelta(days=4))
        self.anchors.append(day)
        return day

    def any(self, before: int = 0) -> date:
        """Any day from `before` days before the start to as_of."""
        length = (self.as_of - self.start).days + before
        return self.start + timedelta(days=self.random.randint(0, length) - before)

    def moment(self, day: date) -> str:
        """A time on a day; midnight and the last microsecond are likely, offsets occur."""
        at = self.random.choice(
            [
                time(0, 0),
                time(23, 59, 59, 999999),
                time(self.random.randint(1, 22), 30),
                time(9, 15),
            ]
        )
        moment = datetime.combine(day, at)
        if self.random.random() < 0.05:
            return (moment + timedelta(hours=2)).isoformat() + "+02:00"
        return moment.isoformat(sep=self.random.choice(["T", " "]))


def _edges(overlay: Overlay) -> list[int]:
    windows = {
        int(row["window_days"]) for row in overlay.get("stage_rules", []) if row["window_days"]
    }
    windows |= {
        int(row["window_days"])
        for row in overlay.get("qualification_rules", [])
        if row["window_days"]
    }
    windows |= {int(row["hold_days"]) + 1 for row in overlay.get("stages", [])}
    for row in overlay.get("scoring_rules", []):
        if row.get("decay_days"):
            windows.add(int(row["decay_days"]) * int(row["decay_steps"] or "1"))
        if row["subject"] == "inactivity":
            windows.add(int(row["value"]))
    edges = windows or set(_DEFAULT_EDGES)
    return sorted({max(edge + near, 0) for edge in edges for near in (-1, 0, 1)})
