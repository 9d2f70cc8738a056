"""Judges the rule files of lead scores: rules, bounds, bands, grades, awareness."""

from collections import Counter, defaultdict
from decimal import Decimal

from orchestration.rules.errors import RuleError
from orchestration.rules.files import Row, RuleFile, Rules
from orchestration.rules.judge_accounts import LONGEST_WINDOW
from orchestration.rules.judge_comparisons import custom_fields, is_of_type, judge_comparison

RESERVED_RULES = frozenset({"cap", "clip"})
TOUCH_FIELDS = frozenset(
    ["kind", "channel", "content_name", "format", "topic", "seconds", "page_type"]
)
# Counted over several touches of a person, see int_repeat_days.
REPEAT_FIELDS = frozenset({"visit_days_30", "calls_to_action_60"})
# So that the ledger's columns hold what a rule and a category are worth, whatever is repeated.
MOST_POINTS = 10_000
MOST_RULES = 900
DEFAULT_SCORE = "default"
BANDS = ("nurture", "mql", "sql")
FULL_SCORE = 100
KNOWN_OR_NOT = frozenset({"name_known", "contact_known", "company_known"})


def judge_scores(
    rules: Rules, person_fields: frozenset[str], account_fields: frozenset[str]
) -> None:
    """Raise RuleError at the first row of a file of lead scores that cannot be used."""
    fields = {
        "person": person_fields | custom_fields(rules, "people"),
        "account": account_fields | custom_fields(rules, "accounts") | {"segment"},
        "touch": TOUCH_FIELDS | REPEAT_FIELDS,
    }
    file = rules.files["scoring_rules"]
    if len(file.rows) > MOST_RULES:
        raise RuleError(f"{file.path}: {len(file.rows)} rules, expected at most {MOST_RULES}")
    kinds = {row["kind"].lower() for row in rules.rows("touch_kinds")}
    for row in file.rows:
        _judge_rule(file, row, fields, kinds)
    _judge_choices(file)
    for column in ("score_name", "category", "best_of"):
        _judge_spelling(file, column)
    scores = sorted({score_of(row) for row in file.rows} or {DEFAULT_SCORE}, key=_main_first)
    for name in ("score_caps", "score_bands", "band_requirements"):
        for row in rules.rows(name):
            if row["score_name"] and row["score_name"] not in scores:
                expected = f"no score of scoring_rules; known are {', '.join(scores)}"
                raise rules.files[name].error(row, "score_name", row["score_name"], expected)
    _judge_caps(rules.files["score_caps"], file.rows)
    _judge_bands(rules, scores)
    _judge_grades(rules.files["lead_grades"])
    _judge_awareness(rules.files["awareness_levels"])


def score_of(row: Row) -> str:
    """Name of the score that a scoring rule belongs to."""
    return row["score_name"] or DEFAULT_SCORE


def rows_of_score(rows: tuple[Row, ...], score: str, keys: tuple[str, ...]) -> list[Row]:
    """Rows for one score: its own, and of those for all scores what no row of its own says."""
    own = [row for row in rows if row["score_name"] == score]
    said = {tuple(row[key] for key in keys) for row in own}
    return own + [
        row for row in rows if not row["score_name"] and tuple(row[key] for key in keys) not in said
    ]


def _main_first(score: str) -> tuple[bool, str]:
    return score != DEFAULT_SCORE, score


