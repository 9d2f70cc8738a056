# Learning needs more than SQL. The mathematics stands in orchestration/intent_feeds.


def model(dbt, session):
    import pyarrow as pa

    from orchestration.intent_feeds.measures import MEASURE_SCHEMA, feed_measures

    measures = feed_measures(dbt.ref("int_feed_cells").df())
    return pa.Table.from_pylist(measures, schema=MEASURE_SCHEMA)
