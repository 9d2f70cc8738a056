"""People written by hand: each company is one sentence of the lead funnel easily misread."""

from datetime import date, datetime, time, timedelta

from tests.oracle.company import Case


def lead_edge_cases(as_of: date) -> list[Case]:
    """One small company per sentence, for the default rules."""
    makers = (
        _a_crossing_on_the_day_of_recycling_is_not_new,
        _a_crossing_on_the_day_after_recycling_is_new,
        _what_held_before_recycling_counts_again_once_the_status_changes,
        _a_request_on_the_day_of_the_rejection_does_not_undo_it,
        _a_request_on_the_day_after_the_rejection_undoes_it,
        _a_status_written_after_the_created_day_holds_backwards_but_is_decided_then,
        _field_history_says_when_sales_decided,
        _a_request_before_the_created_day_counts_by_its_age,
        _touches_of_merged_records_are_one_persons,
        _who_is_of_a_customer_is_one_until_the_account_churns,
        _an_upgrade_request_of_a_customer_counts_after_the_churn,
        _an_opportunity_of_a_day_is_closed_before_it_is_open,
        _of_two_statuses_of_a_day_the_later_counts,
    )
    cases = []
    for number, make in enumerate(makers):
        case = Case(f"f{number:02}")
        make(case, as_of)
        cases.append(case)
    return cases


def _at(as_of: date, days_before: int, hour: int = 12) -> str:
    return datetime.combine(as_of - timedelta(days=days_before), time(hour)).isoformat()


def _account(case: Case, as_of: date, **values: str) -> str:
    account_id = f"{case.name}A0"
    dates = {"created_at": _at(as_of, 100), "updated_at": _at(as_of, 100)}
    case.add("accounts", account_id=account_id, name=f"Firm {case.name}", **{**dates, **values})
    return account_id


def _person(case: Case, as_of: date, index: int = 0, **values: str) -> str:
    person_id = f"{case.name}P{index}"
    known = {"full_name": "Anna Li", "email": f"anna.{case.name}@{case.name}.example"}
    dates = {"created_at": _at(as_of, 60), "updated_at": _at(as_of, 60)}
    case.add("people", person_id=person_id, **{**known, **dates, **values})
    return person_id


def _touch(case: Case, as_of: date, days_before: int, kind: str, person_id: str) -> None:
    touch_id = f"{case.name}T{len(case.of('touches'))}"
    moment = _at(as_of, days_before)
    case.add("touches", touch_id=touch_id, occurred_at=moment, kind=kind, person_id=person_id)


def _a_crossing_on_the_day_of_recycling_is_not_new(case: Case, as_of: date) -> None:
    person_id = _person(case, as_of, lead_status="working")
    _person(case, as_of, lead_status="recycled", updated_at=_at(as_of, 30))
    _touch(case, as_of, 30, "demo_requested", person_id)


def _a_crossing_on_the_day_after_recycling_is_new(case: Case, as_of: date) -> None:
    person_id = _person(case, as_of, lead_status="working")
    _person(case, as_of, lead_status="recycled", updated_at=_at(as_of, 30))
    _touch(case, as_of, 31, "demo_attended", person_id)
    _touch(case, as_of, 29, "demo_requested", person_id)


def _what_held_before_recycling_counts_again_once_the_status_changes(
    case: Case, as_of: date
) -> None:
    bant = {"budget_amount": "1000", "authority": "user", "timeline_days": "30"}
    for status, days_before in (("working", 60), ("recycled", 30), ("open", 10)):
        _person(case, as_of, lead_status=status, updated_at=_at(as_of, days_before), **bant)


def _a_request_on_the_day_of_the_rejection_does_not_undo_it(case: Case, as_of: date) -> None:
    person_id = _person(case, as_of, lead_status="open")
    said = {"lead_status": "rejected", "rejected_reason": "no need"}
    _person(case, as_of, updated_at=_at(as_of, 20), **said)
    _touch(case, as_of, 20, "quote_requested", person_id)


def _a_request_on_the_day_after_the_rejection_undoes_it(case: Case, as_of: date) -> None:
    person_id = _person(case, as_of, lead_status="open")
    _person(case, as_of, updated_at=_at(as_of, 20), lead_status="rejected")
    # The same word again is the same decision.
    _person(case, as_of, updated_at=_at(as_of, 10), lead_status="rejected", title="CEO")
    _touch(case, as_of, 19, "quote_requested", person_id)


