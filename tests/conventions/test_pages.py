"""The pages for people: what they name is there, and what they promise to name is named."""

import re
from pathlib import Path

import pytest

from orchestration.settings import DBT_SOURCES, REPO_ROOT

PAGES = sorted([*REPO_ROOT.glob("*.md"), *REPO_ROOT.glob("docs/*.md")])
STEPS = DBT_SOURCES / "models" / "steps"
MODELS_OF_INFLUENCE = sorted(
    path.stem
    for folder in ("replays", "influence")
    for path in (STEPS / folder).iterdir()
    if path.suffix in (".sql", ".py")
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_is_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#]*)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("model", MODELS_OF_INFLUENCE)
def test_the_page_of_influence_tells_what_each_model_adds(model: str) -> None:
    page = (REPO_ROOT / "docs" / "influence.md").read_text(encoding="utf-8")
    assert f"`{model}`" in page.partition("## The models")[2]
