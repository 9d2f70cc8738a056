"""Each rule as a sentence in English and in Chinese, for readers who do not open rule files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from orchestration.counts import counted
from orchestration.rules.files import Row, Rules
from orchestration.rules.labels import with_labels
from orchestration.rules.sentences_of_leads import priority_rules, qualification_rules
from orchestration.rules.words import Pair, Said
from orchestration.rules.words import number as _number
from orchestration.rules.words import word as _word


@dataclass(frozen=True)
class RuleSentence:
    """One rule in words; `agreement_id` names it in rule_agreements: a stage rule by its group."""

    rule_file: str
    rule_id: str
    agreement_id: str
    sentence_en: str
    sentence_zh: str


def rule_sentences(rules: Rules) -> tuple[RuleSentence, ...]:
    """Return a sentence for each rule of the files in `RULE_FILES`, in their order."""
    return tuple(
        RuleSentence(name, rule_id, agreement_id, english, chinese)
        for name, say in RULE_FILES.items()
        for rule_id, agreement_id, (english, chinese) in say(with_labels(rules, name))
    )


def _scoring_rules(rows: tuple[Row, ...]) -> Said:
    for row in rows:
        points, category = _number(row["points"]), _word("categories", row["category"])
        score = _of_score(row, (", score {}", "，评分 {}"))
        if row["subject"] == "inactivity":
            yield _by_id(row, (
                f"{counted(row['value'], 'day')} after the last engagement a person gets "
                f"{counted(points, 'point')} ({category[0]}{score[0]}), until the next.",
                f"最后一次互动满 {row['value']} 天后得 {points} 分"
                f"（{category[1]}{score[1]}），直到下次互动。",
            ))  # fmt: skip
            continue
        subject = _word("subjects", row["subject"])
        condition = _row_condition(row)
        if row["only_if_field"]:
            also = _row_condition(row, "only_if_")
            condition = (f"{condition[0]} and whose {also[0]}", f"{condition[1]}，且{also[1]}")
        limits, article = _limits(row), "An" if row["subject"] == "account" else "A"
        yield _by_id(row, (
            f"{article} {subject[0]} whose {condition[0]} gives "
            f"{counted(points, 'point')} ({category[0]}{score[0]}){limits[0]}.",
            f"{subject[1]}{condition[1]} 时得 {points} 分（{category[1]}{score[1]}）{limits[1]}。",
        ))  # fmt: skip


def _of_score(row: Row, words: Pair) -> Pair:
    """Return the words with the name of the row's score, or nothing where none is named."""
    name = row["score_name"]
    return ("", "") if name in ("", "default") else (words[0].format(name), words[1].format(name))


def _limits(row: Row) -> Pair:
    """Say what takes the points back, how they decay and how many touches count a day."""
    english, chinese = "", ""
    if row["unless"]:
        words = _items(row["unless"])
        english += f", unless it contains {words[0]}"
        chinese += f"，包含 {words[1]} 时除外"
    if row["best_of"]:
        english += f"; of the rules of {row['best_of']} only the best counts"
        chinese += f"；{row['best_of']} 各规则只计最高分"
    if row["subject"] == "touch" and row["decay_days"]:
        factor = _number(row["decay_factor"])
        english += f", times {factor} every {counted(row['decay_days'], 'day')}"
        chinese += f"，每 {row['decay_days']} 天乘以 {factor}"
        if row["decay_steps"]:
            english += f" and nothing after {counted(row['decay_steps'], 'time')}"
            chinese += f"，{row['decay_steps']} 次后归零"
    if row["subject"] == "touch" and row["max_per_day"]:
        english += f", at most {row['max_per_day']} a day"
        chinese += f"，每天最多计 {row['max_per_day']} 次"
    return english, chinese


