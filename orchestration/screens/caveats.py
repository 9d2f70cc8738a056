"""What must be known before figures are used: experiments not kept, money unknown."""

from collections.abc import Iterator

from orchestration.counts import counted
from orchestration.screens.published import Published

HOLDOUTS = """
    select
        holdout_id, coalesce(campaign_id, channel) as held_back,
        count(*) as held_out, count(*) filter (where is_contaminated) as touched
    from holdout_accounts
    where arm = 'held_out' and starts_on <= as_of
    group by holdout_id, held_back
    order by holdout_id
"""
UNPRICED = """
    select currency, min(month) as since, count(distinct name) as campaigns
    from (
        select unnest(string_split(currencies_without_rate, ', ')) as currency, month, name
        from campaign_performance
        where level = 'campaign' and period <> 'all'
    ) as unpriced
    group by currency
    order by currency
"""


def caveats(published: Published) -> Iterator[str]:
    """Yield a line for each."""
    # Whoever was touched draws the ratio of an experiment to 1.
    for row in published.rows(HOLDOUTS):
        were = "was" if row["touched"] == 1 else "were"
        yield (
            f"Holdout {row['holdout_id']} of {row['held_back']}: {row['touched']} of "
            f"{counted(row['held_out'], 'account')} held out {were} touched all the same "
            f"({row['touched'] / row['held_out']:.0%})"
        )
    if not published.has_column("campaign_performance", "currencies_without_rate"):
        return
    for row in published.rows(UNPRICED):
        yield (
            f"No rate for {row['currency']}, so the spend of "
            f"{counted(row['campaigns'], 'campaign')} is unknown: add to rule file currency_rates "
            f"what one unit is worth from {row['since']} on (currency, valid_from, rate)"
        )
