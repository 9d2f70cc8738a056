"""The rows of `people`: the present version of each, older ones, duplicates, deleted, late."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from orchestration.demo.accounts import Accounts, Owners
from orchestration.demo.dates import Calendar
from orchestration.demo.dirt import DirtPlan
from orchestration.demo.jobs import JOBS
from orchestration.demo.merged_records import (
    merged_account_ids,
    merged_people_rows,
    stranger_rows,
)
from orchestration.demo.names import NONSENSE_NAMES
from orchestration.demo.people import (
    BY_COMPANY,
    BY_SIMILAR_COMPANY,
    CONSENT_NAMES,
    GIVEN,
    UNKNOWN,
    People,
)
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.sales_stories import Outcome, SalesStories
from orchestration.demo.spelling import misspelt, other_writing
from orchestration.demo.vocabulary import COUNTRIES, Country

PEOPLE_SCHEMA = pa.schema(
    [
        *[
            (name, pa.string())
            for name in (
                "person_id",
                "account_id",
                "email",
                "phone",
                "mobile",
                "wechat_id",
                "full_name",
                "title",
                "department",
                "seniority",
                "company_name",
                "country",
                "city",
                "preferred_language",
                "lead_source",
                "lead_status",
                "rejected_reason",
                "owner_id",
            )
        ],
        ("budget_amount", pa.decimal128(18, 2)),
        ("budget_currency", pa.string()),
        ("budget_confirmed", pa.bool_()),
        ("authority", pa.string()),
        ("need_strength", pa.int32()),
        ("pain_point", pa.string()),
        ("timeline_days", pa.int32()),
        ("referred_by_account_id", pa.string()),
        ("consent_status", pa.string()),
        ("consent_at", pa.timestamp("us")),
        ("created_at", pa.timestamp("us")),
        ("updated_at", pa.timestamp("us")),
        ("is_deleted", pa.bool_()),
        ("merged_into_id", pa.string()),
    ]
)
Row = dict[str, Any]
LEAD_SOURCES = (
    "Website",
    "Webinar",
    "Trade Fair",
    "LinkedIn",
    "Referral",
    "Purchased List",
    "Partner",
    "WeChat",
)


@dataclass(frozen=True)
class PeopleRows:
    """Rows of the main file and of the late one, field history, duplicates, what sales said."""

    main: list[Row]
    late: list[Row]
    history: list[tuple[Any, ...]]
    duplicate_of: dict[str, str]
    outcomes: list[Outcome]


class PeopleWriter:
    """Writes out the people as the CRM holds them on the last day, with their past."""

    def __init__(
        self,
        plan: CompanyPlan,
        accounts: Accounts,
        owners: Owners,
        people: People,
        stories: SalesStories,
        first_touch: np.ndarray,
    ) -> None:
        """Draw what every row needs; `first_touch` is a day a person, or past the end."""
        self.plan, self.accounts, self.owners, self.people = plan, accounts, owners, people
        self.stories = stories
        self.rng = plan.stream("people_rows")
        self.calendar = Calendar(plan)
        size = len(people)
        born = accounts.born[people.account]
        created = born + self.rng.exponential(120, size).astype(np.int64)
        self.created = np.minimum(np.minimum(created, plan.days - 1), first_touch)
        self.merged_accounts: dict[int, list[str]] = {}
        self.draw = self.rng.random((size, 10))
        self.number = self.rng.integers(0, 10_000_000, size)

    def build(self, dirt: DirtPlan) -> PeopleRows:
        """Return all rows, with the dirt planted among them."""
        self.merged_accounts = merged_account_ids(self.accounts, dirt.merged_accounts)
        main: list[Row] = []
        late: list[Row] = []
        between: list[Row] = []
        outcomes: list[Outcome] = []
        history: list[tuple[Any, ...]] = []
        size = len(self.people)
        nonsense = set(self.rng.permutation(size)[: dirt.nonsense_names].tolist())
        late_ones = set(self.rng.permutation(size)[: dirt.late_people].tolist())
        for number in range(size):
            row = self._row(number)
            if number in nonsense:
                row["full_name"] = NONSENSE_NAMES[number % len(NONSENSE_NAMES)]
            older = None
            if self.draw[number, 0] < 0.07 or number in late_ones:
                older = self._older_version(row, number)
                row["updated_at"] = self.calendar.later_than(self.rng, older["updated_at"])
                if self.draw[number, 1] < 0.3:
                    history.append(
                        (
                            "people",
                            row["person_id"],
                            "title",
                            row["updated_at"],
                            older["title"],
                            row["title"],
                        )
                    )
            versions = self._versions(number, row, older)
            if older:
                (late if number in late_ones else main).append(versions.pop(0))
            main.append(versions.pop())
            between.extend(versions)
            outcome = main[-1]["lead_status"]
            if outcome not in (None, "open"):
                outcomes.append(Outcome(number, outcome, main[-1]["updated_at"]))
        originals = list(main)
        duplicates = self._same_email(main, dirt.same_email_people)
        main.extend(row for row, _ in duplicates)
        columns = PEOPLE_SCHEMA.names
        main.extend(stranger_rows(self.calendar, self.accounts, columns, dirt.strangers))
        main.extend(self._deleted(dirt.deleted_people))
        rng = self.plan.stream("merged_people")
        merged, same = merged_people_rows(rng, self.calendar, originals, dirt.merged_people)
        main.extend(merged)
        copies = self.rng.permutation(len(main))[: dirt.duplicate_people_rows]
        main.extend(dict(main[position]) for position in copies)
        same |= {row["person_id"]: of for row, of in duplicates}
        return PeopleRows([*main, *between], late, history, same, outcomes)

    def _versions(self, number: int, row: Row, older: Row | None) -> list[Row]:
        """Return all versions of a person, by time: a promotion, and what sales said."""
        steps = self.stories.steps(number, row["created_at"])
        if older is None and len(steps) == 1:
            return [{**row, **steps[0][1]}]
        promoted = row["updated_at"] if older else row["created_at"]
        versions = []
        for moment in sorted({*(moment for moment, _ in steps), promoted}):
            said = [state for since, state in steps if since <= moment][-1]
            record = older if older and moment < promoted else row
            versions.append({**record, **said, "updated_at": moment})
        return versions

    def _row(self, number: int) -> Row:
        people, draw = self.people, self.draw[number]
        account = int(people.account[number])
        country = COUNTRIES[self.accounts.country[account]]
        job = JOBS[people.job[number]]
        created = self.calendar.moment(int(self.created[number]), 1 + int(draw[0] * 20_000))
        match = people.match[number]
        return {
            **dict.fromkeys(PEOPLE_SCHEMA.names),
            "person_id": people.ids[number],
            "account_id": self._account_id(account, number) if match == GIVEN else None,
            "email": people.email[number],
            **self._phones(country, draw, number),
            "full_name": people.full_name[number],
            "title": people.title[number] if draw[3] < 0.97 else None,
            "department": job.department if draw[4] < 0.85 else None,
            "seniority": job.seniority if draw[4] < 0.7 else None,
            "company_name": self._company_name(account, number),
            "country": country.code,
            "city": self.accounts.city[account],
            "preferred_language": country.language,
            "lead_source": LEAD_SOURCES[int(draw[5] * len(LEAD_SOURCES))],
            "owner_id": self.owners.ids[self.accounts.owner[account]],
            **self._consent(number),
            "created_at": created,
            "updated_at": self.calendar.later_than(self.rng, created),
            "is_deleted": False,
        }

    def _account_id(self, account: int, number: int) -> str:
        """Return the account that the CRM names: every other time a merged record of it."""
        merged = self.merged_accounts.get(account, [])
        return merged[number % len(merged)] if merged and number % 2 else self.accounts.ids[account]

    def _consent(self, number: int) -> Row:
        consent = int(self.people.consent[number])
        day = max(int(self.people.consent_day[number]), int(self.created[number]))
        moment = self.calendar.moment(min(day, self.plan.days - 1), 43_200)
        return {
            "consent_status": CONSENT_NAMES[consent],
            "consent_at": None if consent == UNKNOWN else moment,
        }

    def _phones(self, country: Country, draw: np.ndarray, number: int) -> Row:
        digits = int(self.number[number])
        if country.code == "CN":
            return {
                "mobile": f"+86138{digits:08d}"[:14] if draw[6] < 0.8 else None,
                "wechat_id": f"wx_{digits:07d}" if draw[7] < 0.6 else None,
            }
        if draw[6] > 0.45:
            return {}
        local = {
            "US": f"312{digits % 8_000_000 + 2_000_000}",
            "GB": f"20{digits + 70_000_000}",
            "DE": f"89{digits + 10_000_000}",
            "FR": f"1{digits % 10_000_000 + 40_000_000}",
        }
        return {"phone": country.dialling + local.get(country.code, f"{digits + 60_000_000}")}

    def _company_name(self, account: int, number: int) -> str | None:
        """Return the employer as the person typed it: exact, without legal form, misspelt."""
        match, name = self.people.match[number], self.accounts.names[account]
        if match == BY_COMPANY:
            return other_writing(name, self.draw[number, 8])
        if match == BY_SIMILAR_COMPANY:
            return misspelt(name, self.draw[number, 8])
        if match == GIVEN and self.draw[number, 8] < 0.6:
            return name
        return None

    def _older_version(self, row: Row, number: int) -> Row:
        """Return the record before a promotion."""
        is_chinese = row["country"] == "CN"
        older = dict(row)
        older["title"] = "专员" if is_chinese else "Specialist"
        if self.draw[number, 2] < 0.3:
            older["title"] = "主管" if is_chinese else "Team Lead"
        older["seniority"] = "specialist" if row["seniority"] else None
        older["updated_at"] = row["created_at"]
        return older

    def _same_email(self, main: list[Row], count: int) -> list[tuple[Row, str]]:
        """Return second records of people, created later, their address in another case."""
        pairs = []
        for place, position in enumerate(self.rng.permutation(len(main))[:count], start=1):
            original = main[position]
            copy = dict(original)
            copy["person_id"] = f"PER-DUP-{place:05d}"
            local, _, domain = original["email"].partition("@")
            copy["email"] = f" {local.title()}@{domain.upper()}"
            copy["created_at"] = self.calendar.later_than(self.rng, original["created_at"])
            copy["updated_at"] = self.calendar.later_than(self.rng, copy["created_at"])
            copy["lead_source"] = "Purchased List"
            pairs.append((copy, original["person_id"]))
        return pairs

    def _deleted(self, count: int) -> list[Row]:
        rows = []
        for number in range(1, count + 1):
            row = dict.fromkeys(PEOPLE_SCHEMA.names)
            row.update(
                person_id=f"PER-DELETED-{number:04d}",
                full_name="Test Person",
                email=f"test{number}@lumenforge.com",
                consent_status="unknown",
                created_at=self.calendar.moment(-1, 36_000),
                updated_at=self.calendar.moment(0, 36_000),
                is_deleted=True,
            )
            rows.append(row)
        return rows
