"""`make bench`: time, CPU and memory of a whole run, layer by layer, beside a floor.

One real `progression run` in a child process, sampled 20 times a second with all its children. What
a layer used is what the process tree used while its models ran (dbt says when) or while the
command said that it was at that step. The floor is one sort of the landed touches in DuckDB.
"""

import argparse
import csv
import itertools
import json
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import duckdb
import psutil

from orchestration.demo.company import generate_company
from orchestration.landing.state import read_landing

STEPS = {
    "starting": "start-up",
    "preparing": "preparation",
    "writing": "candidate",
    "checking": "gates",
    "publishing": "publishing",
}
# Channels of touches that name none.
VISIT_CHANNELS = ("website", "product")
FLOOR = """
    import duckdb, sys, time
    connection = duckdb.connect()
    connection.execute("set memory_limit = '4GB'")
    connection.execute(
        "create temp table floor as select person_id, cast(occurred_at as date) as day, kind "
        f"from read_parquet({sys.argv[1:]}) order by 1, 2"
    )
"""


@dataclass
class Samples:
    """CPU seconds and resident bytes of a process tree over time."""

    times: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    def watch(self, process: subprocess.Popen[str]) -> None:
        """Sample until the process ends; children that end keep what they used."""
        used: dict[int, float] = {}
        while process.poll() is None:
            resident = 0
            try:
                root = psutil.Process(process.pid)
                for one in (root, *root.children(recursive=True)):
                    times = one.cpu_times()
                    used[one.pid] = times.user + times.system
                    resident += one.memory_info().rss
            except psutil.Error:
                continue
            self.times.append(time.time())
            self.cpu.append(sum(used.values()))
            self.memory.append(resident)
            time.sleep(0.05)

    def between(self, start: float, end: float) -> tuple[float, float, float]:
        """Wall seconds, CPU seconds and peak GB between two moments."""
        inside = [i for i, moment in enumerate(self.times) if start <= moment <= end]
        if not inside:
            return end - start, 0.0, 0.0
        first = max(inside[0] - 1, 0)
        cpu = self.cpu[inside[-1]] - self.cpu[first]
        return end - start, cpu, max(self.memory[i] for i in inside) / 1e9


def main() -> None:
    """Generate a company, run it, print the table."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--accounts", type=int, default=1000)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--touches", type=int, default=1_000_000)
    parser.add_argument("--channels", type=int, help="fewer than the demo has")
    sizes = parser.parse_args()
    if sizes.channels is not None and sizes.channels <= len(VISIT_CHANNELS):
        parser.error(f"--channels must be above {len(VISIT_CHANNELS)}")
    with tempfile.TemporaryDirectory(prefix="progression-bench-") as folder:
        source, home = Path(folder) / "input", Path(folder) / "home"
        generate_company(
            source, accounts=sizes.accounts, people=sizes.people, touches=sizes.touches,
            days=540, end=date(2026, 6, 30), seed=7,
        )  # fmt: skip
        if sizes.channels:
            merge_channels(source, sizes.channels)
        samples, steps = run_and_watch(source, home)
        report(samples, steps, home, sizes.touches)
        compare(samples, home, floor(home))


def merge_channels(source: Path, channels: int) -> None:
    """Give rarer channels a frequent one's name, so that `channels` are left, visits included."""
    touches = source / "touches.parquet"
    named = f"from '{touches}' where channel is not null group by channel"
    ranked = duckdb.execute(f"select channel {named} order by count(*) desc").fetchall()
    names = [name for (name,) in ranked]
    kept = channels - len(VISIT_CHANNELS)
    new_names = {name: names[number % kept] for number, name in enumerate(names)}
    merged = touches.with_suffix(".merged")
    duckdb.execute(
        f"copy (select * replace (map {new_names}[channel] as channel) from '{touches}') "
        f"to '{merged}' (format parquet)"
    )
    merged.replace(touches)
    campaigns = source / "campaigns.csv"
    header, *rows = csv.reader(campaigns.read_text(encoding="utf-8").splitlines())
    place = header.index("channel")
    for row in rows:
        row[place] = new_names.get(row[place], row[place])
    with campaigns.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    # The demo's late touches in CSV name no channel; some of their lines are broken on purpose.
    for path in source.glob("touches.[0-9].jsonl"):
        text = re.sub(
            r'(?<="channel": ")\w+(?=")',
            lambda word: new_names.get(word[0], word[0]),
            path.read_text(encoding="utf-8"),
        )
        path.write_text(text, encoding="utf-8")


