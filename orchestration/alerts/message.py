"""What a notice says: one subject line, and a plain text that takes ten seconds to read.

Names, titles and texts come from forms that anybody can fill in, so they are data, never markup:
one line each, of limited length, without what a mail or chat program would turn into something.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from orchestration.alerts.handoffs import Handoff
from orchestration.counts import counted
from orchestration.screens.published import Row

LONGEST_VALUE = 300
# In bytes: three letters stand for one in a mail's subject, and servers refuse lines over 998.
LONGEST_TITLE = 300
# WeCom takes 2,048 bytes, title included, and says that it took what it threw away.
LONGEST_MESSAGE = 2000
# Angle brackets are tags in HTML and mentions in chats, :// makes a link.
_HARMLESS = str.maketrans({"<": "‹", ">": "›", "`": "'", "[": "(", "]": ")", "*": "∗", "@": "＠"})
_ADDRESSES = {
    "email": ("E-mail 邮箱", "email"),
    "phone": ("Phone 电话", "phone"),
    "sms": ("SMS 短信", "mobile"),
    "wechat": ("WeChat 微信", "wechat_id"),
}


@dataclass(frozen=True)
class Message:
    """Subject line and text."""

    title: str
    body: str


def compose(handoff: Handoff, events: list[Row]) -> Message:
    """Write the message about one hand-off."""
    row = handoff.row
    company = f" at {plain(row['account_name'])}" if row["account_name"] else ""
    who = plain(row["person_name"] or row["person_id"])
    subject = f"{who}{company}" if row["subject"] == "person" else plain(row["account_name"])
    # What somebody asked for is worth more in a subject than that they asked.
    why = row["reason_text"] if row["is_request"] else str(row["reason_code"]).replace("_", " ")
    title = f"[{row['priority']}] {subject}: {plain(why)}"
    title = _cut(title, LONGEST_TITLE)
    # What matters most stands first.
    body = _cut("\n".join(_lines(row, events)), LONGEST_MESSAGE - len(title.encode()))
    return Message(title, body)


def plain(value: object, longest: int = LONGEST_VALUE) -> str:
    """Return a value as harmless text of one line."""
    text = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in str(value)
        # Cf: signs that are not seen, among them those that turn the direction of writing.
        if unicodedata.category(sign) != "Cf"
    )
    text = " ".join(text.split()).translate(_HARMLESS).replace("://", ": //")
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _cut(text: str, longest: int) -> str:
    """Return a text of at most so many bytes."""
    found = text.encode()
    if len(found) <= longest:
        return text
    return found[: longest - len("…".encode())].decode(errors="ignore") + "…"


def _lines(row: Row, events: list[Row]) -> Iterator[str]:
    if row["subject"] == "person":
        named = [row["person_name"] or row["person_id"], row["title"]]
        yield f"Who 联系人: {', '.join(plain(part) for part in named if part)}"
    if row["account_name"]:
        kind = ", ".join(plain(part) for part in (row["segment"], row["region"]) if part)
        yield f"Company 公司: {plain(row['account_name'])} ({kind})"
    if row["stage"]:
        since = f"{row['entered_on']} ({counted(row['days_in_stage'], 'day')})"
        stage = f"{row['stage']} {plain(row['stage_zh'])}"
        yield f"Stage 阶段: {stage} since {since}"
    if row["score"] is not None:
        today = f"today {row['score_today']}"
        grade = f", grade {plain(row['grade'])}" if row["grade"] else ""
        yield f"Score 评分: {row['score']} ({plain(row['band'])}), {today}{grade}"
    yield f"Why 原因: {plain(row['reason_text'])}"
    yield f"Priority 优先级: {row['priority']}, {plain(row['audience']).replace('_', ' ')}"
    yield f"Since 起始: {row['clock_started_at']:%Y-%m-%d %H:%M} UTC"
    yield f"Due 截止: {row['due_at']:%Y-%m-%d %H:%M} UTC"
    yield f"Owner 负责人: {plain(row['owner_name'] or 'nobody 无')}"
    if row["subject"] == "person":
        yield f"Allowed channels 可用渠道: {row['contact_channels']}"
        yield from _addresses(row)
    yield f"Next step 下一步: {_next_step(row)}"
    if row["open_opportunities"]:
        yield f"Open opportunities 进行中商机: {_opportunities(row)}"
    if events:
        yield "Last events 近期动态:"
    for event in events:
        who = f"{plain(event['who'])}: " if event["who"] and row["subject"] == "account" else ""
        yield f"  {event['day']} {who}{plain(event['what'])}"


def _opportunities(row: Row) -> str:
    amount = f", {row['open_amount']} {plain(row['open_currency'] or '')}".rstrip()
    names = plain(row["open_opportunity_names"])
    return f"{row['open_opportunities']}{amount if row['open_amount'] else ''}: {names}"


def _addresses(row: Row) -> Iterator[str]:
    """Addresses of the channels that are allowed, and of no others."""
    for channel in str(row["contact_channels"]).split(", "):
        label, column = _ADDRESSES[channel]
        if row[column]:
            yield f"{label}: {_address(row[column])}"


def _address(value: object) -> str:
    # An address keeps its @, which elsewhere calls people in a chat.
    return "@".join(plain(part) for part in str(value).split("@"))


def _next_step(row: Row) -> str:
    """Say what to do, and with a person by what: whatever the action says, no other way is."""
    if row["is_request"]:
        action = "Answer the request yourself 亲自回复该请求"
    else:
        action = plain(row["next_action"] or "Get in touch 主动联系")
    if row["subject"] != "person":
        return action
    names = (_ADDRESSES[way][0].split() for way in str(row["contact_channels"]).split(", "))
    english, chinese = zip(*names, strict=True)
    return f"{action}; contact by {' or '.join(english)} only 仅限{'、'.join(chinese)}联系"
