"""Companies written by hand: each is one sentence of the contract that was once misread."""

from datetime import date

from tests.oracle.company import Case
from tests.oracle.edge_cases_of_scores import SCORE_CASES
from tests.oracle.edge_rows import add_account, add_person, add_touch, moment
from tests.oracle.titles import TITLE_ROLES


def edge_cases(as_of: date) -> list[Case]:
    """One small company per sentence, for the default rules."""
    makers = (
        _the_first_of_several_versions_of_a_day_holds_before_it,
        _without_a_version_up_to_as_of_the_very_first_stands_in,
        _the_kind_of_mail_domain_is_that_of_the_day,
        _an_opportunity_without_type_counts_as_new,
        _an_opportunity_exported_when_closed_after_as_of_was_open,
        _the_later_of_two_consents_of_one_day_counts,
        _a_consent_that_became_unknown_is_not_withdrawn,
        _the_oldest_account_of_a_domain_may_be_older_by_hours,
        _a_mail_that_links_to_the_pricing_page_is_no_buying_signal,
        _field_history_fills_the_time_before_the_first_version,
        _a_page_that_never_engages_signals_nothing_either,
        _an_event_is_active_on_the_window_days_from_its_own_day,
        _a_title_has_the_role_that_its_words_name,
        _a_chain_of_merges_ends_at_its_last_record,
        _a_cycle_of_merges_leaves_its_oldest_record,
        _an_account_merged_into_a_deleted_one_is_left,
        _a_merge_into_nobody_is_none,
        _who_is_merged_into_a_withdrawn_person_is_withdrawn,
        _merges_and_addresses_tie_people_together_however_they_chain,
        _a_similar_name_is_a_match_unless_two_are_equally_near,
        _identity_is_that_of_as_of_for_all_days,
        _numbers_that_nobody_counted_stop_nothing,
        *SCORE_CASES,
    )
    cases = []
    for number, make in enumerate(makers):
        case = Case(f"e{number:02}")
        make(case, as_of)
        cases.append(case)
    return cases


def _the_first_of_several_versions_of_a_day_holds_before_it(case: Case, as_of: date) -> None:
    account_id = add_account(case, as_of, updated_at=moment(as_of, 20, 8), employee_count="10")
    add_account(case, as_of, updated_at=moment(as_of, 20, 10), employee_count="5000")
    add_person(case, as_of, updated_at=moment(as_of, 20, 8), title="CEO", account_id=account_id)
    add_person(
        case, as_of, updated_at=moment(as_of, 20, 10), title="Student", account_id=account_id
    )
    for days_before in (50, 40):
        add_touch(case, as_of, days_before, "page_viewed", quantity="2", person_id=f"{case.name}P0")


def _without_a_version_up_to_as_of_the_very_first_stands_in(case: Case, as_of: date) -> None:
    add_person(case, as_of, updated_at=moment(as_of, -2, 8), title="CEO")
    add_person(case, as_of, updated_at=moment(as_of, -2, 10), title="Student")


def _the_kind_of_mail_domain_is_that_of_the_day(case: Case, as_of: date) -> None:
    add_person(case, as_of, email=f"{case.name}@gmail.com", title="CEO")
    add_person(
        case,
        as_of,
        email=f"{case.name}@{case.name}a0.com",
        title="CEO",
        updated_at=moment(as_of, 20),
    )


def _an_opportunity_without_type_counts_as_new(case: Case, as_of: date) -> None:
    dates = {"created_at": moment(as_of, 40), "updated_at": moment(as_of, 40)}
    case.add(
        "opportunities",
        opportunity_id=f"{case.name}O0",
        account_id=add_account(case, as_of),
        stage="Proposal",
        **dates,
    )