def _stage_rules(rows: tuple[Row, ...]) -> Said:
    for row in rows:
        days = int(row["window_days"] or 0)
        group = f"{row['stage']} {row['rule_group']}"
        # As int_rule_usage names the row.
        only = f" ({row['segment']})" if row["segment"] else ""
        period = f" in {days} days" if days > 0 else ""
        minimum = f"{Decimal(row['minimum']):.2f}"
        rule_id = f"{group}{only}: {row['metric']} >= {minimum}{period}"
        metric, least = _word("metrics", row["metric"]), _number(row["minimum"])
        window = (f" in {counted(days, 'day')}", f"近 {days} 天") if days else ("", "")
        segment = (
            (f" of segment {row['segment']}", f"（{row['segment']} 细分）")
            if row["segment"]
            else ("", "")
        )
        yield rule_id, group, (
            f"For {row['stage']} by group {row['rule_group']} an account{segment[0]} needs "
            f"{metric[0]}{window[0]}: at least {least}.",
            f"客户{segment[1]}按规则组 {row['rule_group']} 进入{row['stage_zh']}阶段，需{window[1]}"
            f"{metric[1]}不少于 {least}。",
        )  # fmt: skip


def _icp_rules(rows: tuple[Row, ...]) -> Said:
    for row in rows:
        condition, points = _row_condition(row), _number(row["points"])
        yield _by_id(row, (
            f"An account whose {condition[0]} gets {counted(points, 'ICP point')}.",
            f"客户{condition[1]} 时得 {points} 分理想客户分。",
        ))  # fmt: skip


def _segments(rows: tuple[Row, ...]) -> Said:
    for segment, group in groupby(sorted(rows, key=_of("segment")), _of("segment")):
        conditions = [_row_condition(row) for row in group]
        yield segment, segment, (
            f"An account whose {' or whose '.join(en for en, _ in conditions)} is of segment "
            f"{segment}, unless an earlier segment matches.",
            f"客户{'，或'.join(zh for _, zh in conditions)} 时属于 {segment} 细分"
            "（按优先级先匹配者为准）。",
        )  # fmt: skip


def _page_rules(rows: tuple[Row, ...]) -> Said:
    for row in rows:
        engages = row["is_engagement"].lower() == "true"
        signals = row["is_high_value"].lower() == "true"
        yield row["pattern"], row["pattern"], (
            f"A page at {row['pattern']} is of type {row['page_type']}; viewing it "
            f"{'is' if engages else 'is no'} engagement"
            f"{' and a buying signal' if signals else ''}.",
            f"路径 {row['pattern']} 的页面类型为 {row['page_type']}，"
            f"浏览{'计为' if engages else '不计为'}互动"
            f"{'，并视为购买信号' if signals else ''}。",
        )  # fmt: skip


def _buying_roles(rows: tuple[Row, ...]) -> Said:
    for role, found in groupby(sorted(rows, key=_of("role")), _of("role")):
        group = list(found)
        words = "|".join(row["pattern"] for row in group)
        first = group[0]
        needed = ("", "")
        if first["required_from_stage"]:
            number, stage = first["required"] or "1", first["required_from_stage"]
            needed = (
                f"; {number} needed from {stage} on",
                f"；{first['required_from_stage_zh']}阶段起需要 {number} 人",
            )
        yield role, role, (
            f"A title that contains {_items(words)[0]} has the role {role}{needed[0]}.",
            f"职位包含 {_items(words)[1]} 时角色为 {role}{needed[1]}。",
        )  # fmt: skip


def _score_caps(rows: tuple[Row, ...]) -> Said:
    for row in rows:
        category, rule_id = _word("categories", row["category"]), _named(row, row["category"])
        score = _of_score(row, (" of score {}", "（评分 {}）"))
        low, high = (_number(row[name]) if row[name] else None for name in ("floor", "cap"))
        yield rule_id, rule_id, (
            f"Points of category {category[0]}{score[0]} count from {low or 'any'} to "
            f"{high or 'any'}.",
            f"{category[1]}类{score[1]}得分下限 {low or '不限'}，上限 {high or '不限'}。",
        )  # fmt: skip


