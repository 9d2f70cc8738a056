"""`make docs`: writes docs/columns.md, the dictionary of the published tables."""

from collections.abc import Iterator

from expectations.keys import KEYS
from orchestration.mart_descriptions import described
from orchestration.settings import REPO_ROOT

TARGET = REPO_ROOT / "docs" / "columns.md"
HEAD = """# Published tables

Schema `published` of `progression.duckdb`, and one Parquet file per table beside it. Days are DATE,
points and scores DECIMAL(9,2), money DECIMAL(18,2). Made by `make docs` from the models' YAML.
`publish_log` lists every published run: run_id, as_of, rules_version, revision, started_at,
published_at, checks_passed, checks_failed (reported ones), tables, rows.
"""


def column_dictionary() -> str:
    """Return the page as Markdown."""
    return "\n".join([HEAD, *(line for table in KEYS for line in _table(table))])


def _table(name: str) -> Iterator[str]:
    model = described(name)
    yield f"## {name}\n"
    yield f"{model['description']} Key: {', '.join(KEYS[name])}.\n"
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in model["columns"]:
        yield f"| {column['name']} | {column['data_type']} | {column['description']} |"
    yield ""


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(column_dictionary(), encoding="utf-8")
