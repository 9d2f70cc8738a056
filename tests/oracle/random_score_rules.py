"""Rules of lead scores drawn at random: one or several scores, each with bounds and bands."""

from random import Random

from tests.oracle.company import Row
from tests.oracle.rule_vocabulary import ATTRIBUTE_TESTS, CATEGORIES, REPEAT_TESTS, TOUCH_TESTS

_TEST = ("subject", "field", "operator", "value")
# The main score is named default, else the first by name.
SCORE_NAMES = ((("", "default"),), (("", "default"), ("alpha",)), (("partner",), ("renewal",)))
AWARENESS_METRICS = (
    "exposures", "engagements", "engaged_days", "content_views", "product_page_views",
    "explicit_requests",
)  # fmt: skip


def draw_score_rules(random: Random) -> dict[str, list[Row]]:
    """Rule files of lead scores; what is not drawn for one score holds for all."""
    scores = random.choice(SCORE_NAMES)
    files: dict[str, list[Row]] = {
        "scoring_rules": [],
        "score_caps": _score_caps(random, ""),
        "score_bands": _score_bands(random, ""),
        "band_requirements": _band_requirements(random, ""),
        "lead_grades": _grades(random),
        "awareness_levels": _awareness(random),
    }
    for names in scores:
        files["scoring_rules"] += _scoring_rules(random, names)
    for names in scores[1:]:
        if random.random() < 0.7:
            files["score_caps"] += _score_caps(random, names[0])
        if random.random() < 0.7:
            files["score_bands"] += _score_bands(random, names[0])[: random.choice([1, 3])]
        if random.random() < 0.7:
            files["band_requirements"] += _band_requirements(random, names[0])
    for rows in files.values():
        random.shuffle(rows)
    return files


def _scoring_rules(random: Random, names: tuple[str, ...]) -> list[Row]:
    prefix = f"{names[-1]}_"
    rows = []
    for number, (subject, field, operator, value) in enumerate(random.sample(ATTRIBUTE_TESTS, 16)):
        row = _scoring_rule(random, names, f"{prefix}attribute_{number:02}", subject)
        row |= {"field": field, "operator": operator, "value": value}
        if random.random() < 0.25:
            row |= _only_if(random, [test for test in ATTRIBUTE_TESTS if test[0] == subject])
        elif random.random() < 0.5:
            row["best_of"] = f"{subject} {field}"
        if random.random() < 0.3:
            row["unless"] = random.choice(["sales|助理|coach", "software|经理", "retail|IT", "CEO"])
        rows.append(row)
    for number, (field, operator, value) in enumerate((*TOUCH_TESTS, *REPEAT_TESTS)):
        row = _scoring_rule(random, names, f"{prefix}touch_{number:02}", "touch")
        row |= {"field": field, "operator": operator, "value": value} | _decay(random)
        if number < len(TOUCH_TESTS) and random.random() < 0.3:
            row |= _only_if(random, [("touch", *test) for test in TOUCH_TESTS])
        rows.append(row)
    inactive = sorted({random.randint(1, 30) for _ in range(3)})
    return rows + [
        _scoring_rule(random, names, f"{prefix}inactive_{days:02}", "inactivity")
        | {"value": str(days)}
        for days in inactive
    ]


def _only_if(random: Random, tests: list[tuple[str, str, str, str]]) -> Row:
    test = random.choice(tests)
    return {f"only_if_{name}": test[place] for place, name in enumerate(_TEST) if place}


def _scoring_rule(random: Random, names: tuple[str, ...], rule_id: str, subject: str) -> Row:
    points = random.choice(["5", "8", "12.5", "3.33", "20", "0.05", "-4", "-7.25", "10"])
    if subject == "inactivity":
        points = random.choice(["-1", "-3", "-5.5"])
    return {
        "rule_id": rule_id,
        "score_name": random.choice(names),
        "dimension": random.choice(["fit", "engagement", "intent"]),
        "category": random.choice(CATEGORIES),
        "subject": subject,
        "points": points,
        "description": rule_id.replace("_", " "),
    }


def _decay(random: Random) -> Row:
    row = {"max_per_day": random.choice(["", "1", "3", "10"])}
    if random.random() < 0.75:
        row["decay_days"] = str(random.choice([1, 3, 7, 10, 30]))
        row["decay_factor"] = random.choice(["0.5", "0.7", "1", "0", "0.3333"])
        row["decay_steps"] = random.choice(["", "1", "2", "6"])
    return row


def _score_caps(random: Random, score: str) -> list[Row]:
    rows = []
    for category in random.sample(CATEGORIES, 5 if not score else 2):
        floor, cap = random.choice(
            [("0", "25"), ("-5", "30"), ("-10", ""), ("", "40"), ("-5.5", "60.25"), ("", "")]
        )
        rows.append({"category": category, "floor": floor, "cap": cap, "score_name": score})
    return rows


def _score_bands(random: Random, score: str) -> list[Row]:
    """Whatever rows of its own a score has, its ladder is the one of all."""
    mql = random.choice(["6", "12.5", "20"])
    sql = random.choice(["25", "30", "45.25"])
    bands = (("mql", mql), ("sql", sql), ("nurture", ""))
    return [{"band": band, "above": above, "score_name": score} for band, above in bands]


def _band_requirements(random: Random, score: str) -> list[Row]:
    rows = []
    for band in ("mql", "sql"):
        known = random.choice(["name_known", "contact_known", "company_known"])
        minimums = {
            measure: random.choice(["1", "5", "12.5"])
            for measure in random.sample(["fit", "engagement", "intent"], 2)
        }
        for measure, minimum in {**minimums, known: "1"}.items():
            rows.append({"band": band, "measure": measure, "minimum": minimum, "score_name": score})
    return rows


def _grades(random: Random) -> list[Row]:
    rows = []
    for axis, names in (("fit", "ABCD"), ("engagement", "1234")):
        minimums = sorted(random.sample(range(1, 60), 3), reverse=True)
        for name, minimum in zip(names, (*minimums, 0), strict=True):
            half = random.choice(["", ".5"]) if minimum else ""
            rows.append({"axis": axis, "grade": name, "minimum": f"{minimum}{half}"})
    return rows


def _awareness(random: Random) -> list[Row]:
    rows = [_level(0)]
    for ordinal in range(1, 4):
        for metric in random.sample(AWARENESS_METRICS, random.choice([1, 2])):
            least = str(random.choice([1, 1, 2, 5]))
            window = str(random.choice([1, 7, 30, 90]))
            rows.append(
                _level(ordinal) | {"metric": metric, "window_days": window, "minimum": least}
            )
    return rows


def _level(ordinal: int) -> Row:
    name = f"level_{ordinal}"
    return {"level": name, "ordinal": str(ordinal), "label_en": name, "label_zh": f"层级{ordinal}"}