def _judge_rule(
    file: RuleFile, row: Row, fields: dict[str, frozenset[str]], kinds: set[str]
) -> None:
    subject = row["subject"]
    if row["rule_id"].lower() in RESERVED_RULES:
        raise file.error(row, "rule_id", row["rule_id"], "the ledger uses this name itself")
    if abs(Decimal(row["points"])) > MOST_POINTS:
        raise file.error(row, "points", row["points"], f"at most {MOST_POINTS} either way")
    for column in ("max_per_day", "decay_steps"):
        if row[column] and int(row[column]) < 1:
            raise file.error(row, column, row[column], "expected 1 or more")
    for column in ("unless", "best_of"):
        if row[column] and subject not in ("person", "account"):
            raise file.error(row, column, row[column], "only for attributes of person and account")
    for column in ("decay_days", "max_per_day"):
        if row[column] and subject != "touch":
            raise file.error(row, column, row[column], "only for touches")
    for column in ("only_if_operator", "only_if_value"):
        if row[column] and not row["only_if_field"]:
            raise file.error(row, column, row[column], "only beside only_if_field")
    if subject == "inactivity":
        days = row["value"]
        if not is_of_type(days, "integer") or not 0 <= int(days) <= LONGEST_WINDOW:
            expected = f"expected a number of days, 0 to {LONGEST_WINDOW}"
            raise file.error(row, "value", days, expected)
        return
    judge_comparison(file, row, fields[subject], "field", "operator", "value")
    if row["only_if_field"]:
        if row["field"] in REPEAT_FIELDS:
            raise file.error(row, "only_if_field", row["only_if_field"], "not beside this field")
        names = ("only_if_field", "only_if_operator", "only_if_value")
        judge_comparison(file, row, fields[subject] - REPEAT_FIELDS, *names)
    for prefix in ("", "only_if_"):
        _judge_kinds(file, row, prefix, kinds)
    _judge_decay(file, row)


def _judge_kinds(file: RuleFile, row: Row, prefix: str, kinds: set[str]) -> None:
    value = f"{prefix}value"
    if row[f"{prefix}field"] == "kind" and row[f"{prefix}operator"] in ("equals", "in"):
        for kind in row[value].split("|"):
            if kind.strip().lower() not in kinds:
                raise file.error(row, value, kind, "no kind of touch_kinds")


def _judge_decay(file: RuleFile, row: Row) -> None:
    if not row["decay_days"]:
        return
    if not 1 <= int(row["decay_days"]) <= LONGEST_WINDOW:
        expected = f"expected 1 to {LONGEST_WINDOW}"
        raise file.error(row, "decay_days", row["decay_days"], expected)
    if not row["decay_factor"]:
        raise file.error(row, "decay_factor", "", "needed beside decay_days")
    if not 0 <= Decimal(row["decay_factor"]) <= 1:
        raise file.error(row, "decay_factor", row["decay_factor"], "expected 0 to 1")


def _judge_choices(file: RuleFile) -> None:
    """One value gives the points of one rule of a group, so all must look at that value alone."""
    first: dict[tuple[str, str], Row] = {}
    for row in file.rows:
        if not row["best_of"]:
            continue
        other = first.setdefault((score_of(row), row["best_of"]), row)
        if (row["subject"], row["field"]) != (other["subject"], other["field"]):
            expected = f"rule {other['rule_id']} of the group looks at another attribute"
            raise file.error(row, "best_of", row["best_of"], expected)
        if row["only_if_field"]:
            raise file.error(row, "only_if_field", row["only_if_field"], "not beside best_of")


def _judge_spelling(file: RuleFile, column: str) -> None:
    """Refuse names that differ in case alone: they would be two things."""
    first: dict[str, str] = {}
    for row in file.rows:
        name = first.setdefault(row[column].lower(), row[column])
        if row[column] != name:
            raise file.error(row, column, row[column], f"another rule writes {name!r}")


def _judge_caps(file: RuleFile, scoring: tuple[Row, ...]) -> None:
    for row in file.rows:
        categories = {
            rule["category"] for rule in scoring if row["score_name"] in ("", score_of(rule))
        }
        # The default file bounds categories that a company's own rules may not have.
        if file.is_own and row["category"] not in categories:
            expected = f"no category of scoring_rules; known are {', '.join(sorted(categories))}"
            raise file.error(row, "category", row["category"], expected)
        for column in ("floor", "cap"):
            if row[column] and abs(Decimal(row[column])) > MOST_POINTS:
                raise file.error(row, column, row[column], f"at most {MOST_POINTS} either way")
        if row["floor"] and row["cap"] and Decimal(row["floor"]) > Decimal(row["cap"]):
            raise file.error(row, "floor", row["floor"], f"above its cap {row['cap']}")


