"""What a revision says otherwise than the one before it because of its date or its rules."""

from collections.abc import Iterator
from datetime import date

from orchestration.screens.published import Published, Row

BEFORE = """
    select revision, as_of, rules_version
    from publish_log
    order by revision desc
    limit 1 offset 1
"""


DAY_BEFORE = """
    select max(as_of) as day from publish_log
    where as_of < (select as_of from publish_log order by revision desc limit 1)
"""


def day_before(published: Published) -> date | None:
    """Return the last day before this revision's own that was published so far."""
    day: date | None = published.value(DAY_BEFORE)
    return day


def revision_before(published: Published) -> Row | None:
    """Return number, date and rules of the revision that was newest before this one."""
    return next(iter(published.rows(BEFORE)), None)


def differences(published: Published) -> Iterator[str]:
    """Yield a line for what nobody may have meant: a step back in time, other rules."""
    before = revision_before(published)
    if before is None:
        return
    manifest = published.revision.manifest
    if manifest["as_of"] < before["as_of"].isoformat():
        yield (
            f"An earlier day than {before['as_of']} of revision {before['revision']}: readers now "
            f"see {manifest['as_of']}"
        )
    if manifest["rules_version"] != before["rules_version"]:
        yield (
            f"Other rules than {before['rules_version']} of revision {before['revision']}: all "
            "days are told by the present ones"
        )
