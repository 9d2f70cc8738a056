"""What people's chances of an opportunity must satisfy."""

import great_expectations.expectations as gxe

from expectations.grain import of_the_grain
from expectations.prediction_features import of_chances
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, Suite

SUITE: Suite = {
    **of_the_grain("person_id", notes="One chance a person."),
    **of_the_run("person_id"),
    **of_chances("person", "person_id"),
    "chances_are_those_of_the_scores": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(chances.person_id, scores.person_id) as person_id,
                chances.probability, scores.predicted_probability
            from {batch} as chances
            full join published.lead_scores as scores on chances.person_id = scores.person_id
            where scores.person_id is null
                or chances.probability is distinct from scores.predicted_probability
        """,
        severity=BLOCKS,
        notes="Only who is scored has a chance, and both tables tell the same one.",
    ),
}
