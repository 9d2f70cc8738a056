"""Which default rules match which titles, countries and departments: whole words, never parts.

The rows go through the SQL of the models that match attributes, on the rule files as shipped.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import duckdb
import pytest

from orchestration.rules.files import read_rules
from orchestration.settings import DBT_SOURCES
from tests.unit.rendered_models import build_model, load_seed

SEEDS = DBT_SOURCES / "seeds"
C_LEVEL, DIRECTOR, MANAGER, SPECIALIST = (
    "title_c_level",
    "title_director",
    "title_manager",
    "title_specialist",
)
# Title to the rules that give points: of those that rank the best, so none twice for one fact.
TITLES: Mapping[str, set[str]] = {
    "CEO": {C_LEVEL},
    "ceo & founder": {C_LEVEL},
    "C.E.O.": {C_LEVEL},
    "Chief Executive Officer": {C_LEVEL},
    "VP, Sales": {C_LEVEL},
    "Sales (VP)": {C_LEVEL},
    "Vice-President": {C_LEVEL},
    "VP and Director": {C_LEVEL},
    "Managing Director": {C_LEVEL},
    "Geschäftsführerin": {C_LEVEL},
    "Inhaber": {C_LEVEL},
    "总经理": {C_LEVEL},
    "副总经理": {C_LEVEL},
    "销售副总裁": {C_LEVEL},
    "首席技术官（CTO）": {C_LEVEL},
    "Director of Nursing": {DIRECTOR},
    "Head of IT": {DIRECTOR},
    "Director and Head of Sales": {DIRECTOR},
    "IT-Leiter": {DIRECTOR},
    "Abteilungsleiterin Einkauf": {DIRECTOR},
    "市场总监": {DIRECTOR},
    "副总监": {DIRECTOR},
    "办公室主任": {DIRECTOR},
    "Sr. Manager": {MANAGER},
    "Marketing-Manager": {MANAGER},
    "Assistant Manager": {MANAGER},
    "Manager, Director's Office": {DIRECTOR},
    "Teamleiterin": {MANAGER},
    "产品经理": {MANAGER},
    "IT经理": {MANAGER},
    "Marketing Coordinator": {SPECIALIST},
    "Lead Generation Specialist": {SPECIALIST},
    "Chief Engineer": {SPECIALIST},
    "Account Executive": {SPECIALIST},
    "Sachbearbeiter": {SPECIALIST},
    "软件工程师": {SPECIALIST},
    "Student": {"student"},
    "Auditing intern": {"student"},
    "Intern to the CEO": {"student"},
    "Werkstudentin Marketing": {"student"},
    "实习生": {"student"},
    "总经理实习助理": {"student"},
    "Actively seeking opportunities": {"job_seeker"},
    "Director of Student Affairs": {DIRECTOR},
    "Doctor": set(),
    "Factory worker": set(),
    "Human Resources": set(),
    "International Liaison": set(),
    "Internal Audit": set(),
    "Leadership Coach": set(),
    "Headhunter": set(),
    "Misleading": set(),
    "Coordination": set(),
    "Buyer_lead": set(),
    "Assistant to the CEO": set(),
    "Director's Assistant": set(),
    "Product Owner": set(),
    "Chief of Staff": set(),
    "Former CEO": set(),
    "Cook": set(),
    "Envoy": set(),
    "CTOs": set(),
    "董事长秘书": set(),
    "总监助理": set(),
    "班主任": set(),
    "医生": set(),
    "": set(),
}
COUNTRIES = {
    "US": True,
    " usa ": True,
    "Germany": True,
    "de": True,
    "中国": True,
    "Austria": False,
    "Australia": False,
    "Belarus": False,
    "Russia": False,
    "RU": False,
    "Cyprus": False,
    "Niger": False,
    "United States Minor Outlying Islands": False,
    "中国台湾": False,
}
DEPARTMENTS = {
    "IT": True,
    "IT & Facilities": True,
    "Sales-Ops": True,
    "采购部": True,
    "Credit": False,
    "Unit 5": False,
    "Salesforce": False,
    "Audit": False,
    "Recruitment": False,
}


@cache
def matched() -> dict[tuple[str, str, str], set[str]]:
    """Rules that count by subject, field and value, for every value of this module."""
    connection = duckdb.connect()
    for name in ("scoring_rules", "icp_rules", "segments", "buying_roles"):
        load_seed(connection, SEEDS / f"{name}.csv")
    connection.execute("alter table scoring_rules alter points type decimal(9, 2)")
    connection.execute("create table stg_control__run as select 1 as as_of_day")
    for model in ("int_scores", "int_scoring_rules", "int_rule_items"):
        build_model(connection, model)
    values = [
        *(("person", "title", title) for title in TITLES),
        *(("account", "country", country) for country in COUNTRIES),
        *(("person", "department", department) for department in DEPARTMENTS),
    ]
    connection.execute("create table facts (key integer, subject text, field text, value text)")
    connection.executemany(
        "insert into facts values (?, ?, ?, ?)",
        [(key, *value) for key, value in enumerate(values)],
    )
    connection.execute(
        "create table int_scored_people as select key as person_key, key as account_key from facts;"
        "create view days as select *, 1 as valid_from_day, 2 as valid_to_day from facts;"
        "create table int_person_values as"
        " select key as person_key, * from days where subject = 'person';"
        "create table int_account_values as"
        " select key as account_key, * from days where subject = 'account';"
        "create table int_account_segments as select key as account_key, '' as segment,"
        " valid_from_day, valid_to_day from days where false"
    )
    build_model(connection, "int_attribute_rule_spells")
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for key, rule_id in connection.execute(
        "select person_key, rule_id from int_attribute_rule_spells"
        " inner join int_scoring_rules using (rule_no)"
    ).fetchall():
        assert rule_id not in found[values[key]], "a rule counts once"
        found[values[key]].add(rule_id)
    return found


@pytest.mark.parametrize("title", TITLES)
def test_a_title_gives_points_by_its_whole_words_and_by_the_best_of_them(title: str) -> None:
    assert matched().get(("person", "title", title), set()) == TITLES[title]


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_is_compared_as_a_whole(country: str) -> None:
    assert ("account", "country", country) in matched() or not COUNTRIES[country]
    assert ("account", "country", country) not in matched() or COUNTRIES[country]


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_department_is_found_by_its_words(department: str) -> None:
    rules = {"department_buying"} if DEPARTMENTS[department] else set()
    assert matched().get(("person", "department", department), set()) == rules


def test_no_item_of_the_default_rules_stands_twice_or_can_never_match() -> None:
    kinds = {row["kind"] for row in read_rules(SEEDS).rows("touch_kinds")}
    pages = {row["page_type"] for row in read_rules(SEEDS).rows("page_rules")}
    for row in read_rules(SEEDS).rows("scoring_rules"):
        for prefix in ("", "only_if_"):
            items = [item.strip().lower() for item in row[f"{prefix}value"].split("|")]
            assert len(set(items)) == len(items), row["rule_id"]
            if row[f"{prefix}field"] == "kind":
                assert set(items) <= kinds
            if row[f"{prefix}field"] == "page_type":
                assert set(items) <= pages
        if row["operator"] == "contains_word":
            words = {item.strip().lower() for item in row["value"].split("|")}
            taken_back = {item.strip().lower() for item in row["unless"].split("|")}
            assert not words & taken_back, row["rule_id"]
