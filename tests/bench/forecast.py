"""`python -m tests.bench.forecast`: do forecasts come true as often as they say?

Made-up companies (`stage_histories`) go through the models' own SQL and orchestration/forecast;
what was expected as of past days is compared with what came. Prints a Markdown table: WAPE (sum of
absolute errors / sum of what came), bias, how often the intervals held, the run rate beside. Ends
with 1 if, in the first of the worlds, fewer than 75 or more than 85 % of the 80 % intervals held or
the run rate did better.
"""

import argparse
import sys
import time
from collections.abc import Mapping

import duckdb
import pandas as pd

from orchestration.forecast.warehouse_forecast import SCHEMA, warehouse_forecast
from orchestration.settings import DBT_SOURCES
from tests.bench.stage_histories import World, load, tables
from tests.unit.rendered_models import build_model

FRAMES = ("periods", "risks", "moves", "counts", "deals", "pipeline")
SCENARIOS = {
    "as the model assumes, but for unseen paces": World(),
    "a third of the accounts": World(accounts=1000),
    "everybody slows to 0.6 for the last 200 days": World(break_before_end=200, pace_after=0.6),
    "a season of +-35 %": World(season=0.35),
}
FLOWS = ("customers", "opportunities", "pipeline_amount", "amount")


def load_models(
    connection: duckdb.DuckDBPyConnection,
    sources: Mapping[str, pd.DataFrame],
    settings: Mapping[str, int] | None = None,
) -> dict[str, pd.DataFrame]:
    """Run the models' SQL on the tables that they read; return what int_forecasts reads."""
    load(connection, dict(sources))
    seed = DBT_SOURCES / "seeds" / "forecast_settings.csv"
    connection.execute(f"create table forecast_settings as from read_csv('{seed}')")
    for name, value in (settings or {}).items():
        connection.execute("update forecast_settings set value = ? where name = ?", [value, name])
    for model in ("periods", "stays", *FRAMES[1:]):
        build_model(connection, f"int_forecast_{model}")
    return {name: connection.table(f"int_forecast_{name}").df() for name in FRAMES}


def forecast_of(
    sources: Mapping[str, pd.DataFrame], settings: Mapping[str, int] | None = None
) -> pd.DataFrame:
    """Return the rows of int_forecasts for the tables that the models read."""
    with duckdb.connect() as connection:
        frames = load_models(connection, sources, settings)
        chosen = connection.table("forecast_settings").fetchall()
    return pd.DataFrame(warehouse_forecast(frames, chosen), columns=SCHEMA.names)


def judged(rows: pd.DataFrame, origins: int = 12) -> pd.DataFrame:
    """Return the rows of the last `origins` whose horizon is over, of all segments together."""
    ahead = rows["horizon_days"] // 30
    over = (rows["period_no"] >= ahead) & (rows["period_no"] < ahead + origins)
    return rows[over & (rows["segment"] == "all") & rows["expected"].notna()]


def figures(rows: pd.DataFrame) -> pd.Series:
    """Return the measures of some judged rows."""
    error, beside = rows["expected"] - rows["actual"], rows["run_rate"] - rows["actual"]
    total = max(rows["actual"].sum(), 0.01)
    return pd.Series(
        {
            "forecasts": len(rows),
            "wape": error.abs().sum() / total,
            "bias": error.sum() / total,
            "held_80": rows["actual"].between(rows["low"], rows["high"]).mean(),
            "held_95": rows["actual"].between(rows["low_95"], rows["high_95"]).mean(),
            "run_rate_wape": beside.abs().sum() / total,
            "run_rate_bias": beside.sum() / total,
        }
    )


def main() -> int:
    """Print the tables; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--scenarios", type=int, default=len(SCENARIOS))
    options = parser.parse_args()
    verdicts = []
    for name, world in [*SCENARIOS.items()][: options.scenarios]:
        seeds = range(options.first_seed, options.first_seed + options.seeds)
        spent = 0.0
        parts = []
        for seed in seeds:
            sources = tables(world, seed)
            before = time.process_time()
            parts.append(judged(forecast_of(sources)))
            spent += time.process_time() - before
        rows = pd.concat(parts)
        print(f"\n{name}: {options.seeds} companies of {world.accounts:,} accounts, ", end="")
        print(f"{spent / options.seeds:.1f} CPU s each\n")
        verdicts.append(_report(rows))
    return max(verdicts[:1])


def _report(rows: pd.DataFrame) -> int:
    names = ("measure", "days", "forecasts", "WAPE", "bias", "80 % held", "95 % held",
             "WAPE of the run rate", "its bias")  # fmt: skip
    print(f"| {' | '.join(names)} |\n{'|---' * len(names)}|")
    flows = rows[rows["measure"].isin(FLOWS)]
    for (measure, days), one in rows.groupby(["measure", "horizon_days"]):
        _line(f"{measure} | {days}", figures(one))
    # Shares of money and of counts cannot be added up; each line above weighs the same here.
    lines = flows.groupby(["measure", "horizon_days"]).apply(figures, include_groups=False)
    whole = lines.mean().where(lines.columns != "forecasts", lines["forecasts"].sum())
    _line("customers, opportunities and amounts | all", whole)
    good = 0.75 <= whole["held_80"] <= 0.85 and whole["wape"] < whole["run_rate_wape"]
    return int(not good)


def _line(name: str, found: pd.Series) -> None:
    shares = [f"{100 * found[key]:+.1f} %" if "bias" in key else f"{100 * found[key]:.1f} %"
              for key in found.index[1:]]  # fmt: skip
    print(f"| {name} | {found['forecasts']:,.0f} | {' | '.join(shares)} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