def run_and_watch(source: Path, home: Path) -> tuple[Samples, list[tuple[float, str]]]:
    """Run the command; return its samples and when each step began."""
    command = [sys.executable, "-m", "orchestration", "run", "--input", str(source)]
    command += ["--home", str(home), "--as-of", "2026-06-30"]
    steps = [(time.time(), "landing")]
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    samples = Samples()
    watcher = threading.Thread(target=samples.watch, args=(process,))
    watcher.start()
    assert process.stderr is not None
    for line in process.stderr:
        words = line.split()
        word = words[2] if len(words) > 2 else ""
        if word in STEPS:
            steps.append((time.time(), STEPS[word]))
        if word.startswith("transforming"):
            steps.append((time.time(), "dbt models"))
    if process.wait():
        raise SystemExit("the run failed")
    watcher.join()
    steps.append((time.time(), "end"))
    return samples, steps


def report(samples: Samples, steps: list[tuple[float, str]], home: Path, touches: int) -> None:
    """Print a line per step and per layer of models."""
    print(f"{'layer':28}{'wall s':>9}{'CPU s':>9}{'peak GB':>9}{'touches/s':>12}")
    for (start, name), (end, _) in itertools.pairwise(steps):
        if name != "dbt models":
            show(name, samples.between(start, end), touches)
            continue
        show("dbt, all", samples.between(start, end), touches)
        for layer, spans in model_layers(home).items():
            figures = [samples.between(*span) for span in spans]
            total = tuple(sum(column) for column in list(zip(*figures, strict=True))[:2])
            peak = max(figure[2] for figure in figures)
            show(f"  {layer}", (total[0], total[1], peak), touches)
    whole = samples.between(steps[0][0], steps[-1][0])
    show("whole run", whole, touches)


def show(name: str, figures: tuple[float, float, float], touches: int) -> None:
    """Print one line of the table."""
    wall, cpu, peak = figures
    print(f"{name:28}{wall:9.1f}{cpu:9.1f}{peak:9.2f}{touches / max(wall, 0.01):12,.0f}")


def model_layers(home: Path) -> dict[str, list[tuple[float, float]]]:
    """Start and end of every model of the run, by its folder."""
    target = home / "work" / "dbt_project" / "target"
    nodes = json.loads((target / "manifest.json").read_text())["nodes"]
    layers: dict[str, list[tuple[float, float]]] = {}
    for result in json.loads((target / "run_results.json").read_text())["results"]:
        node = nodes[result["unique_id"]]
        moments = [
            datetime.fromisoformat(timing[key].replace("Z", "+00:00")).timestamp()
            for timing in result["timing"]
            for key in ("started_at", "completed_at")
        ]
        kind = node["resource_type"]
        name = " ".join(node["fqn"][1:-1][:2]) if kind == "model" else f"{kind}s"
        layers.setdefault(name, []).append((min(moments), max(moments)))
    return layers


def floor(home: Path) -> float:
    """Print thrice what one sort of the landed touches costs; return the middle CPU seconds."""
    return sorted(one_floor(home) for _ in range(3))[1]


def one_floor(home: Path) -> float:
    """Print what one sort of the landed touches costs; return its CPU seconds."""
    paths = [str(path) for path in read_landing(home).batches("touches")]
    started = time.time()
    program = "\n".join(line[4:] for line in FLOOR.splitlines())
    process = subprocess.Popen([sys.executable, "-c", program, *paths], text=True)
    samples = Samples()
    samples.watch(process)
    rows = duckdb.execute("select count(*) from read_parquet($1)", [paths]).fetchall()[0][0]
    figures = samples.between(started, time.time())
    show("floor: one sort", figures, rows)
    return figures[1]


def compare(samples: Samples, home: Path, floor_cpu: float) -> None:
    """Print the CPU seconds of whole layers beside those of the floor."""
    layers = model_layers(home)
    parts = {
        "accounts": ("steps accounts", "marts accounts"),
        "leads": ("steps leads", "steps predictions", "marts leads", "marts predictions"),
        "of them predictions": ("steps predictions", "marts predictions"),
        "influence": ("steps replays", "steps influence"),
        "credit": ("steps credit", "steps feeds"),
        "performance": ("steps performance",),
        "forecast": ("steps forecast", "marts forecast"),
    }
    for name, folders in parts.items():
        spans = [span for folder in folders for span in layers.get(folder, [])]
        cpu = sum(samples.between(*span)[1] for span in spans)
        peak = max(samples.between(*span)[2] for span in spans)
        print(
            f"{name} layer ({', '.join(folders)}): {cpu:.1f} CPU s, "
            f"{cpu / max(floor_cpu, 0.01):.1f} x the floor, peak {peak:.2f} GB"
        )


if __name__ == "__main__":
    main()
