"""SQL that breaks each query expectation of hand-offs; rows are of `publishing_handoff_rows`."""

from collections.abc import Mapping

HANDOFF_BREAKS: Mapping[str, Mapping[str, str]] = {
    "sales_handoffs": {
        "it_names_its_person_or_account": (
            "update {t} set person_id = null where handoff_id = 'h3'"
        ),
        "people_may_be_contacted": (
            "update {t} set contact_channels = null where handoff_id = 'h3'"
        ),
        "days_are_those_of_the_run": (
            "update {t} set due_at = clock_started_at where handoff_id = 'h3'"
        ),
        "state_follows_from_due_and_contact": (
            "update {t} set state = 'met' where handoff_id = 'h3'"
        ),
        "one_story_is_one_handoff": ("update {t} set is_request = false where handoff_id = 'h2'"),
        "an_account_is_not_told_of_after_its_people": (
            "update {t} set account_id = 'a2', created_on = '2026-01-12' where handoff_id = 'h3'"
        ),
        "accounts_entered_the_stage_on_the_day": (
            "update {t} set created_on = '2026-01-13' where handoff_id = 'h4'"
        ),
        "score_is_that_of_the_day": "update {t} set score = 71 where handoff_id = 'h3'",
        "owners_are_active": "update {t} set owner_id = 'ghost' where handoff_id = 'h3'",
    },
}
