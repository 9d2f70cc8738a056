"""SQL that breaks each query expectation of the forecast; see `expectation_breaks`."""

from collections.abc import Mapping

FIGURES = {
    "horizon_is_known": "update {t} set horizon_days = 31 where rowid = 0",
    "expected_lies_in_its_intervals": "update {t} set low = expected + 1 where rowid = 0",
    "currency_is_told_of_money_alone": "update {t} set currency = null where measure = 'amount'",
}
FORECAST_BREAKS: Mapping[str, Mapping[str, str]] = {
    "funnel_forecast": {
        **FIGURES,
        "every_measure_is_told_of_every_segment": (
            "delete from {t} where measure = 'customers' and segment = 'micro'"
        ),
        "a_figure_or_a_reason_is_told": "update {t} set expected = null where rowid = 0",
        "horizon_ends_as_many_days_ahead": "update {t} set horizon_on = as_of where rowid = 0",
        "longer_horizons_hold_no_less": (
            "update {t} set low = 0 where measure = 'customers' and horizon_days = 90"
        ),
        "accounts_of_today_are_those_of_account_stages": (
            "update {t} set run_rate = 2, expected = expected + 1 "
            "where measure = 'accounts' and stage = 'Engaged' and segment = 'all'"
        ),
        "no_account_is_lost_on_the_way": (
            "update {t} set expected = 0 where measure = 'accounts' and stage = 'Engaged'"
        ),
        "segments_add_up_to_all": "update {t} set expected = expected + 1 where segment = 'all'",
    },
    "forecast_backtest": {
        **FIGURES,
        "the_horizon_is_over": "update {t} set origin_on = as_of - 29 where origin_on is not null",
        "error_is_what_was_expected_less_what_came": "update {t} set error = 0 where rowid = 0",
        "coverage_says_whether_the_interval_held": "update {t} set coverage = 1",
        "all_sums_the_origins_up": "delete from {t} where origin = '2025-12-02'",
        "customers_came_as_the_history_says": (
            "update {t} set actual = 1 where measure = 'customers' and origin = '2025-11-02'"
        ),
        "intervals_hold_about_as_often_as_told": (
            "update {t} set forecasts = 6, coverage = 0.4 where origin = 'all'"
        ),
        "forecast_is_nearer_than_the_run_rate": "update {t} set run_rate_absolute_error = 1",
    },
}
