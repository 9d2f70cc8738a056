"""What the list of target accounts must satisfy."""

import great_expectations.expectations as gxe

from expectations.columns import is_between, is_one_of
from expectations.grain import of_every_account, of_the_grain
from expectations.run_columns import of_the_run
from expectations.severity import BLOCKS, REPORTS, Suite
from expectations.vocabulary import TIERS

SUITE: Suite = {
    "columns_of_the_contract_are_there": gxe.ExpectTableColumnsToMatchSet(
        column_set=[
            "account_id", "meets_strategic", "meets_potential", "meets_reach", "rank", "tier",
            "is_target", "agreed_by",
        ],
        exact_match=False,
        severity=BLOCKS,
        notes="Campaigns and routing select these columns by name.",
    ),
    **of_the_grain("account_id", notes="The grain of the table."),
    **of_the_run("account_id"),
    **of_every_account("Nobody judged means missed; an excluded account is no target."),
    "verdicts_are_present": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id from {batch}
            where meets_strategic is null or meets_potential is null or meets_reach is null
                or is_target is null
        """,
        severity=BLOCKS,
        notes="Unknown meets no condition; it is not a third answer.",
    ),
    "who_falls_short_is_told_why": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, missing_for_target from {batch}
            where (meets_strategic and meets_potential and meets_reach)
                is distinct from (missing_for_target is null)
        """,
        severity=BLOCKS,
        notes="Whoever asks why an account is no target gets an answer, and nobody else does.",
    ),
    "ranks_count_the_qualified": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, rank, potential_score, icp_score from (
                select *, case when meets_strategic and meets_potential and meets_reach
                    then row_number() over (
                        partition by meets_strategic and meets_potential and meets_reach
                        order by potential_score desc, coalesce(icp_score, -1) desc,
                            decision_makers_reachable desc, account_id
                    ) end as place
                from {batch}
            ) as placed
            where rank is distinct from place
        """,
        severity=BLOCKS,
        notes="1, 2, 3 by potential, fit, decision makers: two runs must give the same list.",
    ),
    **is_one_of(
        "tier", TIERS,
        "Null for accounts that no tier of target_tiers reaches and nobody agreed on.",
    ),
    "a_target_has_a_reason": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, tier, rank, is_target, decided_by from {batch}
            where decided_by = 'rules' and is_target and tier is null
                or decided_by = 'rules' and tier is not null and rank is null
                or decided_by = 'override' and is_target is distinct from (tier is not null)
        """,
        severity=BLOCKS,
        notes="By the rules only the ranked have a tier; by hand a target has a tier, others none.",
    ),
    **is_one_of(
        "decided_by", ["rules", "override"],
        "A list that mixes both without saying so cannot be argued about.",
    ),
    "an_override_says_who_agreed": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select account_id, decided_by from {batch}
            where (decided_by = 'override') is distinct from (agreed_by is not null)
                or agreed_on > as_of
        """,
        severity=BLOCKS,
        notes="What wins over the rules has somebody's name on it, and holds from its day on.",
    ),
    **is_between("potential_score", 0, 100, "A sum of points, clipped."),
    "fit_is_that_of_account_stages": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select targets.account_id, targets.icp_score, stages.icp_score as score_in_stages
            from {batch} as targets
            inner join published.account_stages as stages
                on targets.account_id = stages.account_id
            where targets.icp_score is distinct from stages.icp_score
        """,
        severity=BLOCKS,
        notes="Two tables that judge one account's fit differently are both mistrusted.",
    ),
    **is_one_of(
        "expansion_stage", ["none", "candidate", "in_progress", "expanded"],
        "Null for accounts that are no customers.",
    ),
    "customers_can_expand": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select targets.account_id, targets.expansion_stage, stages.stage
            from {batch} as targets
            inner join published.account_stages as stages
                on targets.account_id = stages.account_id
            where (targets.expansion_stage is null) <> (targets.customer_from is null)
                or (targets.expansion_stage is not null and stages.next_stage is not null)
        """,
        severity=REPORTS,
        notes="Who has bought stands in the last stage, unless a company wrote other rules for it.",
    ),
    "not_every_account_is_a_target": gxe.UnexpectedRowsExpectation(
        unexpected_rows_query="""
            select count(*) as accounts, count(*) filter (where is_target) as targets from {batch}
            having count(*) >= 20 and count(*) filter (where is_target) * 2 > count(*)
        """,
        severity=REPORTS,
        notes="Above one half the list chooses nothing.",
    ),
}  # fmt: skip
