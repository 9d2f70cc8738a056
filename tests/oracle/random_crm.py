"""Accounts, people and opportunities of a random company, in several versions each."""

from datetime import date, datetime, timedelta
from random import Random

from tests.oracle.company import Case, Row
from tests.oracle.random_days import DayDrawer
from tests.oracle.random_names import account_name, misspelt, word

TITLES = (
    "CEO",
    "Marketing Director",
    "IT Manager",
    "市场总监",
    "Sales Specialist",
    "Data Analyst",
    "Student",
    "Leadership Coach",
    "VP Sales",
    "exit manager",
    "采购经理",
    "Owner",
    "e-commerce lead",
    "Buyer_lead",
)
CONTACT_ROLES = ("Economic Buyer", "decision_maker", "决策人", "Champion", "ciao", None)
EMPLOYEES = ("0", "10", "49", "50", "120", "200", "201", "1000", "1001", None, None)
REVENUES = ("4999999.99", "5000000", "50000000", "0", None, None)
LEAD_STATUSES = (
    "open", "working", "accepted", "accepted", "rejected", "rejected", "recycled",
    "recycled", None,
)  # fmt: skip
COUNTRIES = ("US", " germany ", "中国", "FR", None)
INDUSTRIES = ("Software", "SOFTWARE", "Retail", "制造业", "soft drinks", None)


def add_accounts(random: Random, case: Case, days: DayDrawer) -> None:
    """One to four accounts; later ones may be subsidiaries of an earlier one, share the first one's
    domain, bear nearly its name, or be merged with others, in chains and cycles.
    """
    number = random.choice([1, 1, 1, 2, 2, 3, 4])
    merged_share = random.choice([0, 0, 0, 0.6])
    is_alike = random.random() < 0.2
    is_shared = number > 1 and random.random() < 0.2
    for index in range(number):
        account_id = f"{case.name}A{index}"
        domain = random.choice(["{}.com", "www.{}.com", "https://www.{}.com/en", None])
        created = days.start + timedelta(days=random.choice([0, 0, 0, 3, random.randint(0, 20)]))
        if random.random() < 0.03:
            created = days.as_of + timedelta(days=random.choice([0, 1]))
        row: Row = {
            "account_id": account_id,
            "name": account_name(case.name, index, is_alike=is_alike)
            + random.choice(["", " GmbH", " Inc."]),
            "created_at": days.moment(created),
        }
        shared = f"{case.name}A0" if is_shared and index == 1 else account_id
        if domain:
            row["domain"] = domain.format(shared.lower())
        if index and random.random() < 0.4:
            row["parent_account_id"] = f"{case.name}A{random.choice([0, 0, index - 1])}"
        elif random.random() < 0.05:
            row["parent_account_id"] = f"{case.name}A{number - 1}"
        _add_lifetime(random, row, days)
        history = _account_values(random)
        versions = version_days(random, created, days)
        for version_number, version in enumerate(versions):
            history |= _account_values(random, share=0.4)
            if version_number == 0 or random.random() < 0.3:
                history["merged_into_id"] = _merged_into(
                    random, merged_share, [f"{case.name}A{one}" for one in range(number)]
                )
            if version_number and random.random() < 0.04:
                row["created_at"] = days.moment(created - timedelta(days=random.choice([-1, 1, 9])))
            _add_version(case, "accounts", row, history, version)
        _add_past(random, case, "accounts", "employee_count", account_id)
        if random.random() < 0.05:
            _delete(case, "accounts", days)


def _merged_into(random: Random, share: float, others: list[str]) -> str | None:
    """Any record, itself or nobody: what a source says of a merge need not make sense."""
    return random.choice([*others, *others, "nobody"]) if random.random() < share else None


def _account_values(random: Random, share: float = 1.0) -> dict[str, str | None]:
    drawn = {
        "employee_count": random.choice(EMPLOYEES),
        "annual_revenue": random.choice(REVENUES),
        "country": random.choice(COUNTRIES),
        "industry": random.choice(INDUSTRIES),
        "is_target": random.choice(["true", "false", None]),
    }
    return {name: value for name, value in drawn.items() if random.random() < share}


def _add_lifetime(random: Random, row: Row, days: DayDrawer) -> None:
    if random.random() < 0.15:
        since = days.any(before=20)
        row["customer_since"] = since.isoformat()
    if random.random() < 0.2:
        churned = days.near()
        row["churned_at"] = days.moment(churned)


