"""Companies written by hand for sentences about lead scores, for the default rules."""

from datetime import date

from tests.oracle.company import Case
from tests.oracle.edge_rows import add_person, add_touch


def _a_behaviour_delivered_twice_counts_once(case: Case, as_of: date) -> None:
    person_id = add_person(case, as_of, title="CEO")
    for _ in range(2):
        add_touch(case, as_of, 9, "demo_requested", person_id=person_id, quantity="2")
    case.add("touches", **case.of("touches")[0])
    case.add("touches", **{**case.of("touches")[1], "device": "phone"})
    case.add("people", **case.of("people")[0])


def _a_visit_is_a_repeated_one_for_30_days(case: Case, as_of: date) -> None:
    for index, days_between in enumerate((29, 30, 0)):
        person_id = add_person(case, as_of, index)
        for days_before in (45, 45 - days_between):
            add_touch(case, as_of, days_before, "page_viewed", person_id=person_id)


def _two_calls_to_action_are_different_kinds_within_60_days(case: Case, as_of: date) -> None:
    second = {0: ("form_submitted", 59), 1: ("form_submitted", 60), 2: ("ad_click", 30)}
    for index, (kind, days_between) in second.items():
        person_id = add_person(case, as_of, index)
        add_touch(case, as_of, 70, "ad_click", person_id=person_id)
        add_touch(case, as_of, 70 - days_between, kind, person_id=person_id)


def _a_mail_that_links_to_a_case_study_is_no_visit_of_it(case: Case, as_of: date) -> None:
    for index, kind in enumerate(("email_delivered", "page_viewed", "email_clicked")):
        person_id = add_person(case, as_of, index)
        url = "https://www.example.com/case/one"
        add_touch(case, as_of, 10, kind, person_id=person_id, url=url, channel="partner")


def _a_person_has_the_points_of_the_best_word_of_the_title(case: Case, as_of: date) -> None:
    titles = ("VP and Director", "总经理", "副总监", "Director of Student Affairs", "CEO's intern")
    for index, title in enumerate(titles):
        add_person(case, as_of, index, title=title, lead_source="Referral")


SCORE_CASES = (
    _a_behaviour_delivered_twice_counts_once,
    _a_visit_is_a_repeated_one_for_30_days,
    _two_calls_to_action_are_different_kinds_within_60_days,
    _a_mail_that_links_to_a_case_study_is_no_visit_of_it,
    _a_person_has_the_points_of_the_best_word_of_the_title,
)
