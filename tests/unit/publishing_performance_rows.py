"""What campaigns of the hand-made company cost and brought; leads are those of its funnel."""

from collections.abc import Mapping
from datetime import date

Row = Mapping[str, object]
JANUARY = date(2026, 1, 1)
LONG_AGO = date(2025, 6, 1)


def performance_tables() -> dict[str, list[Row]]:
    """Return rows of the tables on campaigns, outreach, content, search and visits."""
    return {
        "campaign_performance": _campaigns(),
        "outreach_timing": [
            {"channel": "sdr_call", "weekday": 2, "hour": hour, "attempts": attempts,
             "successes": successes, "rate": rate, "rate_low": low, "rate_high": high,
             "channel_rate": "0.4", "verdict": verdict, "attempts_zone_assumed": 1}
            for hour, attempts, successes, rate, low, high, verdict in [
                (9, 80, 40, "0.5", "0.4", "0.6", "better"),
                (10, 40, 8, "0.2", "0.1", "0.35", "no_clear_difference"),
            ]
        ],
        "content_performance": [
            {"month": month, "content_key": key, "views": 3, "seconds": 60, "downloads": 1,
             "people": 2, "accounts": 1, "mql_candidates": 2, "mqls": 1, "sql_candidates": 2,
             "sqls": 0, "is_followed": rate is not None, "mql_rate": rate, "mql_rate_low": low,
             "mql_rate_high": high, "rank": rank, "is_top_ten": True}
            for month, key, rank, rate, low, high in [
                (LONG_AGO, "CNT-1", 1, "0.5", "0.1", "0.9"),
                (JANUARY, "CNT-1", 1, None, None, None),
                (JANUARY, "CNT-2", 2, None, None, None),
            ]
        ],
        "content_experiments": [
            {"level": "campaign", "name": "c1", "variant": variant, "control_variant": "A",
             "is_control": variant == "A", "first_on": LONG_AGO, "people": 100,
             "responses": responses, "response_rate": rate, "rate_low": low, "rate_high": high,
             "people_mixed": 0, "people_waiting": 1, **compared}
            for variant, responses, rate, low, high, compared in [
                ("A", 10, "0.1", "0.05", "0.2", {"verdict": "control"}),
                ("B", 30, "0.3", "0.2", "0.4", {"verdict": "better", "difference": "0.2",
                                                "difference_low": "0.1", "difference_high": "0.3"}),
            ]
        ],
        "search_terms": [
            {"month": JANUARY, "term": term, "visits": 3, "ad_clicks": 1, "people": 2,
             "visitors": 0, "accounts": 1, "leads": 1, "mqls": 1, "sqls": 0, "is_followed": False}
            for term in ("workflow tool", "流程自动化 软件")
        ],
        "channel_overlap": [
            {"month": month, "grouped_by": by, "group_name": name, "accounts": accounts,
             "accounts_at_risk": accounts, **rates}
            for month, rates in [
                (LONG_AGO, {"moved_forward": 0, "forward_rate": 0, "forward_rate_low": 0,
                            "forward_rate_high": "0.6"}),
                (JANUARY, {}),
            ]
            for by, name, accounts in [
                ("direction", "both", 1), ("direction", "neither", 2),
                ("setting", "online_only", 3),
            ]
        ],
        "traffic_quality": [
            {"month": JANUARY, "channel": channel, "source": source, "visits": visits,
             "share_of_visits": share, "organic_visits": visits, "organic_share": 1, "people": 1,
             "visitors": 0, "accounts": 1, "page_views": 2 * visits, "seconds_per_visit": 30,
             "engaged_visits": 1, "engaged_share": "0.5", "single_page_visits": 0,
             "single_page_share": 0}
            for channel, source, visits, share in [
                ("website", "direct", 2, 1), ("website", "all", 2, 1), ("all", "all", 2, 1),
            ]
        ],
    }  # fmt: skip


def _campaigns() -> list[Row]:
    """Two campaigns of one channel, what came without campaign, and what nothing touched."""
    nothing = dict.fromkeys(
        ("impressions", "clicks", "touches", "people", "accounts", "emailed", "email_opened",
         "email_clicked", "calls", "calls_connected", "registrations", "attended", "downloaders",
         "leads", "mqls", "sqls", "opportunities", "won", "customers", "costs_without_rate",
         "amounts_without_rate"), 0,
    )  # fmt: skip
    mail = {"touches": 4, "people": 2, "accounts": 1, "emailed": 2, "email_opened": 1,
            "open_rate": "0.5", "email_clicked": 1, "click_rate": "0.5"}  # fmt: skip
    email = {"channel": "email", "direction": "outbound"}
    cost = {"spend": 90, "cost_per_mql": 90, "cost_per_lead": 45}
    rows = [
        ("campaign", "c1", {**email, **mail, **cost, "mqls": 1, "leads": 2}),
        ("campaign", "c2", {**email, "spend": 10}),
        ("no_campaign", "website", {"channel": "website", "direction": "inbound", "touches": 3,
                                    "people": 1, "accounts": 1, "mqls": 1, "leads": 1}),
        ("untouched", "untouched", {"sqls": 1}),
        ("channel", "email", {**email, **mail, "mqls": 1, "leads": 2, "spend": 100,
                              "cost_per_mql": 100, "cost_per_lead": 50}),
        ("channel", "website", {"channel": "website", "touches": 3, "people": 1, "accounts": 1,
                                "mqls": 1, "leads": 1}),
        ("direction", "outbound", {**mail, "mqls": 1, "leads": 2, "spend": 100,
                                   "cost_per_mql": 100, "cost_per_lead": 50}),
        ("direction", "inbound", {"touches": 3, "people": 1, "accounts": 1, "mqls": 1, "leads": 1}),
        ("all", "all", {**mail, "touches": 7, "people": 3, "accounts": 2, "mqls": 2, "leads": 3,
                        "sqls": 1, "spend": 100, "cost_per_mql": 50, "cost_per_lead": "33.33",
                        "cost_per_sql": 100}),
    ]  # fmt: skip
    return [
        {
            "level": level,
            "name": name,
            "label": name,
            "period": period,
            "month": month,
            **nothing,
            **figures,
        }
        for level, name, figures in rows
        for period, month in [("2026-01", JANUARY), ("all", None)]
    ]
