"""The expectations of how many people a role of a buying group has, now or in the past."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of
from expectations.severity import BLOCKS, Suite
from expectations.vocabulary import ROLE_STATUSES


def of_the_role(*key: str) -> Suite:
    """Return the expectations of the counts and the status of a role; `key` names the key."""
    columns = ", ".join(key)
    return {
        **is_one_of("status", ROLE_STATUSES, "What to do about a role goes by these words."),
        "status_is_that_of_the_counts": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {columns}, known, engaged, last_engaged_on, status from {{batch}}
                where status is distinct from case
                    when known = 0 then 'missing'
                    when engaged > 0 then 'engaged'
                    when last_engaged_on is null then 'identified'
                    else 'dark'
                end
            """,
            severity=BLOCKS,
            notes="A role without people is missing, however often it engaged.",
        ),
        "engaged_people_are_known_people": gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=f"""
                select {columns}, known, engaged from {{batch}}
                where coalesce(engaged < 0 or engaged > known, true)
            """,
            severity=BLOCKS,
            notes="Who engages in a role holds it.",
        ),
    }
