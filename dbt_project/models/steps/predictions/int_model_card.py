# Learning needs more than SQL. The mathematics stands in orchestration/prediction.


def model(dbt, session):
    import pyarrow as pa

    from orchestration.prediction.warehouse_cards import CARD_SCHEMA, warehouse_cards

    cards = warehouse_cards(
        people=dbt.ref("int_person_features").df(),
        accounts=dbt.ref("int_account_features").df(),
        settings=dbt.ref("model_settings").fetchall(),
        words=dbt.ref("int_prediction_words").fetchall(),
    )
    return pa.table(cards, schema=CARD_SCHEMA)
