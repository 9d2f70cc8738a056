"""Judges the rule files by which people qualify beside the score, and what goes to sales first."""

from orchestration.rules.errors import RuleError
from orchestration.rules.files import Row, RuleFile, Rules
from orchestration.rules.judge_accounts import LONGEST_WINDOW

# What is read off a day. All other metrics count touches and look back over a window.
STATES = frozenset(
    [
        "bant_known",
        "budget_known",
        "budget_confirmed",
        "authority_level",
        "need_strength",
        "urgency",
        "score",
        "fit",
        "engagement",
        "intent",
    ]
)


def judge_leads(rules: Rules) -> None:
    """Raise RuleError at the first row that cannot be used."""
    qualification = rules.files["qualification_rules"]
    for row in qualification.rows:
        _judge_window(qualification, row, "metric")
    _judge_bases(qualification)
    priorities = rules.files["priority_rules"]
    for row in priorities.rows:
        # Blank is the default window.
        if row["measure"] in STATES or row["window_days"]:
            _judge_window(priorities, row, "measure")
    _judge_stages(rules.files["lead_stages"])


def _judge_window(file: RuleFile, row: Row, column: str) -> None:
    window = row["window_days"]
    if row[column] in STATES:
        if window:
            raise file.error(row, "window_days", window, f"{row[column]} has no window")
    elif not 1 <= int(window or 0) <= LONGEST_WINDOW:
        expected = f"{row[column]} needs a window of 1 to {LONGEST_WINDOW} days"
        raise file.error(row, "window_days", window, expected)


def _judge_bases(file: RuleFile) -> None:
    bases: dict[tuple[str, str], str] = {}
    for row in file.rows:
        if row["basis"]:
            first = bases.setdefault((row["target"], row["rule_group"]), row["basis"])
            if row["basis"] != first:
                raise file.error(
                    row, "basis", row["basis"], f"another row of the group says {first}"
                )


def _judge_stages(file: RuleFile) -> None:
    names = next(column.accepted for column in file.columns if column.name == "stage")
    if missing := set(names) - {row["stage"] for row in file.rows}:
        name = min(missing, key=names.index)
        raise RuleError(f"{file.path}: stage {name!r} is missing; all of them are shown")
    for row in file.rows:
        ordinal = names.index(row["stage"]) - names.index("inquiry")
        if int(row["ordinal"]) != ordinal:
            raise file.error(row, "ordinal", row["ordinal"], f"{row['stage']} is {ordinal}")