def add_people(random: Random, case: Case, days: DayDrawer) -> None:
    """None to five people records, some of them the same person twice."""
    accounts = sorted({row["account_id"] for row in case.of("accounts")})
    number = random.choice([0, 1, 2, 2, 3, 3, 4, 5])
    records = [f"{case.name}P{one}" for one in range(number)]
    merged_share = random.choice([0, 0, 0, 0.5])
    for index in range(number):
        created = days.start + timedelta(days=random.choice([0, 2, random.randint(0, 30)]))
        if random.random() < 0.03:
            created = days.as_of + timedelta(days=random.choice([0, 1]))
        row: Row = {"person_id": f"{case.name}P{index}", "created_at": days.moment(created)}
        if created <= days.as_of:
            _add_consent(random, case, row, days)
        history = {**_person_values(random), **_contact(random, case, index)}
        history["account_id"] = random.choice([*accounts, *accounts, None, "unknown"])
        history["merged_into_id"] = _merged_into(random, merged_share, records)
        for number, version in enumerate(version_days(random, created, days)):
            if number:
                history |= _person_values(random, share=0.3)
            if number and random.random() < 0.2:
                history["merged_into_id"] = _merged_into(random, merged_share, records)
            if number and random.random() < 0.2:
                history["account_id"] = random.choice([*accounts, None])
            if number and random.random() < 0.2:
                history |= _contact(random, case, index)
            if number and random.random() < 0.04:
                row["created_at"] = days.moment(created - timedelta(days=random.choice([-1, 1, 9])))
            _add_version(case, "people", row, history, version)
        for field in ("title", "lead_status"):
            _add_past(random, case, "people", field, row["person_id"])
        if "consent_status" not in row and random.random() < 0.1:
            _delete(case, "people", days)


def _person_values(random: Random, share: float = 1.0) -> dict[str, str | None]:
    drawn = {
        "title": random.choice([*TITLES, None]),
        "full_name": random.choice(["Anna Li", "Jörg Maier", "王芳", "asdf", "Test", None]),
        "department": random.choice(["Marketing", "IT", None]),
        "country": random.choice(COUNTRIES),
        "lead_status": random.choice(LEAD_STATUSES),
        "rejected_reason": random.choice(["no budget", "不合适", None]),
        "lead_source": random.choice(["Web", "Trade Fair", None]),
        "need_strength": random.choice(["1", "2", "3", None]),
        "pain_point": random.choice(["too slow", None, None]),
        "authority": random.choice(["decision_maker", "influencer", "user", "none", None]),
        "timeline_days": random.choice(["0", "30", "31", "90", "91", None]),
        "budget_amount": random.choice(["1000", "50000.50", "999.99", None]),
        "budget_confirmed": random.choice(["true", "false", None]),
    }
    return {name: value for name, value in drawn.items() if random.random() < share}


def _contact(random: Random, case: Case, index: int) -> dict[str, str | None]:
    company = f"{case.name}A{random.randint(0, 1)}".lower()
    same = random.choice([index, index, index, 0])
    email = random.choice(
        [
            f"{case.name}.p{same}@{company}.com",
            f" {case.name.upper()}.P{same}@{company}.COM ",
            f"{case.name}.p{same}@mail.{company}.com",
            f"{case.name}.p{same}@gmail.com",
            f"{case.name}.p{same}@{case.name}own.com",
            f"{case.name}.p{same}@mailinator.com",
            None,
        ]
    )
    local = f"{int(case.name[1:]):05}{same}"
    return {
        "email": email,
        "phone": random.choice([f"+49 1512 0{local}", f"+4915120{local}", None]),
        "wechat_id": random.choice([f"wx{case.name}{index}", None, None]),
        "company_name": random.choice(
            [
                None,
                None,
                word(case.name, 0),
                word(case.name, 1) + " Ltd",
                word(case.name, 9),
                misspelt(random, word(case.name, 0)),
                misspelt(random, word(case.name, 1)) + " AG",
                word(case.name, 0)[:-1] + random.choice("yqjh"),
            ]
        ),
    }


