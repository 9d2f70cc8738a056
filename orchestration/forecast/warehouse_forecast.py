"""The forecast's rows from the frames that the warehouse gives."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, fields

import pandas as pd
import pyarrow as pa

from orchestration.forecast.forecast import ForecastRow, forecast_rows
from orchestration.forecast.history import read_history

TEXTS = ("measure", "stage", "segment", "reason")
NUMBERS = ("period_no", "horizon_days")
SCHEMA = pa.schema(
    [
        (
            field.name,
            pa.string()
            if field.name in TEXTS
            else pa.int32()
            if field.name in NUMBERS
            else pa.float64(),
        )
        for field in fields(ForecastRow)
    ]
)


def warehouse_forecast(
    frames: Mapping[str, pd.DataFrame], settings: Sequence[tuple[str, int]]
) -> dict[str, list[object]]:
    """Return the columns of int_forecasts.

    `frames` are periods, risks, moves, counts, deals and pipeline, each of model
    int_forecast_<name>; `settings` name and value of seed forecast_settings.
    """
    rows = [astuple(row) for row in forecast_rows(read_history(frames), dict(settings))]
    return {field.name: [row[at] for row in rows] for at, field in enumerate(fields(ForecastRow))}