def _an_opportunity_exported_when_closed_after_as_of_was_open(case: Case, as_of: date) -> None:
    case.add(
        "opportunities",
        opportunity_id=f"{case.name}O0",
        account_id=add_account(case, as_of),
        type="new",
        stage="Closed Won",
        created_at=moment(as_of, 40),
        closed_at=moment(as_of, -3),
        is_won="true",
        updated_at=moment(as_of, -3),
    )


def _the_later_of_two_consents_of_one_day_counts(case: Case, as_of: date) -> None:
    person_id = add_person(case, as_of, title="CEO")
    for hour, status in ((8, "withdrawn"), (10, "granted")):
        case.add(
            "consents",
            person_id=person_id,
            purpose="profiling",
            status=status,
            changed_at=moment(as_of, 5, hour),
        )


def _a_consent_that_became_unknown_is_not_withdrawn(case: Case, as_of: date) -> None:
    person_id = add_person(case, as_of, title="CEO")
    for days_before, status in ((10, "withdrawn"), (5, "unknown")):
        case.add(
            "consents",
            person_id=person_id,
            purpose="profiling",
            status=status,
            changed_at=moment(as_of, days_before),
        )


def _the_oldest_account_of_a_domain_may_be_older_by_hours(case: Case, as_of: date) -> None:
    domain = f"{case.name}a0.com"
    add_account(
        case, as_of, 0, domain=domain, created_at=moment(as_of, 60, 17), employee_count="10"
    )
    add_account(case, as_of, 1, domain=domain, created_at=moment(as_of, 60, 8))
    add_person(case, as_of, email=f"{case.name}@{domain}")


def _a_mail_that_links_to_the_pricing_page_is_no_buying_signal(case: Case, as_of: date) -> None:
    account_id = add_account(case, as_of)
    url = "https://www.example.com/pricing"
    for visitor, kind in enumerate(("email_delivered", "ad_impression")):
        visitor_id = f"{case.name}V{visitor}"
        add_touch(case, as_of, 10, kind, visitor_id=visitor_id, account_id=account_id, url=url)


def _field_history_fills_the_time_before_the_first_version(case: Case, as_of: date) -> None:
    person_id = add_person(case, as_of, title="CEO", updated_at=moment(as_of, 10))
    case.add(
        "field_history",
        object="people",
        id=person_id,
        field="title",
        changed_at=moment(as_of, 30),
        old_value="Marketing Manager",
        new_value="CEO",
    )


def _a_page_that_never_engages_signals_nothing_either(case: Case, as_of: date) -> None:
    account_id = add_account(case, as_of)
    for visitor in range(3):
        add_touch(
            case,
            as_of,
            10,
            "form_submitted",
            visitor_id=f"{case.name}V{visitor}",
            account_id=account_id,
            url="https://www.example.com/careers/apply",
        )


def _an_event_is_active_on_the_window_days_from_its_own_day(case: Case, as_of: date) -> None:
    account_id = add_account(
        case, as_of, created_at=moment(as_of, 100), updated_at=moment(as_of, 100)
    )
    person_id = add_person(case, as_of, account_id=account_id, updated_at=moment(as_of, 100))
    add_touch(case, as_of, 89, "page_viewed", person_id=person_id)
    add_touch(case, as_of, 59, "demo_requested", person_id=person_id)
    add_touch(case, as_of, 30, "email_clicked", person_id=person_id)


def _a_title_has_the_role_that_its_words_name(case: Case, as_of: date) -> None:
    account_id = add_account(case, as_of)
    for number, title in enumerate(TITLE_ROLES):
        add_person(
            case, as_of, person_id=f"{case.name}P{number}", title=title, account_id=account_id
        )


def _a_chain_of_merges_ends_at_its_last_record(case: Case, as_of: date) -> None:
    for index in range(3):
        into = {} if index == 2 else {"merged_into_id": f"{case.name}A{index + 1}"}
        gone = {"is_deleted": "true"} if index == 0 else {}
        add_account(case, as_of, index, **into, **gone)
        add_touch(case, as_of, 10, "demo_requested", account_id=f"{case.name}A{index}")
    person_id = add_person(case, as_of, account_id=f"{case.name}A0")
    add_touch(case, as_of, 9, "page_viewed", person_id=person_id)
    case.add(
        "opportunities",
        opportunity_id=f"{case.name}O0",
        account_id=f"{case.name}A1",
        created_at=moment(as_of, 20),
        updated_at=moment(as_of, 20),
    )


