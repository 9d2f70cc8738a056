"""The cards of both models from the frames that the warehouse gives."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from orchestration.prediction.card import Learning, card_table

CARD_SCHEMA = pa.schema(
    [
        ("subject", pa.string()),
        ("measure", pa.string()),
        ("item", pa.string()),
        ("value", pa.float64()),
        ("text", pa.string()),
    ]
)


def warehouse_cards(
    people: pd.DataFrame,
    accounts: pd.DataFrame,
    settings: Sequence[tuple[str, int]],
    words: Sequence[tuple[str, int, str, str]],
) -> dict[str, list[object]]:
    """Return the card's columns from int_person_features, int_account_features and seeds.

    `settings` are name and value, `words` subject, place, feature and how it reads. Rows of as_of,
    of which nobody knows the outcome, are left out.
    """
    frames = {
        "person": people.assign(
            key=people["person_key"],
            # People without an account stand for themselves.
            cluster=people["account_key"].fillna(-people["person_key"]).astype(np.int64),
        ),
        "account": accounts.assign(key=accounts["account_key"], cluster=accounts["account_key"]),
    }
    return card_table(
        [
            Learning(
                subject,
                {name: text for one, _, name, text in sorted(words) if one == subject},
                frame[frame["is_outcome"].notna()],
                dict(settings),
            )
            for subject, frame in frames.items()
        ]
    )
