"""What the account of what was read must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_present
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "source", "object", "last_event_at", "lag_hours", "read", "accepted", "unchanged",
            "quarantined", "blank", "last_landing", "last_new", "last_lost", "last_reason",
            "last_quarantine", "loses_too_much", "set_aside", "unmatched", "match_rate",
            "duplicates", "second_best_differs", "lost_merges",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Dashboards select these columns by name.",
    ),
    **is_present("source", "Part of the key."),
    **is_present("object", "Part of the key."),
    "one_row_per_source_and_object": gxe.ExpectCompoundColumnsToBeUnique(
        column_list=["source", "object"],
        severity=BLOCKS,
        notes="The grain of the table.",
    ),
    **of_the_run("source", "object"),
    "every_row_read_is_accounted_for": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select source, object, read, accepted, unchanged, quarantined, blank from {batch}
            where read is distinct from accepted + unchanged + quarantined + blank
        """,
        severity=BLOCKS,
        notes="read = accepted + unchanged + quarantined + blank: no row disappears.",
    ),
    "counts_are_not_negative": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select source, object from {batch}
            where least(read, accepted, unchanged, quarantined, blank, set_aside, duplicates,
                second_best_differs, lost_merges, last_lost, unmatched) < 0
        """,
        severity=BLOCKS,
        notes="Counts.",
    ),
    **is_between("match_rate", 0, 1, "A share."),
    "second_best_differs_is_that_of_the_matches": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select second_best_differs, counted.people from {batch}
            cross join (
                select count(second_best_account_id) as people
                from published.account_matches where account_id is not null
            ) as counted
            where object = 'people' and second_best_differs is distinct from counted.people
        """,
        severity=BLOCKS,
        notes="The doubt shown on the screen must be found in the table.",
    ),
    "merges_name_records": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="select object, lost_merges from {batch} where lost_merges > 0",
        severity=REPORTS,
        notes="merged_into_id names a record that was never delivered: "
        "the merge is not done, and what names the lost record belongs to nobody.",
    ),
    "lag_is_not_negative": gxe.ExpectColumnValuesToBeBetween(
        column="lag_hours",
        min_value=0,
        severity=BLOCKS,
        notes="An event after as_of does not exist for the run.",
    ),
    "sources_are_fresh": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select source, object, lag_hours from {batch}
            where lag_hours > 24 * case object
                when 'touches' then 7 when 'intent_signals' then 14
                when 'people' then 30 when 'opportunities' then 30 when 'accounts' then 90
            end
        """,
        severity=REPORTS,
        notes="The usual rhythm of each source. Nothing newer "
        "arrived: scores decay and stages lapse although the world may have moved.",
    ),
    "few_rows_are_quarantined": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select source, object, last_lost, last_new, last_reason, last_quarantine from {batch}
            where last_lost * 20 > last_new
        """,
        severity=REPORTS,
        notes="Above 5 % of what was new in an object's last landing (last_lost of last_new), "
        "a source has changed its format.",
    ),
    "the_last_landing_is_not_lost": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select source, object, last_landing, last_lost, last_new, last_reason,
                last_quarantine from {batch}
            where loses_too_much
        """,
        severity=BLOCKS,
        notes="Most of an object's new rows could not be used (last_lost of last_new); they lie "
        "in the home, folder landing, file last_quarantine. Correct the file and run again, or "
        "accept the loss: write object and last_landing as accepted_landing into rule file "
        "landing_limits.",
    ),
    "losses_are_among_what_was_new": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select source, object, last_lost, last_new from {batch}
            where last_lost > last_new or last_new > read or last_lost > quarantined
                or (coalesce(last_lost, 0) > 0) is distinct from (last_quarantine is not null)
        """,
        severity=BLOCKS,
        notes="A part is no greater than its whole.",
    ),
    "most_rows_find_an_account": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select source, object, unmatched, match_rate from {batch} where match_rate < 0.5
        """,
        severity=REPORTS,
        notes="Below one half the account list or the matching is incomplete.",
    ),
    "few_facts_of_the_crm_are_of_nobody": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select source, object, unmatched, match_rate from {batch}
            where object in ('opportunities', 'opportunity_contacts', 'feedback')
                and match_rate < 0.95
        """,
        severity=REPORTS,
        notes="They name accounts or people that no source delivered, and lead to nothing. One "
        "system knows its own records: above 5 %, an export is incomplete or its ids differ. "
        "What others deliver (intent, enrichment) may be of half the market.",
    ),
}  # fmt: skip
