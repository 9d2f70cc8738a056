# Futures are drawn, which needs more than SQL. The mathematics stands in orchestration/forecast.


def model(dbt, session):
    import pyarrow as pa

    from orchestration.forecast.warehouse_forecast import SCHEMA, warehouse_forecast

    frames = {
        "periods": dbt.ref("int_forecast_periods").df(),
        "risks": dbt.ref("int_forecast_risks").df(),
        "moves": dbt.ref("int_forecast_moves").df(),
        "counts": dbt.ref("int_forecast_counts").df(),
        "deals": dbt.ref("int_forecast_deals").df(),
        "pipeline": dbt.ref("int_forecast_pipeline").df(),
    }
    rows = warehouse_forecast(frames, dbt.ref("forecast_settings").fetchall())
    return pa.table(rows, schema=SCHEMA)
