"""Credit, paths and feeds of the tiny company of `publishing_rows`."""

from collections.abc import Mapping

from expectations.published.campaign_credit import MODELS
from expectations.published.progression_paths import FIGURES

Row = Mapping[str, object]


def credit_tables() -> dict[str, list[Row]]:
    """Return rows of every table of this topic."""
    return {
        "campaign_credit": [
            {"level": level, "name": name, "model": model, "transition": transition,
             "from_stage": start, "to_stage": end, "credit": credit, "credit_share": share,
             "amount": amount}
            for level, email in (("channel", "email"), ("campaign", "c1"))
            for model in MODELS
            for name, transition, start, end, credit, share, amount in [
                ("untouched", "Unaware > Aware", "Unaware", "Aware", 2, 1, None),
                (email, "Aware > Engaged", "Aware", "Engaged", 1, 1, None),
                ("untouched", "Aware > Engaged", "Aware", "Engaged", 0, 0, None),
                (email, "opportunity_created", None, None, 1, 1, "500.00"),
                ("untouched", "opportunity_created", None, None, 0, 0, "0.00"),
            ]
        ],
        "progression_paths": [
            {"from_stage": "any", "to_stage": "any", "segment": "all", "path_group": group,
             "moves": 3, "paths": paths, "accounts": 2, "matched_share": matched,
             "untouched_share": 0.5,
             **{f"{figure}_p{percent}": percent for figure in FIGURES for percent in (25, 50, 75)}}
            for group, paths, matched in [("mover", 3, 1), ("stayer", 4, None)]
        ],
        "progression_sequences": [
            {"from_stage": "any", "to_stage": "any", "segment": "all", "part": part,
             "channels": "untouched", "rank": 1, "paths": 2, "moves": 3, "share": "0.666667",
             "share_low": "0.207655", "share_high": "0.938510", "stayer_share": "0.5",
             "stayer_share_low": "0.2", "stayer_share_high": "0.8"}
            for part in ("first_channel", "last_channel", "sequence")
        ],
        "intent_feed_value": [_true_feed(), _copy()],
    }  # fmt: skip


def _true_feed() -> Row:
    return {
        "provider": "g2", "surging_accounts": 50, "sightings": 90, "days_surging": 2000,
        "days_quiet": 9000, "moves_surging": 40, "moves_quiet": 60, "rate_ratio": 2,
        "worthwhile_ratio": 2,
        "ratio_low": "1.5", "ratio_high": "2.6", "rate_ratio_alone": 2, "ratio_alone_low": "1.5",
        "ratio_alone_high": "2.6", "comparable_share": "0.9", "auc_first_party": "0.6",
        "auc_with_feed": "0.65", "auc_gain": "0.05", "auc_gain_low": "0.01",
        "auc_gain_high": "0.09", "shown_by_first_party": "0.5", "shown_by_other_feeds": "0.4",
        "most_alike": "copycat", "shown_by_most_alike": "0.4", "moves_foreseen": 12,
        "lead_days": 14, "surges": 80, "hits": 20, "hit_rate": "0.25", "hit_rate_low": "0.168",
        "hit_rate_high": "0.355", "verdict": "adds", "sentence": "Worth renewing.",
    }  # fmt: skip


def _copy() -> Row:
    return {
        "provider": "copycat", "surging_accounts": 20, "sightings": 36, "days_surging": 800,
        "days_quiet": 9000, "moves_surging": 3, "moves_quiet": 60, "comparable_share": "0.2",
        "shown_by_first_party": "0.5", "shown_by_other_feeds": 1, "most_alike": "g2",
        "shown_by_most_alike": 1, "moves_foreseen": 2, "lead_days": 7, "surges": 0, "hits": 0,
        "verdict": "duplicates", "sentence": "Renew one of the two.",
    }  # fmt: skip
