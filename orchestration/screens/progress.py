"""Progress of a run on a terminal: one line that changes; without a terminal, a line per step."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from orchestration.pipeline import Report


@contextmanager
def progress_line(console: Console) -> Iterator[Report]:
    """Yield a function that shows what is being done."""
    started = time.monotonic()
    if not console.is_terminal:
        shown: set[str] = set()

        def print_once(message: str) -> None:
            step = message.partition(":")[0]
            if step not in shown:
                shown.add(step)
                print(
                    f"{time.monotonic() - started:5.0f} s  {message}", file=sys.stderr, flush=True
                )

        yield print_once
        return
    with console.status("starting") as status:
        yield lambda message: status.update(f"{message}  {time.monotonic() - started:.0f} s")
