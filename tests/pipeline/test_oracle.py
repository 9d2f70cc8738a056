"""The published rows against a brute-force second implementation, on hundreds of random companies.

`ORACLE_CASES` and `ORACLE_SEED` make it longer and other: `ORACLE_SEED=7 ORACLE_CASES=3000`.
"""

import os
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest

from orchestration.pipeline import run_pipeline
from orchestration.settings import Settings
from tests.conftest import begin_home
from tests.oracle.answer import Answer, answer_case
from tests.oracle.company import Case, write_companies
from tests.oracle.differences import case_differences, explain
from tests.oracle.edge_cases import edge_cases
from tests.oracle.funnel_differences import counted
from tests.oracle.lead_differences import band_lines
from tests.oracle.lead_edge_cases import lead_edge_cases
from tests.oracle.lead_funnel import BASES
from tests.oracle.lead_funnel import STAGES as LEAD_STAGES
from tests.oracle.predictions import prediction_differences, read_learnt
from tests.oracle.published import read_published
from tests.oracle.random_companies import Companies, draw_companies
from tests.oracle.random_rules import draw_overlay
from tests.oracle.replays import replay_differences
from tests.oracle.rule_files import RuleSet, read_rule_set, write_overlay
from tests.oracle.rule_worth import count_worth, published_worth
from tests.pipeline.conftest import silent

pytestmark = pytest.mark.pipeline

AS_OF = date(2026, 3, 31)
SEED = int(os.environ.get("ORACLE_SEED", "1"))
CASES = int(os.environ.get("ORACLE_CASES", "80"))
# Rule sets: share of the cases, and the least and most days of a history. Rules are drawn twice in
# longer trials alone, since a run costs half a minute.
RUNS = {"default": (0.3, (60, 200)), "drawn_1": (0.7, (10, 150))}
if CASES > 100:
    RUNS["drawn_2"] = (0.7, (10, 110))
# So many days are looked ahead, at every fourth company: next changes are published too.
OUTLOOK_DAYS = 60
SHOWN_CASES = 5
# Histories without one channel are followed anew at every so many companies.
REPLAYED_EVERY = 6


@cache
def drawn(name: str) -> tuple[Companies, RuleSet]:
    """The companies and rules of one run."""
    share, span = RUNS[name]
    random = Random(f"{SEED} {name}")
    overlay = {} if name == "default" else draw_overlay(random)
    companies = draw_companies(random, round(CASES * share), AS_OF, overlay, span=span)
    if not overlay:
        companies.cases.extend([*edge_cases(AS_OF), *lead_edge_cases(AS_OF)])
    return companies, read_rule_set(companies.overlay)


@cache
def answers(name: str) -> list[tuple[Case, Answer]]:
    """The oracle's answer for each company of one run."""
    companies, rules = drawn(name)
    return [
        (case, answer_case(case, rules, AS_OF, 0 if number % 4 else OUTLOOK_DAYS))
        for number, case in enumerate(companies.cases)
    ]


def publish(name: str, directory: Path, parsed: Path) -> Path:
    """Run the pipeline on one run's companies; return the published file."""
    companies, _ = drawn(name)
    write_companies(companies.cases, directory / "input")
    home = begin_home(directory / "home", parsed)
    # By chance two threads could add up, order and rank otherwise than one.
    settings = Settings(home=home, input=directory / "input", as_of=AS_OF, threads=2)
    if companies.overlay:
        write_overlay(companies.overlay, directory / "rules")
        settings = settings.model_copy(update={"rules": directory / "rules"})
    run_pipeline(settings, silent)
    return settings.home / "published" / "current" / "progression.duckdb"


@pytest.mark.parametrize("name", RUNS)
def test_every_score_and_stage_of_every_day_is_the_one_counted_by_hand(
    name: str, tmp_path: Path, parsed: Path
) -> None:
    _, rules = drawn(name)
    path = publish(name, tmp_path, parsed)
    published = read_published(path, AS_OF)
    wrong = [
        (sum(map(len, case.rows.values())), case, lines)
        for case, answer in answers(name)
        if (lines := case_differences(case, answer, published, rules, AS_OF))
    ]
    wrong.sort(key=lambda entry: entry[0])
    shown = "\n\n".join(explain(case, lines) for _, case, lines in wrong[:SHOWN_CASES])
    names = " ".join(case.name for _, case, _ in wrong)
    assert not wrong, f"{len(wrong)} companies differ: {names}\nthe smallest:\n\n{shown}"
    known = {key for _, answer in answers(name) for key in (*answer.accounts, *answer.people)}
    assert known == published.accounts.keys() | published.people.keys()
    people = [person for _, answer in answers(name) for person in answer.funnels.values()]
    assert +published.funnels.counts == counted(people, AS_OF)
    warehouse = path.parents[2] / "work" / "warehouse.duckdb"
    people = {key: lead for _, answer in answers(name) for key, lead in answer.people.items()}
    assert not [*band_lines(people, warehouse)]
    for _, answer in answers(name)[::REPLAYED_EVERY]:
        assert not [*replay_differences(answer.facts, rules, warehouse, AS_OF)]
    learnt = read_learnt(warehouse)
    for case, answer in answers(name):
        assert not [*prediction_differences(case, answer, learnt, rules, AS_OF)]
    assert count_worth(answers(name), rules, AS_OF) == published_worth(path)


def test_the_random_companies_meet_every_stage_and_band_and_move_both_ways() -> None:
    stages, bands, moves = Counter[str](), Counter[str](), Counter[str]()
    funnel, bases, priorities = Counter[str](), Counter[str](), Counter[str | None]()
    order = read_rule_set().stage_names
    for name in RUNS:
        for _, answer in answers(name):
            for account in answer.accounts.values():
                stages.update(day.stage for day in account.days.values())
                for day, today in account.days.items():
                    before = account.days.get(day - timedelta(days=1), today)
                    step = order.index(today.stage) - order.index(before.stage)
                    moves["forward" if step > 0 else "backward" if step < 0 else "none"] += 1
            for person in answer.people.values():
                for days in person.scores.values():
                    bands.update(day.band for day in days.values())
            for lead in answer.funnels.values():
                funnel.update(day.stage for day in lead.days.values())
                bases.update(one for day in lead.days.values() for one in day.qualified_by)
                priorities.update(day.priority for day in lead.days.values())
    found = [answer for name in RUNS for _, answer in answers(name)]
    handoffs = [one for answer in found for one in answer.handoffs.values()]
    assert {one.state for one in handoffs} == {"met", "late", "open"}
    assert {one.routed_by for one in handoffs} == {"routing", "person", "account", "nobody"}
    assert len(handoffs) >= CASES
    assert set(stages) == set(order)
    assert set(bands) == {"nurture", "mql", "sql"}
    assert set(funnel) == {*LEAD_STAGES, "recycled", "rejected"}
    # Groups that name no basis go by their own names.
    assert set(bases) > set(BASES)
    assert set(priorities) == {"A", "B", "C", None}
    assert min(moves["forward"], moves["backward"]) >= CASES / 4
