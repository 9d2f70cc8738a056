"""Which object goes into which file, so that every reader of the pipeline has work to do.

The large ones are Parquet; one CSV is as Excel saves it in Europe (byte order mark, semicolons),
two are gzipped, some objects are JSON Lines, and late rows come in second files.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa

from orchestration.demo.account_rows import ACCOUNT_SCHEMA, build_account_rows
from orchestration.demo.crm_objects import (
    build_consent_sheet,
    build_feedback_sheet,
    build_history_sheet,
    build_owner_sheet,
)
from orchestration.demo.dirt import broken_csv_lines, broken_json_lines, plant_touches
from orchestration.demo.fillers import Filler
from orchestration.demo.market_objects import build_enrichment_sheet, build_intent_sheet
from orchestration.demo.marketing_objects import (
    build_ad_cost_sheet,
    build_campaign_sheet,
    build_content_sheet,
    build_program_sheet,
)
from orchestration.demo.opportunities import build_opportunities
from orchestration.demo.people_rows import PEOPLE_SCHEMA, PeopleWriter
from orchestration.demo.sales_follow_up import SalesFollowUp, first_contacts
from orchestration.demo.sales_stories import Outcome, SalesStories
from orchestration.demo.simulation import Company
from orchestration.demo.touch_file import SCHEMA, TouchTexts
from orchestration.demo.touch_rows import TouchRows, make_touch_rows
from orchestration.demo.touches import TouchMaker
from orchestration.demo.writing import Sheet, json_lines, write_csv, write_lines, write_parquet

LATE_CSV_COLUMNS = ("touch_id", "occurred_at", "kind", "person_id", "account_id", "content_name")
FILES = (
    "accounts.parquet",
    "accounts.2.csv",
    "people.parquet",
    "people.2.csv",
    "owners.csv",
    "consents.csv.gz",
    "opportunities.csv",
    "opportunity_contacts.csv",
    "campaigns.csv",
    "program_memberships.csv",
    "touches.parquet",
    "touches.2.jsonl",
    "touches.3.csv",
    "content.jsonl",
    "intent_signals.csv.gz",
    "enrichment.csv",
    "feedback.jsonl",
    "field_history.jsonl",
    "ad_costs.csv",
)


class ObjectFiles:
    """Writes all object files of one company and counts the rows of each."""

    def __init__(self, folder: Path, company: Company) -> None:
        """Remember where to write what."""
        self.folder, self.company = folder, company
        self.rows: dict[str, int] = {}
        self.duplicate_of: dict[str, str] = {}
        self.outcomes: list[Outcome] = []

    def write(self) -> None:
        """Write every file of `FILES` that has something to say."""
        company = self.company
        parts = (company.plan, company.accounts, company.people, company.campaigns, company.log)
        maker, filler = TouchMaker(*parts), Filler(*parts)
        wanted = max(0, company.plan.touches - company.dirt.touch_rows_added)
        kinds = maker.table.kinds
        sales = SalesFollowUp(company.plan, company.accounts, company.people, company.log)
        clean = make_touch_rows(
            company.plan,
            company.accounts,
            maker,
            filler,
            wanted,
            lambda rows: sales.calls(rows, kinds),
        )
        self._write_marketing(clean, kinds)
        first_touch = _first_touch(company, clean)
        contacts = first_contacts(clean, kinds, len(company.people))
        self._write_touches(clean, maker)
        del clean
        stories = SalesStories(company.plan, company.people, company.log, contacts)
        self._write_entities(first_touch, stories)
        self._write_crm()

    def _write_touches(self, clean: TouchRows, maker: TouchMaker) -> None:
        company, dirt = self.company, self.company.dirt
        table = maker.table
        dirty = plant_touches(company.plan, dirt, clean, len(table.kinds))
        texts = TouchTexts(
            company.plan,
            company.accounts,
            company.owners,
            company.people,
            company.campaigns,
            table,
        )
        self.rows["touches.parquet"] = write_parquet(
            self.folder / "touches.parquet", SCHEMA, texts.tables(dirty.main)
        )
        if not dirt.late_touches_json:
            return
        good = list(json_lines(_sheet_of(texts.table_of(dirty.late_json))))
        lines = [*good[:2], *broken_json_lines(good, dirt), *good[2:]]
        self.rows["touches.2.jsonl"] = write_lines(self.folder / "touches.2.jsonl", lines)
        late = _sheet_of(texts.table_of(dirty.late_csv).select(list(LATE_CSV_COLUMNS)))
        path = self.folder / "touches.3.csv"
        count = write_csv(path, late)
        bad = broken_csv_lines(dirt)
        path.write_text(
            path.read_text(encoding="utf-8") + "".join(f"{line}\n" for line in bad),
            encoding="utf-8",
        )
        self.rows["touches.3.csv"] = count + len(bad)

    def _write_entities(self, first_touch: np.ndarray, stories: SalesStories) -> None:
        """Write accounts, people and what changed in their fields."""
        company = self.company
        accounts = build_account_rows(
            company.plan, company.accounts, company.owners, company.log, company.dirt
        )
        people = PeopleWriter(
            company.plan,
            company.accounts,
            company.owners,
            company.people,
            stories,
            first_touch,
        ).build(company.dirt)
        self.duplicate_of, self.outcomes = people.duplicate_of, people.outcomes
        for name, schema, main, late in (
            ("accounts", ACCOUNT_SCHEMA, accounts.main, accounts.late),
            ("people", PEOPLE_SCHEMA, people.main, people.late),
        ):
            table = pa.Table.from_pylist(main, schema=schema)
            path = self.folder / f"{name}.parquet"
            self.rows[path.name] = write_parquet(path, schema, [table])
            if late:
                ordered = [tuple(row[column] for column in schema.names) for row in late]
                self._csv(f"{name}.2.csv", Sheet(tuple(schema.names), ordered))
        self._jsonl("field_history.jsonl", build_history_sheet(accounts.history + people.history))

    def _write_crm(self) -> None:
        """Write owners, consents, deals, feedback, and what others know of the accounts."""
        company = self.company
        plan, accounts, people = company.plan, company.accounts, company.people
        self.rows["owners.csv"] = write_csv(
            self.folder / "owners.csv",
            build_owner_sheet(plan, company.owners),
            delimiter=";",
            byte_order_mark=True,
        )
        self._csv("consents.csv.gz", build_consent_sheet(plan, accounts, people))
        deals = build_opportunities(
            plan, accounts, company.owners, people, company.log, company.dirt
        )
        self._csv("opportunities.csv", deals.opportunities)
        self._csv("opportunity_contacts.csv", deals.contacts)
        self._csv("program_memberships.csv", build_program_sheet(plan, accounts, people))
        self._csv("intent_signals.csv.gz", build_intent_sheet(plan, accounts, company.log))
        self._csv("enrichment.csv", build_enrichment_sheet(plan, accounts))
        feedback = build_feedback_sheet(plan, accounts, company.owners, people, self.outcomes)
        self._jsonl("feedback.jsonl", feedback)

    def _write_marketing(self, clean: TouchRows, kinds: list[str]) -> None:
        plan, campaigns = self.company.plan, self.company.campaigns
        self._csv("campaigns.csv", build_campaign_sheet(plan, campaigns))
        self._csv("ad_costs.csv", build_ad_cost_sheet(plan, campaigns, clean, kinds))
        self._jsonl("content.jsonl", build_content_sheet())

    def _csv(self, name: str, sheet: Sheet) -> None:
        self.rows[name] = write_csv(self.folder / name, sheet)

    def _jsonl(self, name: str, sheet: Sheet) -> None:
        self.rows[name] = write_lines(self.folder / name, list(json_lines(sheet)))


def _first_touch(company: Company, rows: TouchRows) -> np.ndarray:
    """Return each person's first day with a touch; rows are sorted by time."""
    first = np.full(len(company.people), company.plan.days, dtype=np.int64)
    known = np.flatnonzero(rows.person >= 0)[::-1]
    # Of several assignments to one place the last one stays: the earliest row.
    first[rows.person[known]] = rows.day[known]
    return first


def _sheet_of(table: pa.Table) -> Sheet:
    columns = [column.to_pylist() for column in table.columns]
    return Sheet(tuple(table.column_names), list(zip(*columns, strict=True)))
