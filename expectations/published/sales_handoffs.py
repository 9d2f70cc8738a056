"""What the ledger of hand-offs to sales must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "handoff_id", "subject", "person_id", "person_name", "title", "account_id",
            "account_name", "segment", "region", "reason_code", "reason_text", "owner_id",
            "owner_name", "audience", "priority", "created_on", "due_at", "first_contact_at",
            "hours_to_first_contact", "state", "score", "band", "contact_channels",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Sales tools and notices select these columns by name.",
    ),
    **of_the_grain("handoff_id", notes="Whoever reads it twice is told twice."),
    **of_the_run("handoff_id"),
    **is_one_of("subject", ["person", "account"], "A hand-off is of a person or of an account."),
    **is_one_of("priority", ["A", "B", "C"], "Service levels are agreed for these three."),
    **is_one_of(
        "routed_by", ["routing", "person", "account", "nobody"],
        "Who decided on the owner can be asked.",
    ),
    "it_names_its_person_or_account": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select handoffs.handoff_id, handoffs.subject, handoffs.person_id, handoffs.account_id
            from {batch} as handoffs
            left join published.people as people on handoffs.person_id = people.person_id
            left join published.accounts as accounts on handoffs.account_id = accounts.account_id
            where (handoffs.subject = 'person') <> (people.person_id is not null)
                or (handoffs.subject = 'account' and handoffs.person_id is not null)
                or (handoffs.subject = 'account' and accounts.account_id is null)
                or handoffs.account_id is distinct from accounts.account_id
        """,
        severity=BLOCKS,
        notes="Sales cannot act on somebody who is not listed, or who withdrew consent.",
    ),
    "people_may_be_contacted": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select handoffs.handoff_id, handoffs.person_id, handoffs.contact_channels
            from {batch} as handoffs
            inner join published.people as people on handoffs.person_id = people.person_id
            where coalesce(handoffs.contact_channels, '') = ''
                or (people.consent_email = 'withdrawn' and contains(contact_channels, 'email'))
                or (people.consent_phone = 'withdrawn' and contains(contact_channels, 'phone'))
                or (people.consent_sms = 'withdrawn' and contains(contact_channels, 'sms'))
                or (people.consent_wechat = 'withdrawn' and contains(contact_channels, 'wechat'))
        """,
        severity=BLOCKS,
        notes="A hand-off asks sales to contact somebody: never without a channel that is allowed.",
    ),
    "days_are_those_of_the_run": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select handoff_id, created_on, clock_started_at, due_at, first_contact_at from {batch}
            where created_on > as_of
                or clock_started_at < created_on - interval 1 day
                or clock_started_at >= created_on + interval 2 day
                or due_at <= clock_started_at
                or first_contact_at < clock_started_at
                or first_contact_at >= as_of + interval 2 day
        """,
        severity=BLOCKS,
        notes="It starts on the day (in UTC perhaps the one before) and never runs backward.",
    ),
    "state_follows_from_due_and_contact": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select handoff_id, due_at, first_contact_at, state, hours_to_first_contact from {batch}
            where (state = 'met') <> coalesce(first_contact_at <= due_at, false)
                or (state not in ('met', 'late', 'open'))
                or (state = 'open' and (first_contact_at is not null or due_at < as_of))
                or (first_contact_at is null) <> (hours_to_first_contact is null)
        """,
        severity=BLOCKS,
        notes="Marketing and sales argue over this figure; it must follow from the two times.",
    ),
    "one_story_is_one_handoff": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select later.handoff_id, earlier.handoff_id as earlier_handoff_id
            from {batch} as later
            inner join {batch} as earlier
                on later.subject = earlier.subject
                and later.created_on >= earlier.created_on
                and later.created_on <= earlier.created_on + later.quiet_days
                and later.handoff_id <> earlier.handoff_id
            where coalesce(later.person_id, later.account_id)
                    = coalesce(earlier.person_id, earlier.account_id)
                and (earlier.is_request or not later.is_request)
        """,
        severity=BLOCKS,
        notes="Within the quiet days sales hear once, and again only of somebody who asks.",
    ),
    "an_account_is_not_told_of_after_its_people": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select accounts.handoff_id, people.handoff_id as person_handoff_id
            from {batch} as accounts
            inner join {batch} as people
                on people.subject = 'person'
                and accounts.account_id = people.account_id
                and people.created_on <= accounts.created_on
                and people.created_on >= accounts.created_on - accounts.quiet_days
            where accounts.subject = 'account'
        """,
        severity=BLOCKS,
        notes="The person made the account move: one story.",
    ),
    "accounts_entered_the_stage_on_the_day": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select handoffs.handoff_id, handoffs.created_on, handoffs.buying_stage
            from {batch} as handoffs
            left join published.account_stage_history as history
                on handoffs.account_id = history.account_id
                and handoffs.created_on = history.entered_on
                and handoffs.buying_stage = history.stage
                and history.direction = 'forward'
            where handoffs.subject = 'account' and history.account_id is null
        """,
        severity=BLOCKS,
        notes="Whoever looks the account up finds the move on that day.",
    ),
    "score_is_that_of_the_day": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select handoffs.handoff_id, handoffs.score, handoffs.band
            from {batch} as handoffs
            left join published.lead_score_history as history
                on handoffs.person_id = history.person_id
                and handoffs.created_on >= history.valid_from
                and handoffs.created_on < coalesce(history.valid_to, date '9999-12-31')
                and handoffs.score is not distinct from history.score
                and handoffs.band is not distinct from history.band
            where handoffs.person_id is not null and history.person_id is null
        """,
        severity=BLOCKS,
        notes="Points and band of one score of the person on the day, not those of today.",
    ),
    "owners_are_active": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select handoffs.handoff_id, handoffs.owner_id, handoffs.routed_by
            from {batch} as handoffs
            left join published.owners as owners
                on handoffs.owner_id = owners.owner_id and owners.is_active
            where (handoffs.routed_by = 'nobody') <> (owners.owner_id is null)
        """,
        severity=BLOCKS,
        notes="A lead on the desk of somebody who left is lost.",
    ),
    "every_handoff_has_an_owner": gxe.ExpectColumnValuesToNotBeNull(
        column="owner_id",
        severity=REPORTS,
        notes="Neither routing nor the CRM names an active owner: name one in seed routing.",
    ),
    "no_owner_is_passed_over": gxe.ExpectColumnValuesToBeBetween(
        column="owners_passed_over",
        max_value=0,
        severity=REPORTS,
        notes="Routing or the CRM names owners who left or whom no source knows.",
    ),
}  # fmt: skip
