"""A rule file of hand-offs that cannot be meant so is refused with its file, line and column."""

from pathlib import Path

import pytest

from orchestration.rules.errors import RuleError
from orchestration.rules.files import read_rules
from orchestration.rules.judge import judge_rules
from orchestration.settings import DBT_SOURCES

ROUTING = "priority,segment,region,language,tier,owner_id\n"
RULES = "subject,crossing,reason_code,audience,priority,quiet_days,is_active\n"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "handoff_rules",
            RULES + "person,score,s,sales,,,\nperson,Intent,i,sales,,,\n",
            "handoff_rules.csv, line 3, crossing: 'Intent': for a person expected one of service",
        ),
        (
            "handoff_rules",
            RULES + "account,score,s,sales,,,\n",
            "line 2, crossing: 'score': for an account expected one of Unaware",
        ),
        (
            "handoff_rules",
            RULES + "account,Intent,s,sales,,-1,\n",
            "line 2, quiet_days: '-1': expected 0 to",
        ),
        (
            "handoff_rules",
            RULES + "account,Intent,a,sales,,,\naccount,Intent,b,sales,,,\n",
            "line 2, subject, crossing: 'account, Intent': stands more than once",
        ),
        (
            "handoff_rules",
            RULES + "person,score,s,customer success,,,\n",
            "line 2, audience: 'customer success': expected letters, digits and underscores",
        ),
        ("routing", ROUTING + "1,huge,,,,o1\n", "line 2, segment: 'huge': expected one of "),
        ("routing", ROUTING + "1,,,,top,o1\n", "line 2, tier: 'top': expected one of key, "),
        ("service_levels", "priority,hours\nA,0\n", "line 2, hours: '0': expected 1 to 8760"),
        (
            "service_levels",
            "priority,hours,contact_days\nA,25,1\n",
            "line 2, contact_days: '1': expected 2 (no less than its hours) to ",
        ),
        (
            "service_levels",
            "priority,hours\nA,4\nC,24\n",
            "service_levels.csv: priority 'B' has no hours",
        ),
        (
            "consent_policy",
            "country,channel,is_unknown_allowed\nUS,fax,true\n",
            "line 2, channel: 'fax': expected one of email, phone, sms, wechat",
        ),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as refusal:
        judge_rules(read_rules(DBT_SOURCES / "seeds", tmp_path))
    assert message in str(refusal.value)


def test_no_handoffs_at_all_can_be_meant(tmp_path: Path) -> None:
    (tmp_path / "handoff_rules.csv").write_text(RULES, encoding="utf-8")
    judge_rules(read_rules(DBT_SOURCES / "seeds", tmp_path))
