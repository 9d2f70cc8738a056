"""What the published account matches must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_one_of, is_present
from expectations.grain import of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "person_id", "person_name", "account_id", "account_name", "segment", "region",
            "owner_id", "method", "confidence", "candidates", "second_best_account_id",
            "second_best_method", "matched_on", "conflicts",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards and reviews of matches select these columns by name.",
    ),
    **of_the_grain("person_id", notes="A person belongs to one account or to none."),
    **of_the_run("person_id"),
    **is_one_of(
        "method", ["override", "given", "domain", "name", "fuzzy_name", "none"],
        "Reviews filter by these words.",
    ),
    **is_present("method", "A person without an account has the method none."),
    **is_present("confidence", "No match is a confidence of 0."),
    **is_between("confidence", 0, 1, "A rank of trust."),
    "matches_are_those_of_people": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select coalesce(matches.person_id, people.person_id) as person_id,
                matches.account_id, people.account_id as account_of_people, matches.method,
                people.account_match_method
            from {batch} as matches
            full join published.people as people on matches.person_id = people.person_id
            where matches.person_id is null or people.person_id is null
                or matches.account_id is distinct from people.account_id
                or matches.method is distinct from coalesce(people.account_match_method, 'none')
        """,
        severity=BLOCKS,
        notes="Every listed person once, and with one account wherever one looks.",
    ),
    "none_is_said_exactly_without_an_account": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, account_id, method, confidence, matched_on from {batch}
            where (method = 'none') <> (account_id is null)
                or (method = 'none') <> (matched_on is null)
                or (method = 'none' and confidence <> 0)
        """,
        severity=BLOCKS,
        notes="Every match says on what it rests; no match claims trust.",
    ),
    "candidates_are_counted": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, account_id, second_best_account_id, candidates from {batch}
            where candidates is null
                or candidates < cast(account_id is not null as integer)
                    + cast(second_best_account_id is not null as integer)
                or (second_best_account_id is null) <> (second_best_method is null)
                or (account_id is not null and candidates > 1 and second_best_account_id is null)
        """,
        severity=BLOCKS,
        notes="Best and second best are among the candidates; a second candidate is named.",
    ),
    "second_best_is_another_account": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, account_id, second_best_account_id from {batch}
            where account_id = second_best_account_id
        """,
        severity=BLOCKS,
        notes="Else the doubt would count people who cannot change.",
    ),
    "a_conflict_names_a_candidate": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select person_id, conflicts, candidates from {batch}
            where conflicts is not null and (candidates < 2 or method = 'none')
        """,
        severity=BLOCKS,
        notes="A method that objects to the match has another account to offer.",
    ),
    "few_matches_are_contradicted": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(*) as matched, count(conflicts) as contradicted
            from {batch} where account_id is not null
            having count(conflicts) * 10 > count(*)
        """,
        severity=REPORTS,
        notes="Above one in ten the accounts given by the source and the e-mails disagree: "
        "accounts may be duplicates that want merging.",
    ),
}  # fmt: skip