def _a_status_written_after_the_created_day_holds_backwards_but_is_decided_then(
    case: Case, as_of: date
) -> None:
    for index, status in enumerate(("rejected", "accepted", "recycled")):
        email = f"{status}.{case.name}@{case.name}.example"
        values = {"email": email, "lead_status": status, "updated_at": _at(as_of, 20)}
        person_id = _person(case, as_of, index, **values)
        _touch(case, as_of, 30, "demo_requested", person_id)
    late = {"lead_status": "accepted", "updated_at": _at(as_of, -5)}
    _person(case, as_of, 3, email=f"late.{case.name}@{case.name}.example", **late)


def _field_history_says_when_sales_decided(case: Case, as_of: date) -> None:
    person_id = _person(case, as_of, lead_status="rejected", updated_at=_at(as_of, 5))
    for days_before, old, new in ((40, "open", "accepted"), (20, "accepted", "rejected")):
        moment = _at(as_of, days_before)
        case.add(
            "field_history", object="people", id=person_id, field="lead_status",
            changed_at=moment, old_value=old, new_value=new,
        )  # fmt: skip
    _touch(case, as_of, 20, "demo_requested", person_id)


def _a_request_before_the_created_day_counts_by_its_age(case: Case, as_of: date) -> None:
    person_id = _person(case, as_of)
    _touch(case, as_of, 110, "demo_requested", person_id)
    other = _person(case, as_of, 1, email=f"other.{case.name}@{case.name}.example")
    _touch(case, as_of, 120, "demo_requested", other)


def _touches_of_merged_records_are_one_persons(case: Case, as_of: date) -> None:
    kept = _person(case, as_of)
    merged = _person(case, as_of, 1, created_at=_at(as_of, 50))
    _touch(case, as_of, 40, "email_clicked", kept)
    _touch(case, as_of, 35, "form_submitted", merged)
    given = {"person_id": merged, "rating": "4", "given_at": _at(as_of, 3)}
    case.add("feedback", feedback_id=f"{case.name}F0", **given)


def _who_is_of_a_customer_is_one_until_the_account_churns(case: Case, as_of: date) -> None:
    since = (as_of - timedelta(days=40)).isoformat()
    account_id = _account(case, as_of, customer_since=since, churned_at=_at(as_of, 10))
    person_id = _person(case, as_of, account_id=account_id)
    _touch(case, as_of, 45, "demo_requested", person_id)


def _an_upgrade_request_of_a_customer_counts_after_the_churn(case: Case, as_of: date) -> None:
    since = (as_of - timedelta(days=40)).isoformat()
    account_id = _account(case, as_of, customer_since=since, churned_at=_at(as_of, 10))
    for days_before in (41, 11, 10):
        name = f"at{days_before}.{case.name}@{case.name}.example"
        person_id = _person(case, as_of, days_before, account_id=account_id, email=name)
        _touch(case, as_of, days_before, "upgrade_requested", person_id)


def _an_opportunity_of_a_day_is_closed_before_it_is_open(case: Case, as_of: date) -> None:
    account_id = _account(case, as_of)
    person_id = _person(case, as_of, account_id=account_id)
    for index, (opened, closed) in enumerate(((40, 40), (30, 20))):
        moments = {"created_at": _at(as_of, opened), "closed_at": _at(as_of, closed)}
        opportunity_id = f"{case.name}O{index}"
        case.add(
            "opportunities", opportunity_id=opportunity_id, account_id=account_id, type="new",
            is_won="false", updated_at=_at(as_of, closed), **moments,
        )  # fmt: skip
        case.add("opportunity_contacts", opportunity_id=opportunity_id, person_id=person_id)


def _of_two_statuses_of_a_day_the_later_counts(case: Case, as_of: date) -> None:
    _person(case, as_of, lead_status="accepted")
    _person(case, as_of, lead_status="rejected", updated_at=_at(as_of, 20, 8))
    _person(case, as_of, lead_status="accepted", updated_at=_at(as_of, 20, 10))