def _a_cycle_of_merges_leaves_its_oldest_record(case: Case, as_of: date) -> None:
    for index, (into, hour) in enumerate([(1, 12), (2, 8), (1, 10), (0, 6)]):
        add_account(
            case,
            as_of,
            index,
            merged_into_id=f"{case.name}A{into}",
            created_at=moment(as_of, 60, hour),
        )
        add_touch(case, as_of, 10, "demo_requested", account_id=f"{case.name}A{index}")


def _an_account_merged_into_a_deleted_one_is_left(case: Case, as_of: date) -> None:
    add_account(case, as_of, 0, merged_into_id=f"{case.name}A1")
    account_id = add_account(case, as_of, 1, is_deleted="true")
    case.add(
        "opportunities",
        opportunity_id=f"{case.name}O0",
        account_id=account_id,
        created_at=moment(as_of, 20),
        updated_at=moment(as_of, 20),
    )


def _a_merge_into_nobody_is_none(case: Case, as_of: date) -> None:
    account_id = add_account(case, as_of, merged_into_id="nobody")
    person_id = add_person(case, as_of, account_id=account_id, merged_into_id="nobody")
    add_touch(case, as_of, 9, "page_viewed", person_id=person_id)


def _who_is_merged_into_a_withdrawn_person_is_withdrawn(case: Case, as_of: date) -> None:
    account_id = add_account(case, as_of)
    add_person(case, as_of, 0, account_id=account_id, merged_into_id=f"{case.name}P1")
    add_person(case, as_of, 1, account_id=account_id, consent_status="withdrawn")
    add_touch(case, as_of, 9, "demo_requested", person_id=f"{case.name}P0")


def _merges_and_addresses_tie_people_together_however_they_chain(case: Case, as_of: date) -> None:
    account_id = add_account(case, as_of)
    into = {0: 1, 2: 3, 4: 5}
    mails = ["a", "b", "b", "c", "c", "d"]
    for index, mail in enumerate(mails):
        merged = {"merged_into_id": f"{case.name}P{into[index]}"} if index in into else {}
        email = f"{mail}.{case.name}@{case.name}.com"
        add_person(case, as_of, index, account_id=account_id, email=email, **merged)
        add_touch(case, as_of, 30 - index, "page_viewed", person_id=f"{case.name}P{index}")


def _a_similar_name_is_a_match_unless_two_are_equally_near(case: Case, as_of: date) -> None:
    for index, name in enumerate(["Wolkenbruecke Logistik", "Sternwarten", "Sternwartel"]):
        add_account(case, as_of, index, name=name)
    for index, name in enumerate(
        ["Wolkenbrueke Logistik AG", "sternwartex", "Wolkenbruecke Logistik Nord", "Sternwarten"]
    ):
        add_person(case, as_of, index, company_name=name)


def _identity_is_that_of_as_of_for_all_days(case: Case, as_of: date) -> None:
    for index in range(2):
        add_account(case, as_of, index)
    add_person(case, as_of, account_id=f"{case.name}A0")
    add_person(case, as_of, account_id=f"{case.name}A1", updated_at=moment(as_of, 5))
    add_touch(case, as_of, 40, "demo_requested", person_id=f"{case.name}P0")


def _numbers_that_nobody_counted_stop_nothing(case: Case, as_of: date) -> None:
    account_id = add_account(case, as_of, employee_count="123456789012345678")
    for days_before in (3, 4):
        values = {"account_id": account_id, "quantity": "4915120000000"}
        add_touch(case, as_of, days_before, "ad_impression", **values)
