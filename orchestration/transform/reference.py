"""Look-ups that SQL cannot make itself, as tables of schema `reference`.

Registrable domains, phone numbers in E.164, company names without legal form, the decay steps of
scoring rules, and rules as sentences. Each distinct text is worked on once, with the field's own
libraries; nothing is fetched.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

import duckdb
import pyarrow as pa

from orchestration.rules.decay import DecayStep, decay_steps
from orchestration.rules.files import Rules
from orchestration.rules.sentences import RuleSentence, rule_sentences
from orchestration.transform.names import NameNormaliser

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
        {"raw_domain": domains, "registrable_domain": _registrable_domains(domains)},
    )
    excluded = {row["name"] for row in rules.rows("account_exclusions") if row["name"]}
    names = sorted({*_column(connection, COMPANY_NAMES), *excluded})
    normaliser = NameNormaliser(row["form"] for row in rules.rows("legal_forms"))
    _replace(
        connection,
        "company_names",
        {"raw_name": names, "normalised_name": [normaliser.normalise(name) for name in names]},
    )
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


def _registrable_domains(domains: list[str]) -> list[str | None]:
    """Registrable domain of each host, address or mail domain by the public suffix list."""
    import tldextract

    # The snapshot inside the package: no network, and the same answer every day.
    extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    return [extract(domain).top_domain_under_public_suffix or None for domain in domains]


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
    }
    rows = pa.table(
        {name: pa.array(values, types.get(name, pa.string())) for name, values in columns.items()}
    )
    connection.register("reference_rows", rows)
    connection.execute(f"create or replace table reference.{table} as from reference_rows")
    connection.unregister("reference_rows")
