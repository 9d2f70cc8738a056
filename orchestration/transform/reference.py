"""Look-ups that SQL cannot make itself, as tables of schema `reference`.

Registrable domains and whose they are, phone numbers in E.164, company names without legal form
and those that resemble an account's, the decay steps of scoring rules, rules as sentences, and the
time zones that DuckDB knows. Each distinct text is worked on once, with the field's own libraries;
nothing is fetched.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal

import duckdb
import pyarrow as pa

from orchestration.rules.decay import DecayStep, decay_steps
from orchestration.rules.files import Rules
from orchestration.rules.sentences import RuleSentence, rule_sentences
from orchestration.transform.mail_domains import domain_type, registrable_domains
from orchestration.transform.names import NameNormaliser, spelling
from orchestration.transform.similar_names import similar_names

DOMAINS = """
    select distinct lower(trim(raw)) as raw_domain
    from (
        select split_part(lower(trim(email)), '@', 2) as raw from crm.people
        union all select split_part(lower(trim(old_value)), '@', 2) from crm.field_history
        union all select split_part(lower(trim(new_value)), '@', 2) from crm.field_history
        union all select domain from crm.accounts
        union all select domain from intent.intent_signals
        union all select domain from enrichment.enrichment
    )
    where trim(raw) <> ''
"""
COMPANY_NAMES = """
    select name as raw_name from crm.accounts
    union select company_name from crm.people where company_name is not null
    union select name from enrichment.enrichment where name is not null
"""
TYPED_NAMES = "select distinct company_name from crm.people"
ACCOUNT_NAMES = "select distinct name from crm.accounts"
PHONES = """
    select distinct coalesce(phone, mobile) as raw_phone, coalesce(country, '') as country
    from crm.people
    where email is null and coalesce(phone, mobile) is not null
"""


def create_reference_tables(connection: duckdb.DuckDBPyConnection, rules: Rules) -> None:
    """Replace the tables of schema `reference`; the landing views must exist."""
    connection.execute("create schema if not exists reference")
    domains = _column(connection, DOMAINS)
    _replace(
        connection,
        "mail_domains",
        _domain_columns(domains, rules),
    )
    _create_company_names(connection, rules)
    _create_phones(connection)
    steps = [step for row in rules.rows("scoring_rules") for step in _steps_of(row)]
    _replace(
        connection,
        "scoring_rule_steps",
        {
            name: [getattr(step, name) for step in steps]
            for name in ("rule_id", "step", "offset_days", "points_cents", "change_cents")
        },
    )
    connection.execute(
        "create or replace table reference.time_zones as "
        "select name as time_zone from pg_timezone_names()"
    )
    sentences = rule_sentences(rules)
    _replace(
        connection,
        "rule_sentences",
        {
            field.name: [getattr(sentence, field.name) for sentence in sentences]
            for field in fields(RuleSentence)
        },
    )


def _steps_of(row: dict[str, str]) -> Iterable[DecayStep]:
    return decay_steps(row) if row["subject"] == "touch" else ()


def _domain_columns(domains: list[str], rules: Rules) -> dict[str, list[str | None]]:
    registrable = registrable_domains(domains)
    corrections = {
        row["domain"].strip().lower(): row["domain_type"] for row in rules.rows("free_mail_domains")
    }
    return {
        "raw_domain": [*domains],
        "registrable_domain": registrable,
        "domain_type": [
            domain_type(raw, domain, corrections) if domain else None
            for raw, domain in zip(domains, registrable, strict=True)
        ],
    }


def _create_company_names(connection: duckdb.DuckDBPyConnection, rules: Rules) -> None:
    normaliser = NameNormaliser((row["form"], row["position"]) for row in rules.rows("legal_forms"))
    excluded = {row["name"] for row in rules.rows("account_exclusions") if row["name"]}
    names = sorted({*_column(connection, COMPANY_NAMES), *excluded})
    normalised = {name: normaliser.normalise(name) for name in names}
    _replace(
        connection,
        "company_names",
        {
            "raw_name": names,
            "spelling": [spelling(name) for name in names],
            "normalised_name": [normalised[name] for name in names],
        },
    )
    fuzzy = next((r for r in rules.rows("match_methods") if r["method"] == "fuzzy_name"), None)
    pairs: list[tuple[str, str, Decimal]] = []
    if fuzzy and fuzzy["minimum_similarity"]:
        pairs = similar_names(
            sorted({normalised[name] for name in _column(connection, TYPED_NAMES)}),
            sorted({normalised[name] for name in _column(connection, ACCOUNT_NAMES)}),
            Decimal(fuzzy["minimum_similarity"]),
        )
    _replace(
        connection,
        "similar_names",
        {
            "normalised_name": [name for name, _, _ in pairs],
            "similar_name": [other for _, other, _ in pairs],
            "similarity": [similarity for _, _, similarity in pairs],
        },
    )


def _create_phones(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(PHONES).fetchall()
    _replace(
        connection,
        "phones",
        {
            "raw_phone": [phone for phone, _ in rows],
            "country": [country for _, country in rows],
            "e164": [_e164(phone, country) for phone, country in rows],
        },
    )


def _e164(phone: str, country: str) -> str | None:
    import phonenumbers

    region = country.upper() if len(country) == 2 else None
    try:
        number = phonenumbers.parse(phone, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _column(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    return sorted(row[0] for row in connection.execute(query).fetchall() if row[0])


def _replace(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, Sequence[object]]
) -> None:
    types = {
        "step": pa.int32(),
        "offset_days": pa.int32(),
        "points_cents": pa.int32(),
        "change_cents": pa.int32(),
        "similarity": pa.decimal128(5, 4),
    }
    rows = pa.table(
        {name: pa.array(values, types.get(name, pa.string())) for name, values in columns.items()}
    )
    connection.register("reference_rows", rows)
    connection.execute(f"create or replace table reference.{table} as from reference_rows")
    connection.unregister("reference_rows")
