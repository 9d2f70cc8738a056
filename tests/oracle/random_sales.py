"""Owners, what they did, what people agreed to, and the rules of hand-offs of random companies.

Drawn after everything else, from seeds of their own, so that the companies stay what they were.
"""

from datetime import timedelta
from random import Random

from tests.oracle.company import Case, Row, moment_of

OWNERS = (("o_ann", "true"), ("o_bob", None), ("o_cat", "true"), ("o_gone", "false"))
OWNER_IDS = [*(owner for owner, _ in OWNERS), "o_ghost"]
CHANNELS = ("email", "phone", "sms", "wechat")


def add_sales(case: Case, seed: str) -> None:
    """Give a company owners, calls at the edges of service levels, and consents by channel."""
    for owner_id, is_active in OWNERS:
        case.add("owners", owner_id=owner_id, name=owner_id.title(), is_active=is_active)
    for name, fields in [("people", ("preferred_language",)), ("accounts", ("region",))]:
        for row in case.of(name):
            # Equal rows stay equal.
            random = Random(f"{seed} {sorted(row.items())}")
            drawn = {"owner_id": random.choice([*OWNER_IDS, None])}
            drawn |= {field: random.choice(["de", " DE ", "zh", None]) for field in fields}
            row.update({field: value for field, value in drawn.items() if value})
    random = Random(f"{seed} {case.name}")
    for person_id in sorted({row["person_id"] for row in case.of("people")}):
        _add_consents(random, case, person_id)
        _add_calls(random, case, person_id)


def _add_consents(random: Random, case: Case, person_id: str) -> None:
    moments = [row["updated_at"] for row in case.of("people") if row["person_id"] == person_id]
    for channel in CHANNELS:
        for moment in sorted(set(moments))[: random.choice([0, 0, 1, 1, 2])]:
            status = random.choice(["granted", "granted", "withdrawn", "unknown"])
            case.add(
                "consents", person_id=person_id, purpose=channel, status=status, changed_at=moment
            )


def _add_calls(random: Random, case: Case, person_id: str) -> None:
    touches = [row for row in case.of("touches") if row.get("person_id") == person_id]
    for number in range(min(random.choice([0, 1, 2, 3]), len(touches))):
        base = moment_of(random.choice(touches)["occurred_at"])
        hours = random.choice([-1, 0, 1, 2, 4, 24, 48, 72])
        moment = base + timedelta(hours=hours, seconds=random.choice([0, 0, 1]))
        case.add(
            "touches",
            touch_id=f"{person_id}call{number}",
            occurred_at=moment.isoformat(),
            kind=random.choice(["call_attempted", "meeting_held"]),
            person_id=person_id,
        )


def draw_handoff_rules(random: Random) -> dict[str, list[Row]]:
    """Rules of hand-offs: other quiet days, reasons switched off, routing, consent policies."""
    crossings = [("person", one) for one in ("service", "product", "request", "bant", "score")]
    crossings += [("account", one) for one in ("Aware", "Engaged", "Qualified", "Intent")]
    rules = [
        {
            "subject": subject,
            "crossing": crossing,
            "reason_code": f"{crossing}_reached",
            "audience": random.choice(["sales", "customer_success"]),
            "priority": random.choice(["A", "B", "C", ""]),
            "quiet_days": random.choice(["", "0", "1", "3", "14"]),
            "is_active": random.choice(["", "true", "true", "false"]),
        }
        for subject, crossing in crossings
    ]
    routing = [
        {
            "priority": str(random.randint(1, 3)),
            "segment": random.choice(["", "", "micro", "Other"]),
            "region": random.choice(["", "", "de"]),
            "language": random.choice(["", "", "zh"]),
            "owner_id": random.choice(OWNER_IDS),
        }
        for _ in range(random.randint(0, 3))
    ]
    return {
        "handoff_rules": rules,
        "service_levels": [
            {
                "priority": priority,
                "hours": random.choice(hours),
                "contact_days": random.choice(["", "3", "10"]),
            }
            for priority, hours in {"A": ["1", "4"], "B": ["2", "24"], "C": ["48", "72"]}.items()
        ],
        "routing": routing,
        "consent_policy": [
            {"country": country, "channel": channel, "is_unknown_allowed": random.choice(truths)}
            for country in ("*", "US", "Germany", "中国")
            for channel in CHANNELS
            if random.random() < 0.6
            for truths in [["true", "false"]]
        ],
    }