def _judge_bands(rules: Rules, scores: list[str]) -> None:
    """Judge ladders: the highest band over scores means something only if all climb one."""
    file = rules.files["score_bands"]
    ladders = {}
    for score in scores:
        rows = rows_of_score(file.rows, score, ("band",))
        of_score = f" of score {score!r}" if len(scores) > 1 else ""
        if missing := set(BANDS) - {row["band"] for row in rows}:
            raise RuleError(
                f"{file.path}: band {min(missing)!r}{of_score} is missing; "
                "others may stand beside it"
            )
        if len([row for row in rows if not row["above"]]) != 1:
            raise RuleError(
                f"{file.path}: exactly one band{of_score} has a blank `above`, the lowest"
            )
        _judge_thresholds(file, rows)
        ladders[score] = [
            row["band"]
            for row in sorted(rows, key=lambda row: (Decimal(row["above"] or "-1"), row["band"]))
        ]
    for score in scores[1:]:
        if ladders[score] != ladders[scores[0]]:
            raise RuleError(
                f"{file.path}: bands of score {score!r} by height are {', '.join(ladders[score])}, "
                f"of {scores[0]!r} {', '.join(ladders[scores[0]])}; all scores have the same order"
            )
    if [band for band in ladders[scores[0]] if band in BANDS] != [*BANDS]:
        raise RuleError(f"{file.path}: by height the bands are {', '.join(BANDS)}")
    _judge_requirements(rules.files["band_requirements"], ladders[scores[0]])


def _judge_thresholds(file: RuleFile, rows: list[Row]) -> None:
    first: dict[Decimal, str] = {}
    for row in rows:
        if not row["above"]:
            continue
        if not 0 <= (above := Decimal(row["above"])) <= FULL_SCORE:
            raise file.error(row, "above", row["above"], f"expected 0 to {FULL_SCORE}")
        if (band := first.setdefault(above, row["band"])) != row["band"]:
            raise file.error(row, "above", row["above"], f"band {band} has it too")


def _judge_requirements(file: RuleFile, ladder: list[str]) -> None:
    for row in file.rows:
        if row["band"] not in ladder:
            raise file.error(row, "band", row["band"], "no band of score_bands")
        if row["band"] == ladder[0]:
            raise file.error(row, "band", row["band"], "the lowest band holds for everybody")
        most = 1 if row["measure"] in KNOWN_OR_NOT else FULL_SCORE
        if not 0 <= Decimal(row["minimum"]) <= most:
            raise file.error(row, "minimum", row["minimum"], f"expected 0 to {most}")


def _judge_grades(file: RuleFile) -> None:
    for axis in ("fit", "engagement"):
        minimums = [Decimal(row["minimum"]) for row in file.rows if row["axis"] == axis]
        if min(minimums, default=Decimal(1)) != 0:
            raise RuleError(f"{file.path}: the lowest grade of axis {axis!r} needs minimum 0")
        for row in file.rows:
            if row["axis"] == axis and minimums.count(Decimal(row["minimum"])) > 1:
                raise file.error(row, "minimum", row["minimum"], "another grade has it too")


def _judge_awareness(file: RuleFile) -> None:
    names: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in file.rows:
        names[row["level"]].add((row["ordinal"], row["label_en"], row["label_zh"]))
        if not row["metric"]:
            for column in ("window_days", "minimum"):
                if row[column]:
                    raise file.error(row, column, row[column], "only beside a metric")
            continue
        if not 1 <= int(row["window_days"] or 0) <= LONGEST_WINDOW:
            raise file.error(row, "window_days", row["window_days"], f"1 to {LONGEST_WINDOW}")
        if int(row["minimum"] or 0) < 1:
            raise file.error(row, "minimum", row["minimum"], "expected 1 or more")
    ordinals = Counter(int(row_ordinal) for rows in names.values() for row_ordinal, _, _ in rows)
    for row in file.rows:
        if len(names[row["level"]]) > 1:
            raise file.error(row, "level", row["level"], "has one ordinal and one pair of labels")
        if ordinals[int(row["ordinal"])] > 1:
            raise file.error(row, "ordinal", row["ordinal"], "another level has it too")
    open_rows = [row for row in file.rows if not row["metric"]]
    if [int(row["ordinal"]) for row in open_rows] != [min(ordinals, default=0)]:
        raise RuleError(f"{file.path}: the lowest level, and no other, has one row without metric")
