"""The Chinese names that rule files themselves give to codes which other rules refer to."""

from orchestration.rules.files import Row, Rules
from orchestration.rules.words import word

# Column of a rule to the file that names its codes: by the first column, in label_zh.
NAMED_IN = {
    "stage": "stages",
    "required_from_stage": "stages",
    "band": "lead_stages",
    "target": "lead_stages",
}
CONDITIONS = (("field", "value"), ("only_if_field", "only_if_value"))


def with_labels(rules: Rules, name: str) -> tuple[Row, ...]:
    """Return a file's rows, each code beside its Chinese name as `<column>_zh`.

    What people qualify by beside lead stages has its name in the vocabulary. A code that nothing
    names stands for itself, a space before it.
    """
    labels = {file: _labels(rules, file) for file in (*NAMED_IN.values(), "touch_kinds")}
    rows = []
    for row in rules.rows(name):
        said = dict(row)
        for column, file in NAMED_IN.items():
            if column in row:
                code = row[column]
                said[f"{column}_zh"] = labels[file].get(code) or _name(code)
        for field, value in CONDITIONS:
            if value in row:
                kinds = labels["touch_kinds"] if row.get(field) == "kind" else {}
                items = (item.strip() for item in row[value].split("|"))
                said[f"{value}_zh"] = "|".join(kinds.get(item.lower(), item) for item in items)
        rows.append(said)
    return tuple(rows)


def _name(code: str) -> str:
    chinese = word("qualifications", code)[1]
    return f" {code}" if chinese == code else chinese


def _labels(rules: Rules, file: str) -> dict[str, str]:
    code = rules.files[file].columns[0].name
    return {row[code]: row["label_zh"] for row in rules.rows(file) if row["label_zh"]}
