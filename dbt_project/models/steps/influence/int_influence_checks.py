# A regression and shrinkage need more than SQL. The mathematics stands in orchestration/influence.


def model(dbt, session):
    from orchestration.influence.checks import influence_checks

    return influence_checks(
        claims=dbt.ref("int_influence_claims").df(),
        cells=dbt.ref("int_influence_regression_cells").df(),
    )
