"""`python -m tests.bench.influence`: is campaign_influence right, and are its intervals honest?

Simulates companies whose truth is known, runs the real models of influence on each, and prints a
table per scenario: bias, coverage of each interval, how often a channel that does nothing is called
faster or slower, and what the usual numbers of dashboards say of the same companies.
`--coupling`: a channel that does nothing but earns engagement, from touches over the real stages
and replays. `--demo`: what the whole pipeline publishes of demo companies, beside trials on them.
"""

import argparse
import sys
from pathlib import Path

import pandas as pd

from tests.simulation.coupling_study import coupling_study
from tests.simulation.demo_study import compare_demo
from tests.simulation.measures import INTERVALS, median_bias, quality
from tests.simulation.scenarios import SCENARIOS, Scenario
from tests.simulation.study import study

NAIVE = ("person-time", "ever, never", "median days")


def main() -> int:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--companies", type=int, default=200)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--scenario", nargs="*", default=[one.name for one in SCENARIOS])
    parser.add_argument("--rows", type=Path, help="folder for a Parquet file of each scenario")
    parser.add_argument("--demo", type=int, nargs="?", const=5, help="that many demo companies")
    parser.add_argument("--coupling", type=int, nargs="?", const=8, help="that many companies")
    parser.add_argument("--homes", type=Path, help="where demo companies and their runs are kept")
    options = parser.parse_args()
    if options.demo:
        return compare_demo(options.demo, options.homes)
    if options.coupling:
        return _print_coupling(options.coupling)
    _print_head()
    naive = []
    for scenario in SCENARIOS:
        if scenario.name in options.scenario:
            rows = study(scenario, options.companies, options.workers)
            if options.rows:
                options.rows.mkdir(parents=True, exist_ok=True)
                rows.to_parquet(options.rows / f"{scenario.name}.parquet")
            _print_quality(scenario, rows)
            naive.append((scenario, rows))
    _print_naive(naive)
    return 0


def _print_coupling(companies: int) -> int:
    print("| reached | stage left | replayed | operational | crude | called faster |")
    print("|---|---|---|---|---|---|")
    for row in coupling_study(companies).itertuples():
        margin = 100 * 1.96 * row.error
        print(
            f"| {row.reached} | {row.stage} | {row.ratio:.2f} (+- {margin:.0f} %) "
            f"| {row.operational:.2f} | {row.crude:.2f} | {row.called} of {row.companies} |"
        )
    return 0


def _print_head() -> None:
    names = " | ".join(INTERVALS)
    print(f"| scenario | companies | cells | bias | {names} | null called | called falsely |")
    print("|---|---|---|---|" + "---|" * len(INTERVALS) + "---|---|")


def _print_quality(scenario: Scenario, rows: pd.DataFrame) -> None:
    found = quality(rows)
    covered = " | ".join(f"{100 * found.covered[name]:.1f} %" for name in INTERVALS)
    print(
        f"| {scenario.name} | {rows['company'].nunique()} | {found.cells:,} "
        f"| {100 * found.bias:+.1f} % | {covered} "
        f"| {100 * found.null_called:.1f} % of {found.null_cells:,} "
        f"| {100 * found.called_falsely:.1f} % of {found.called:,} |",
        flush=True,
    )


def _print_naive(studies: list[tuple[Scenario, pd.DataFrame]]) -> None:
    print("\n| scenario | published | " + " | ".join(NAIVE) + " |")
    print("|---|---|" + "---|" * len(NAIVE))
    for scenario, rows in studies:
        kept = rows[rows["verdict"] != "not_enough_data"]
        biases = [median_bias(kept[name], kept["truth"]) for name in ("ratio", *NAIVE)]
        print(
            f"| {scenario.name} | " + " | ".join(f"{100 * bias:+.0f} %" for bias in biases) + " |"
        )


if __name__ == "__main__":
    sys.exit(main())
