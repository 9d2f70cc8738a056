"""What the published people must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_one_of, is_present
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "person_id", "person_name", "email", "title", "buying_role", "account_id",
            "account_name", "segment", "region", "owner_id", "lead_status", "email_domain_type",
            "name_looks_real", "consent_status", "consent_email", "consent_phone", "consent_sms",
            "consent_wechat", "created_on",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards and hand-offs select these columns by name.",
    ),
    **is_present("person_id", "Scores and touches point here."),
    "one_row_per_person": gxe.ExpectColumnValuesToBeUnique(
        column="person_id",
        severity=BLOCKS,
        notes="The grain of the table.",
    ),
    **of_the_run("person_id"),
    "one_person_per_email": gxe.ExpectColumnValuesToBeUnique(
        column="email",
        severity=BLOCKS,
        notes="People with one normalised e-mail are one person; two would be scored by halves.",
    ),
    "email_is_normalised": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id from {batch} where email <> lower(trim(email)) or email = ''
        """,
        severity=BLOCKS,
        notes="Trimmed and lower case, else one person is taken for two.",
    ),
    "accounts_of_people_are_listed": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select people.person_id, people.account_id
            from {batch} as people
            left join published.accounts as accounts on people.account_id = accounts.account_id
            where people.account_id is not null and accounts.account_id is null
        """,
        severity=BLOCKS,
        notes="People of excluded accounts are left out with them.",
    ),
    **is_one_of(
        "email_domain_type", ["business", "free", "disposable", "none"],
        "Scoring rules ask for these four words.",
    ),
    **is_present("email_domain_type", "A person without an address has the type none."),
    **is_present("consent_status", "Unknown consent is said, not left blank."),
    **is_present("created_on", "Score histories start from it."),
    "no_person_is_created_after_as_of": gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A="as_of",
        column_B="created_on",
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        severity=BLOCKS,
        notes="Facts dated after as_of do not exist for the run.",
    ),
    "withdrawals_are_dated_after_as_of": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="select person_id from {batch} where consent_status = 'withdrawn'",
        severity=REPORTS,
        notes="Whoever withdrew is left out; listed is only one whose withdrawal lies ahead.",
    ),
    "most_people_have_an_account": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(*) as people, count(account_id) as matched
            from {batch} having count(account_id) * 2 < count(*)
        """,
        severity=REPORTS,
        notes="Below one half the matching, or the account list, is incomplete.",
    ),
    "email_looks_like_one": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id from {batch}
            where not regexp_matches(email, '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$')
        """,
        severity=REPORTS,
        notes="Mail to it will bounce and its domain finds no account.",
    ),
}  # fmt: skip
