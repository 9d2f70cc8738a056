# Solving linear equations needs more than SQL. The mathematics stands in orchestration/attribution.


def model(dbt, session):
    import pyarrow as pa

    from orchestration.attribution.markov import SHARE_SCHEMA, markov_shares

    edges = dbt.ref("int_path_edges").fetchall()
    present = dbt.ref("int_step_credits").project("transition_no, state").distinct().fetchall()
    return pa.Table.from_pylist(markov_shares(edges, present), schema=SHARE_SCHEMA)
