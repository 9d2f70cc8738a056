"""Rows of companies written by hand, with days counted back from as_of."""

from datetime import date, datetime, time, timedelta

from tests.oracle.company import Case


def moment(as_of: date, days_before: int, hour: int = 9) -> str:
    """An hour of a day before as_of; a negative number is after it."""
    return datetime.combine(as_of - timedelta(days=days_before), time(hour)).isoformat()


def add_account(case: Case, as_of: date, index: int = 0, **values: str) -> str:
    """Add a version of an account that fits ideally but for `values`; return its id."""
    account_id = f"{case.name}A{index}"
    ideal = {
        "industry": "Software",
        "employee_count": "500",
        "annual_revenue": "60000000",
        "country": "US",
    }
    dates = {"created_at": moment(as_of, 60), "updated_at": moment(as_of, 60)}
    names = {"account_id": account_id, "name": f"{account_id} {'qzvx'[index] * 8}"}
    case.add("accounts", **{**names, **ideal, **dates, **values})
    return account_id


def add_person(case: Case, as_of: date, index: int = 0, **values: str) -> str:
    """Add a version of a person of a good name; return the id."""
    person_id = f"{case.name}P{index}"
    dates = {"created_at": moment(as_of, 60), "updated_at": moment(as_of, 60)}
    case.add("people", **{"person_id": person_id, "full_name": "Anna Li", **dates, **values})
    return person_id


def add_touch(case: Case, as_of: date, days_before: int, kind: str, **values: str) -> None:
    """Add a touch with an id of its own."""
    touch_id = f"{case.name}T{len(case.of('touches'))}"
    case.add(
        "touches", touch_id=touch_id, occurred_at=moment(as_of, days_before), kind=kind, **values
    )
