"""The bench merges channels and leaves every other column as it was."""

import csv
import json
from pathlib import Path

import duckdb

from tests.bench.__main__ import merge_channels

FREQUENT = {"email": 3, "event": 2, "sms": 1}
BROKEN = 'touch_id,kind,content_name\nt9,sms,"event\n'


def test_only_the_channel_of_touches_and_campaigns_changes(tmp_path: Path) -> None:
    values = ", ".join(f"('{name}', 'sms')" for name, n in FREQUENT.items() for _ in range(n))
    duckdb.execute(
        f"copy (from (values {values}) as touches (channel, kind)) "
        f"to '{tmp_path / 'touches.parquet'}' (format parquet)"
    )
    campaigns = tmp_path / "campaigns.csv"
    campaigns.write_text('campaign_id,name,channel\nC1,"sms, event",sms\nC2,event,partner\n')
    late = {"kind": "sms", "channel": "event", "content_name": "event"}
    (tmp_path / "touches.2.jsonl").write_text(json.dumps(late))
    (tmp_path / "touches.3.csv").write_text(BROKEN)

    merge_channels(tmp_path, 3)

    found = duckdb.execute(
        f"select distinct channel, kind from '{tmp_path / 'touches.parquet'}'"
    ).fetchall()
    assert found == [("email", "sms")]
    with campaigns.open(newline="") as file:
        assert [*csv.reader(file)][1:] == [
            ["C1", "sms, event", "email"],
            ["C2", "event", "partner"],
        ]
    assert json.loads((tmp_path / "touches.2.jsonl").read_text()) == late | {"channel": "email"}
    assert (tmp_path / "touches.3.csv").read_text() == BROKEN