def _score_bands(rows: tuple[Row, ...]) -> Said:
    for row in rows:
        above, rule_id = _number(row["above"]) if row["above"] else None, _named(row, row["band"])
        score = _of_score(row, (" by score {}", "（评分 {}）"))
        yield rule_id, rule_id, (
            f"A person with a score above {above} can be {row['band']}{score[0]}."
            if above
            else f"A person of no higher band is {row['band']}{score[0]}.",
            f"评分高于 {above} 的联系人可为{row['band_zh']}{score[1]}。"
            if above
            else f"未达到更高等级的联系人为{row['band_zh']}{score[1]}。",
        )  # fmt: skip


def _band_requirements(rows: tuple[Row, ...]) -> Said:
    for row in rows:
        measure, least = _word("measures", row["measure"]), _number(row["minimum"])
        score = _of_score(row, (" of score {}", "（评分 {}）"))
        if row["measure"].endswith("_known"):
            text = (f"needs {measure[0]}", f"需要{measure[1]}")
        else:
            points = f"{counted(least, 'point')} {measure[0].removeprefix('points ')}"
            text = (f"needs at least {points}", f"需要{measure[1]}不少于 {least}")
        rule_id = _named(row, f"{row['band']} {row['measure']}")
        yield rule_id, rule_id, (
            f"Band {row['band']}{score[0]} {text[0]}.",
            f"{row['band_zh'].lstrip()}等级{score[1]}{text[1]}。",
        )  # fmt: skip


def _named(row: Row, rule_id: str) -> str:
    return f"{rule_id} ({row['score_name']})" if row["score_name"] else rule_id


def _account_score_rules(rows: tuple[Row, ...]) -> Said:
    for row in rows:
        metric, days = _word("metrics", row["metric"]), int(row["window_days"] or 0)
        per, points = _number(row["per"]), _number(row["points"])
        window = (f" in {counted(days, 'day')}", f"近 {days} 天") if days else ("", "")
        every = "each of its" if per == "1" else f"every {per}"
        cap = _number(row["cap"]) if row["cap"] else None
        yield _by_id(row, (
            f"An account gets {counted(points, 'point')} for {every} {metric[0]}{window[0]}"
            f"{f', at most {cap}' if cap else ''}.",
            f"客户{window[1]}{metric[1]}每 {per} 得 {points} 分"
            f"{f'，最多 {cap} 分' if cap else ''}。",
        ))  # fmt: skip


RULE_FILES: Mapping[str, Callable[[tuple[Row, ...]], Said]] = {
    "scoring_rules": _scoring_rules,
    "score_caps": _score_caps,
    "score_bands": _score_bands,
    "band_requirements": _band_requirements,
    "qualification_rules": qualification_rules,
    "priority_rules": priority_rules,
    "stage_rules": _stage_rules,
    "icp_rules": _icp_rules,
    "account_score_rules": _account_score_rules,
    "segments": _segments,
    "page_rules": _page_rules,
    "buying_roles": _buying_roles,
}


def _by_id(row: Row, said: Pair) -> tuple[str, str, Pair]:
    return row["rule_id"], row["rule_id"], said


def _of(name: str) -> Callable[[Row], str]:
    return lambda row: row[name]


def _row_condition(row: Row, prefix: str = "") -> Pair:
    field, operator, value, label = (
        row[f"{prefix}{name}"] for name in ("field", "operator", "value", "value_zh")
    )
    name, verb = _word("fields", field), _word("operators", operator)
    if operator in ("is_null", "is_not_null"):
        return f"{name[0]} {verb[0]}", f"{name[1]}{verb[1]}"
    if operator == "between":
        low, high = value.split("|")
        return f"{name[0]} {verb[0]} {low} and {high}", f"{name[1]}{verb[1]} {low} 与 {high} 之间"
    items = _items(value)[0], _items(label)[1]
    return f"{name[0]} {verb[0]} {items[0]}", f"{name[1]}{verb[1]} {items[1]}"


def _items(value: str) -> Pair:
    """Return the items of a|b|c in a row: "a, b or c"."""
    *others, last = [item.strip() for item in value.split("|") if item.strip()]
    if not others:
        return last, last
    return f"{', '.join(others)} or {last}", f"{'、'.join(others)}或{last}"
