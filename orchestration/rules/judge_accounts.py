"""Judges the rule files of accounts: metrics and their windows, the score, the buying group."""

from decimal import Decimal

from orchestration.rules.files import Row, RuleFile, Rules

WINDOWED_METRICS = frozenset(
    [
        "exposed_people",
        "engaged_people",
        "signal_people",
        "impressions",
        "engagements",
        "signals",
        "explicit_intents",
        "sales_activities",
        "impression_days",
        "engaged_days",
        "event_people",
        "content_formats",
        "engaged_roles",
        "intent_topics",
    ]
)
LONGEST_WINDOW = 3660
# The ledger names what it clips so.
CLIP = "clip"
# A rule of the account score gives or takes no more (macro most_rule_cents).
MOST_POINTS = 10_000


def judge_window(file: RuleFile, row: Row) -> None:
    """Raise RuleError if a metric lacks its window, or has one that it cannot have."""
    if row["metric"] not in WINDOWED_METRICS:
        if row["window_days"]:
            raise file.error(row, "window_days", row["window_days"], "the metric has no window")
    elif not 1 <= int(row["window_days"] or 0) <= LONGEST_WINDOW:
        expected = f"{row['metric']} needs a window of 1 to {LONGEST_WINDOW} days"
        raise file.error(row, "window_days", row["window_days"], expected)


def judge_segment(rules: Rules, file: RuleFile, row: Row) -> None:
    """Raise RuleError if a row is for a segment that there is not."""
    segments = {one["segment"] for one in rules.rows("segments")} | {"other"}
    if row["segment"] and row["segment"] not in segments:
        raise file.error(row, "segment", row["segment"], "no segment of segments, nor other")


def judge_account_scores(rules: Rules) -> None:
    """Raise RuleError at the first rule of the account score, or of its trend, that makes no sense.

    The score over itself is not among the metrics that the file accepts, so there is no cycle.
    """
    file = rules.files["account_score_rules"]
    for row in file.rows:
        judge_window(file, row)
        if row["rule_id"].lower() == CLIP:
            raise file.error(row, "rule_id", row["rule_id"], "the ledger uses this name itself")
        if Decimal(row["per"]) <= 0:
            raise file.error(row, "per", row["per"], "expected more than 0")
        if abs(Decimal(row["points"])) > MOST_POINTS:
            expected = f"expected -{MOST_POINTS} to {MOST_POINTS}"
            raise file.error(row, "points", row["points"], expected)
        if row["cap"] and not 0 <= Decimal(row["cap"]) <= MOST_POINTS:
            raise file.error(row, "cap", row["cap"], f"expected 0 to {MOST_POINTS}")
    trends = rules.files["score_trends"]
    for row in trends.rows:
        if Decimal(row["change"]) <= 0:
            raise trends.error(row, "change", row["change"], "expected more than 0")


def judge_buying_groups(rules: Rules) -> None:
    """Raise RuleError at the first row of a role, committee or action that names what is not."""
    stages = {row["stage"] for row in rules.rows("stages")}
    roles = rules.files["buying_roles"]
    for row in roles.rows:
        judge_segment(rules, roles, row)
        if not row["pattern"].replace("|", "").strip():
            raise roles.error(row, "pattern", row["pattern"], "holds no value between its |")
        if row["required_from_stage"] and row["required_from_stage"] not in stages:
            found = row["required_from_stage"]
            raise roles.error(row, "required_from_stage", found, "no stage of stages")
        if row["required"] and int(row["required"]) < 0:
            raise roles.error(row, "required", row["required"], "expected 0 or more")
    committees = rules.files["buying_committees"]
    for row in committees.rows:
        judge_segment(rules, committees, row)
        if int(row["committee_size"]) < 1:
            raise committees.error(
                row, "committee_size", row["committee_size"], "expected 1 or more"
            )
    actions = rules.files["next_actions"]
    for row in actions.rows:
        if row["stage"] not in stages:
            raise actions.error(row, "stage", row["stage"], "no stage of stages")
