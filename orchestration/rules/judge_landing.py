"""What relates the limits of losses: shares of known objects, and a row for all that decides."""

from decimal import Decimal

from orchestration.landing.contract import OBJECTS
from orchestration.rules.files import Rules


def judge_landing(rules: Rules) -> None:
    """Raise RuleError for an unknown object, a share beyond 1 or a general row that is not whole.

    A limit that nobody states would refuse nothing.
    """
    file = rules.files["landing_limits"]
    for row in file.rows:
        if row["object"] and row["object"] not in OBJECTS:
            raise file.error(row, "object", row["object"], f"known are {', '.join(OBJECTS)}")
        if row["max_lost_share"] and not 0 <= Decimal(row["max_lost_share"]) <= 1:
            raise file.error(row, "max_lost_share", row["max_lost_share"], "expected 0 to 1")
        for column in ("least_rows", "accepted_landing"):
            if row[column] and int(row[column]) < 1:
                raise file.error(row, column, row[column], "expected at least 1")
        for column in ("max_lost_share", "least_rows"):
            if not (row["object"] or row[column]):
                raise file.error(row, column, "", "the row for all objects needs a value")
