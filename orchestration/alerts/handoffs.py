"""New hand-offs as the newest published revision tells them, with what a message says of each."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from orchestration.screens.published import Published, Row

# The most urgent first.
HANDOFFS = """
    select
        handoffs.*,
        people.email, coalesce(people.phone, people.mobile) as phone,
        coalesce(people.mobile, people.phone) as mobile, people.wechat_id,
        scores.score as score_today, scores.grade,
        stages.stage, stages.label_zh as stage_zh, stages.entered_on, stages.days_in_stage,
        stages.next_action,
        profile.open_opportunities, profile.open_opportunity_names,
        profile.open_amount, profile.open_currency,
        owners.email as owner_email, owners.wecom_id, owners.team
    from sales_handoffs as handoffs
    left join people on handoffs.person_id = people.person_id
    left join lead_scores as scores on handoffs.person_id = scores.person_id and scores.is_main
    left join account_stages as stages on handoffs.account_id = stages.account_id
    left join account_profile as profile on handoffs.account_id = profile.account_id
    left join owners on handoffs.owner_id = owners.owner_id
    where handoffs.created_on >= $oldest
    order by
        handoffs.priority, handoffs.due_at, handoffs.score desc nulls last, handoffs.handoff_id
"""
LAST_EVENTS = """
    select day, who, what from timeline
    where account_id = $account_id and ($person_id is null or person_id = $person_id)
    order by day desc, event_type, event_id
    limit 5
"""


@dataclass(frozen=True)
class Handoff:
    """One row of sales_handoffs with the columns of `HANDOFFS` beside it."""

    row: Row

    @property
    def handoff_id(self) -> str:
        """Key of the row."""
        return str(self.row["handoff_id"])

    @property
    def created_on(self) -> date:
        """Day of the crossing."""
        day: date = self.row["created_on"]
        return day

    @property
    def subject_mark(self) -> str:
        """Whose story it is, without saying who."""
        subject = str(self.row["subject"])
        return mark(subject, str(self.row[f"{subject}_id"]))

    @property
    def address_mark(self) -> str | None:
        """The same by e-mail: two records merged later have two ids and one address."""
        return mark("email", self.row["email"]) if self.row["email"] else None

    @property
    def account_mark(self) -> str | None:
        """The account, without saying which."""
        return mark("account", self.row["account_id"]) if self.row["account_id"] else None


def mark(kind: str, text: str) -> str:
    """Return what stands for a person or an account where no name belongs."""
    return sha256(f"{kind}|{text}".encode()).hexdigest()[:16]


def read_handoffs(published: Published, as_of: date, max_age_days: int) -> list[Handoff]:
    """Return the hand-offs that are young enough to be told of, the most urgent first."""
    oldest = as_of - timedelta(days=max_age_days)
    return [Handoff(row) for row in published.rows(HANDOFFS, {"oldest": oldest})]


def last_events(published: Published, handoff: Handoff) -> list[Row]:
    """Return the last five events of the person, or of the account."""
    if not handoff.row["account_id"]:
        return []
    ids = {name: handoff.row[name] for name in ("account_id", "person_id")}
    return published.rows(LAST_EVENTS, ids)
