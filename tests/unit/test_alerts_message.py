"""What a notice asks of a salesperson keeps to the ways by which a person may be contacted."""

import csv
import re
from collections import defaultdict
from datetime import UTC, datetime

import pytest

from orchestration.alerts.handoffs import Handoff
from orchestration.alerts.message import compose
from orchestration.settings import DBT_SOURCES
from tests.unit.alerts_home import Row, handoff

AT = datetime(2026, 1, 30, 10, tzinfo=UTC)


def next_step(**changes: object) -> str:
    """Return the line of a notice that says what to do."""
    given = handoff(1, is_request=False, clock_started_at=AT, due_at=AT)
    row: Row = defaultdict(lambda: None, given | changes)
    lines = compose(Handoff(row), []).body.splitlines()
    (line,) = (line for line in lines if line.startswith("Next step"))
    return line.removeprefix("Next step 下一步: ")


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        (
            {"contact_channels": "email"},
            "Get in touch 主动联系; contact by E-mail only 仅限邮箱联系",
        ),
        (
            {"contact_channels": "email, sms", "next_action": "Offer a demo"},
            "Offer a demo; contact by E-mail or SMS only 仅限邮箱、短信联系",
        ),
        (
            {"contact_channels": "wechat", "is_request": True},
            "Answer the request yourself 亲自回复该请求; contact by WeChat only 仅限微信联系",
        ),
        (
            {"subject": "account", "contact_channels": None, "next_action": "Offer a demo"},
            "Offer a demo",
        ),
    ],
)
def test_the_next_step_names_the_ways_that_are_allowed(
    changes: dict[str, object], step: str
) -> None:
    assert next_step(**changes) == step


def test_no_default_action_asks_for_a_way_that_may_be_forbidden() -> None:
    with (DBT_SOURCES / "seeds" / "next_actions.csv").open(encoding="utf-8") as file:
        actions = [f"{row['action_en']} {row['action_zh']}" for row in csv.DictReader(file)]
    ways = re.compile(
        r"\b(call|phone|e-?mail|text|wechat)\b|致电|电话|邮件|短信|微信", re.IGNORECASE
    )
    assert not [action for action in actions if ways.search(action)]
