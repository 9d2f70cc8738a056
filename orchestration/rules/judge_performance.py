"""Judges figures of money, and what counts as an attempt to reach somebody and when."""

import re
from decimal import Decimal

import duckdb

from orchestration.rules.files import RuleFile, Rules
from orchestration.rules.judge_comparisons import is_of_type

# Figures of seed finance that are computed with, and the most that each may be.
FIGURES = {
    "gross_margin": 1,
    "annual_churn_rate": 1,
    "customer_lifetime_years": 100,
    "contract_years": 100,
}
LONGEST_WAIT = 90
CURRENCY = re.compile("[A-Z]{3}")


def judge_performance(rules: Rules) -> None:
    """Raise RuleError at the first row that cannot be used."""
    finance = rules.files["finance"]
    for row in finance.rows:
        most = FIGURES.get(row["name"].lower())
        if most is not None and not _is_within(row["value"], most):
            raise finance.error(
                row, "value", row["value"], f"expected more than 0 and up to {most}"
            )
    _judge_currencies(rules)
    _judge_outreach(rules)
    _judge_time_zones(rules.files["country_time_zones"])


def _is_within(value: str, most: int) -> bool:
    return is_of_type(value, "decimal(18,6)") and 0 < Decimal(value) <= most


def _judge_currencies(rules: Rules) -> None:
    finance, rates = rules.files["finance"], rules.files["currency_rates"]
    stated = next(row for row in finance.rows if row["name"].lower() == "company_currency")
    company = stated["value"].upper()
    if not CURRENCY.fullmatch(company):
        raise finance.error(stated, "value", stated["value"], "expected a code of ISO 4217")
    for row in rates.rows:
        if not CURRENCY.fullmatch(row["currency"].upper()):
            raise rates.error(row, "currency", row["currency"], "expected a code of ISO 4217")
        if Decimal(row["rate"]) <= 0:
            raise rates.error(row, "rate", row["rate"], "expected more than 0")
        if row["currency"].upper() == company and Decimal(row["rate"]) != 1:
            raise rates.error(
                row, "rate", row["rate"], "one unit of the company's own currency is worth 1"
            )


def _judge_outreach(rules: Rules) -> None:
    file = rules.files["outreach_outcomes"]
    known = {row["kind"].lower() for row in rules.rows("touch_kinds")}
    at_once = {
        row["kind"].lower()
        for row in file.rows
        if row["kind"].lower() == row["outcome_kind"].lower()
    }
    for row in file.rows:
        kind, outcome, days = row["kind"].lower(), row["outcome_kind"].lower(), row["within_days"]
        for column in ("kind", "outcome_kind"):
            if row[column] and row[column].lower() not in known:
                raise file.error(row, column, row[column], "no kind of touch_kinds")
        if kind in at_once and outcome != kind:
            raise file.error(
                row, "outcome_kind", row["outcome_kind"], "it succeeds at once already"
            )
        waits = bool(outcome) and outcome != kind
        if waits and not (days and 0 <= int(days) <= LONGEST_WAIT):
            raise file.error(row, "within_days", days, f"expected 0 to {LONGEST_WAIT}")
        if not waits and days and int(days) != 0:
            raise file.error(row, "within_days", days, "nothing is waited for")


def _judge_time_zones(file: RuleFile) -> None:
    """Raise RuleError for a zone that the database does not know: it could not compute with it."""
    with duckdb.connect() as connection:
        names = connection.execute("select lower(name) from pg_timezone_names()").fetchall()
    known = {name for (name,) in names}
    for row in file.rows:
        if row["time_zone"].lower() not in known:
            raise file.error(
                row, "time_zone", row["time_zone"], "no time zone of this name is known"
            )
