"""What the published touches must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_present
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite
from expectations.vocabulary import STAGES

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "touch_id", "occurred_at", "day", "kind", "person_id", "person_name", "account_id",
            "account_name", "segment", "region", "owner_id", "campaign_id", "campaign_name",
            "channel", "direction", "setting", "quantity", "stage_at_touch", "is_counted",
            "excluded_reason",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **is_present("touch_id", "The key of the table."),
    "one_row_per_touch": gxe.ExpectColumnValuesToBeUnique(
        column="touch_id",
        severity=BLOCKS,
        notes="The grain of the table: a repeat counts an engagement twice.",
    ),
    **of_the_run("touch_id"),
    **is_present("kind", "What a touch counts as follows from its kind."),
    **is_present("channel", "Its own, its campaign's or its kind's, else the word unknown."),
    **is_present("occurred_at", "Required on arrival."),
    **is_present("day", "Everything downstream counts by day."),
    "no_touch_falls_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="as_of",
        column_B="day",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Facts dated after as_of do not exist for the run.",
    ),
    "day_is_the_day_of_the_event": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select touch_id, occurred_at, day from {batch}
            where abs(day - cast(occurred_at as date)) > 1
        """,
        severity=BLOCKS,
        notes="The business time zone moves a touch by one day at most.",
    ),
    "is_counted_is_known": gxe.ExpectColumnValuesToNotBeNull(
        column="is_counted",
        severity=BLOCKS,
        notes="A touch counts or it does not; a null would vanish from both sums.",
    ),
    "a_touch_is_left_out_for_a_reason_only": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select touch_id, is_counted from {batch}
            where is_counted = (excluded_reason is not null)
        """,
        severity=BLOCKS,
        notes="What is set aside says why, and what says why is set aside.",
    ),
    "accounts_of_counted_touches_are_listed": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select touches.touch_id, touches.account_id
            from {batch} as touches
            left join published.accounts as accounts on touches.account_id = accounts.account_id
            where touches.is_counted
                and touches.account_id is not null and accounts.account_id is null
        """,
        severity=BLOCKS,
        notes="A touch of an excluded account is set aside; any other has a listed account.",
    ),
    "people_of_counted_touches_are_listed": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select touches.touch_id, touches.person_id
            from {batch} as touches
            left join published.people as people on touches.person_id = people.person_id
            where touches.is_counted
                and touches.person_id is not null and people.person_id is null
        """,
        severity=BLOCKS,
        notes="Whoever withdrew consent or is excluded has no counted touch.",
    ),
    "stage_at_touch_is_a_stage": gxe.ExpectColumnValuesToBeInSet(
        column="stage_at_touch",
        value_set=[*STAGES],
        severity=BLOCKS,
        notes="The six stages are spelled so.",
    ),
    "stage_at_touch_is_that_of_the_history": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select touches.touch_id, touches.account_id, touches.day
            from {batch} as touches
            left join published.account_stage_history as history
                on touches.account_id = history.account_id
                and touches.day >= history.entered_on
                and touches.day < coalesce(history.exited_on, date '9999-12-31')
            where touches.is_counted and touches.account_id is not null
                and touches.stage_at_touch is distinct from history.stage
        """,
        severity=BLOCKS,
        notes="History starts with the first counted touch, so each has a stage, and one only.",
    ),
    "quantity_is_positive": gxe.ExpectColumnValuesToBeBetween(
        column="quantity",
        min_value=1,
        severity=REPORTS,
        notes="A row stands for at least one event; the source counts otherwise.",
    ),
    "kinds_are_known": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select kind, count(*) as touches from {batch}
            where excluded_reason = 'unknown_kind' group by kind order by kind
        """,
        severity=REPORTS,
        notes="Set aside until seed touch_kinds knows them; then all of them count.",
    ),
    "most_touches_count": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(*) as touches, count(*) filter (where is_counted) as counted
            from {batch} having count(*) filter (where is_counted) * 2 < count(*)
        """,
        severity=REPORTS,
        notes="Below one half a rule, a list of exclusions or a source is wrong.",
    ),
    "most_counted_touches_have_an_account": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(*) as touches, count(account_id) as matched
            from {batch} where is_counted having count(account_id) * 2 < count(*)
        """,
        severity=REPORTS,
        notes="Below one half the matching of people to accounts is incomplete.",
    ),
}  # fmt: skip