def _add_consent(random: Random, case: Case, row: Row, days: DayDrawer) -> None:
    choice = random.random()
    if choice < 0.08:
        row["consent_status"] = "withdrawn"
        if random.random() < 0.7:
            row["consent_at"] = days.moment(days.near())
    elif choice < 0.6:
        row["consent_status"] = random.choice(["granted", "unknown"])
    if choice < 0.6 and random.random() < 0.2:
        for moment in sorted({days.moment(days.near()) for _ in range(2)}):
            case.add(
                "consents",
                person_id=row["person_id"],
                purpose=random.choice(["profiling", "profiling", "email"]),
                status=random.choice(["withdrawn", "granted"]),
                changed_at=moment,
            )


def add_opportunities(random: Random, case: Case, days: DayDrawer) -> None:
    """None to three opportunities, open, won, lost, written down early or late."""
    accounts = sorted({row["account_id"] for row in case.of("accounts")})
    for index in range(random.choice([0, 0, 1, 1, 2, 3])):
        created = days.any()
        row: Row = {
            "opportunity_id": f"{case.name}O{index}",
            "account_id": random.choice(accounts),
            "created_at": days.moment(created),
        }
        kind = random.choice(["new", "new", "expansion", "renewal", None])
        if kind:
            row["type"] = kind
        closed = max(days.near(), created)
        if random.random() < 0.6:
            row["closed_at"] = days.moment(closed)
            row["is_won"] = random.choice(["true", "true", "false"])
        late = random.choice([0, 0, (closed - created).days, (closed - created).days + 1])
        stages = ["Prospecting", "Proposal", "Closed Won", "Closed Lost", "Handshake", None]
        for version in version_days(random, created + timedelta(days=late), days):
            values = {"stage": random.choice(stages)}
            _add_version(case, "opportunities", row, values, version)
        if random.random() < 0.06:
            _delete(case, "opportunities", days)
        _add_contacts(random, case, row["opportunity_id"])


def _add_contacts(random: Random, case: Case, opportunity_id: str) -> None:
    """None to two people who have a part in the opportunity, whoever's account they are of."""
    people = sorted({row["person_id"] for row in case.of("people")})
    for person_id in random.sample(people, min(random.choice([0, 0, 1, 2]), len(people))):
        role = random.choice(CONTACT_ROLES)
        case.add(
            "opportunity_contacts", opportunity_id=opportunity_id, person_id=person_id, role=role
        )


def version_days(random: Random, created: date, days: DayDrawer) -> list[datetime]:
    """When the versions of a record were written, in order and all different."""
    late = timedelta(days=random.choice([0, 0, 0, 5, random.randint(0, 40)]))
    moments = {datetime.combine(created + late, datetime.min.time()) + timedelta(seconds=1)}
    for _ in range(random.choice([0, 0, 1, 2, 3])):
        day = max(days.near(), created)
        moments.add(
            datetime.combine(day, datetime.min.time()) + timedelta(minutes=random.randint(1, 1400))
        )
    return sorted(moments)


def _add_version(
    case: Case, object_name: str, row: Row, values: dict[str, str | None], moment: datetime
) -> None:
    version = {**row, **values, "updated_at": moment.isoformat()}
    case.add(object_name, **version)
    if moment.minute % 7 == 1:
        case.add(object_name, **version)


def _delete(case: Case, object_name: str, days: DayDrawer) -> None:
    """A last version that says deleted, now and then only after as_of."""
    last = case.of(object_name)[-1]
    day = max(days.near(), date.fromisoformat(last["updated_at"][:10]))
    moment = datetime.combine(day, datetime.max.time()).replace(microsecond=0)
    case.add(object_name, **{**last, "updated_at": moment.isoformat(), "is_deleted": "true"})


def _add_past(random: Random, case: Case, object_name: str, field: str, key: str) -> None:
    """Now and then field history that knows what a field was before the first version."""
    first = next(row for row in case.of(object_name) if key in row.values())
    moment = datetime.fromisoformat(first["updated_at"])
    if random.random() > 0.15:
        return
    values = {
        "employee_count": EMPLOYEES, "title": (*TITLES, None), "lead_status": LEAD_STATUSES,
    }[field]  # fmt: skip
    new_value = first.get(field)
    for _ in range(random.randint(1, 3)):
        moment -= timedelta(days=random.randint(1, 8), minutes=random.randint(1, 300))
        old_value = random.choice(values)
        case.add(
            "field_history",
            object=object_name,
            id=key,
            field=field,
            changed_at=moment.isoformat(),
            old_value=old_value,
            new_value=new_value,
        )
        new_value = old_value
