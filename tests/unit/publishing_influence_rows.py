"""Rows of the tables about what moved accounts; the company is that of `publishing_rows`."""

from collections.abc import Mapping
from datetime import date

Row = Mapping[str, object]
ACCOUNTS = ("a1", "a2", "a3")


def influence_tables() -> dict[str, list[Row]]:
    """Return rows of these tables that satisfy every expectation."""
    return {
        "campaign_influence": _influence(),
        "campaign_lag_profile": _lag_profile(),
        "campaign_moves": [
            {"campaign_id": "c1", "account_id": "a1", "from_stage": "Aware",
             "to_stage": "Engaged", "exposed_on": date(2026, 1, 10),
             "moved_on": date(2026, 1, 20), "days_between": 10, "touches": 1, "people": 1},
        ],
        "holdout_accounts": _holdout_accounts(),
    }  # fmt: skip


def _influence() -> list[Row]:
    nothing = {"days_exposed": 30, "days_unexposed": 50, "overlap": "0.2", "evidence": "D",
               "verdict": "not_enough_data", "lacking": "moves"}  # fmt: skip
    measured = {"days_exposed": 1000, "days_unexposed": 5000, "rate_ratio": "2.0",
                "ratio_low": "1.5", "ratio_high": "2.7", "p_value": "0.001", "q_value": "0.01",
                "overlap": "0.9", "verdict": "faster", "chance_30d_exposed": "0.4",
                "chance_30d_unexposed": "0.2", "speed_vs_average": "1.5",
                "min_detectable_ratio": "1.4"}  # fmt: skip
    figures = {**measured, "extra_moves": "1.00", "extra_moves_low": "0.50",
               "extra_moves_high": "1.50", "spend": "100.00", "cost_per_extra_move": "100.00",
               "cost_per_extra_move_low": "66.67", "cost_per_extra_move_high": "200.00",
               "rate_ratio_shrunken": "1.8", "prob_best": "0.5", "ratio_poisson": "2.1",
               "ratio_full_engagement": "1.9", "placebo_ratio": "1.1", "placebo_low": "0.8",
               "placebo_high": "1.4", "e_value": "2.3", "evidence": "B"}  # fmt: skip
    own = {**measured, "is_own_behaviour": True, "evidence": "C",
           "failed_diagnostics": "self_selected"}  # fmt: skip
    unpriced = {**figures, "evidence": "C", "e_value": "1.2", "failed_diagnostics": "e_value"}
    alone = {name: value for name, value in unpriced.items() if name != "prob_best"}
    return [
        {"level": level, "name": name, "population": population, "from_stage": "Unaware",
         "to_stage": to_stage, "accounts_exposed": 40, "moves_exposed": exposed,
         "moves_unexposed": unexposed, "sentence": "So it is.",
         "is_own_behaviour": False, "complete_until": date(2026, 1, 31), **values}
        for level, name, population, to_stage, exposed, unexposed, values in [
            ("channel", "email", "all", "any", 30, 60, figures),
            ("channel", "email", "all", "Aware", 25, 50, alone),
            ("channel", "ads", "all", "any", 30, 60, {**figures, "extra_moves": "0.50"}),
            ("channel", "email", "holdout h1", "any", 30, 60, {**measured, "evidence": "A"}),
            ("channel", "website", "all", "any", 30, 60, own),
            ("campaign", "c1", "all", "any", 1, 2, nothing),
        ]
    ]  # fmt: skip


def _lag_profile() -> list[Row]:
    return [
        {"channel": "email", "from_stage": "Unaware", "to_stage": "Aware", "lag_from": first,
         "lag_to": last, "rate_ratio": "1.5", "ratio_low": "1.1", "ratio_high": "2.0",
         "moves": 20, "moves_reference": 40, "days": 500, "days_reference": 900,
         "has_enough_data": True}
        for first, last in [(1, 7), (8, 14), (15, 30), (31, 60), (61, 90)]
    ]  # fmt: skip


def _holdout_accounts() -> list[Row]:
    return [
        {"holdout_id": "h1", "channel": "email", "account_id": key,
         "arm": "held_out" if key == "a1" else "treated", "starts_on": date(2026, 1, 8),
         "is_on": True, "touches": touches,
         "first_touched_on": date(2026, 1, 10) if touches else None,
         "is_contaminated": key == "a1"}
        for key, touches in zip(ACCOUNTS, (2, 1, 0), strict=True)
    ]  # fmt: skip
