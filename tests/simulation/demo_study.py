"""What the whole pipeline publishes of demo companies, beside trials on the same companies."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from orchestration.demo.accounts import STAGE_NAMES
from orchestration.demo.channels import CHANNEL_INDEX, log_multipliers
from orchestration.demo.company import generate_company
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.simulation import simulate_company
from orchestration.pipeline import run_pipeline
from orchestration.settings import Settings
from tests.simulation.measures import median_bias
from tests.simulation.trials import Trial, no_trial, run_trials

END = date(2026, 6, 30)
SIZE = {"accounts": 1500, "people": 12_000, "touches": 300_000, "days": 540, "end": END}
FIRST_SEED, TRIALS = 7, 8
PUBLISHED = """
    select
        channel, from_stage, rate_ratio_crude::double as crude, rate_ratio::double as ratio,
        ratio_low::double as low, ratio_high::double as high, verdict, evidence
    from published.campaign_influence
    where level = 'channel' and to_stage = 'any' and population = 'all'
"""


@dataclass(frozen=True)
class Compared:
    """Published rows with the truth beside them, and the trials that it comes from."""

    rows: pd.DataFrame
    trials: Trial


def compare_demo(companies: int, homes: Path | None) -> int:
    """Run the pipeline on demo companies and print the comparison; return 0."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = homes or Path(scratch)
        parts, trials = [], no_trial()
        for seed in range(FIRST_SEED, FIRST_SEED + companies):
            parts.append(published_rows(folder, seed).assign(company=seed))
            company = simulate_company(CompanyPlan(**SIZE, seed=seed))
            trials += run_trials(company, range(1000 * seed, 1000 * seed + TRIALS))
    print_comparison(beside_truth(pd.concat(parts, ignore_index=True), trials))
    return 0


def published_rows(folder: Path, seed: int) -> pd.DataFrame:
    """Return the influence of channels that the pipeline publishes, run unless it was before."""
    source, home = folder / f"demo-{seed}", folder / f"home-{seed}"
    published = home / "published" / "current" / "progression.duckdb"
    if not published.exists():
        generate_company(source, **SIZE, seed=seed)
        run_pipeline(Settings(home=home, input=source, as_of=END), lambda _: None)
    with duckdb.connect(str(published), read_only=True) as connection:
        return connection.execute(PUBLISHED).df()


def beside_truth(rows: pd.DataFrame, trials: Trial) -> Compared:
    """Add the ratio that the trials found, and the planted factor; channels of both only."""
    rows = rows[rows["channel"].isin(CHANNEL_INDEX) & (rows["from_stage"] != STAGE_NAMES[-1])]
    places = (
        [STAGE_NAMES.index(stage) for stage in rows["from_stage"]],
        [CHANNEL_INDEX[channel] for channel in rows["channel"]],
    )
    rows = rows.assign(
        truth=trials.ratio()[places],
        truth_error=trials.log_error()[places],
        planted=np.exp(log_multipliers())[places],
    )
    return Compared(rows, trials)


def print_comparison(compared: Compared) -> None:
    """Print every channel that does something by transition, and a summary of all by stage."""
    rows = compared.rows[compared.rows["verdict"] != "not_enough_data"]
    rows = rows.assign(
        covered=(rows["low"] <= rows["truth"]) & (rows["truth"] <= rows["high"]),
        called=rows["verdict"].isin(("faster", "slower")),
    )
    cells = rows.groupby(["planted", "from_stage", "channel"])
    print("| moves from | channel | planted | trial | published | interval | covered | crude |")
    print("|---|---|---|---|---|---|---|---|")
    for (planted, stage, channel), cell in cells:
        if planted != 1:
            low, high = np.exp(np.log(cell[["low", "high"]]).median())
            print(
                f"| {stage} | {channel} | {planted:.2f} | {cell['truth'].iloc[0]:.2f} "
                f"| {cell['ratio'].median():.2f} | {low:.2f} to {high:.2f} "
                f"| {cell['covered'].sum()} of {len(cell)} | {cell['crude'].median():.2f} |"
            )
    print("\n| moves from | cells | bias | covered | bias, crude | idle ones called |")
    print("|---|---|---|---|---|---|")
    for stage, cell in [*rows.groupby("from_stage"), ("all", rows)]:
        nothing = cell[cell["planted"] == 1]
        print(
            f"| {stage} | {len(cell)} | {100 * median_bias(cell['ratio'], cell['truth']):+.0f} % "
            f"| {100 * cell['covered'].mean():.0f} % "
            f"| {100 * median_bias(cell['crude'], cell['truth']):+.0f} % "
            f"| {nothing['called'].sum()} of {len(nothing)} |"
        )
