"""A run speaks of rows that it could not use, and of files and columns that it could not place."""

from pathlib import Path

from orchestration.landing.run import land
from orchestration.screens.landing_notes import landing_notes


def test_unknown_files_and_misspelt_columns_are_named_once(tmp_path: Path) -> None:
    source = tmp_path / "input"
    source.mkdir()
    (source / "leads.csv").write_text("id\n1\n")
    (source / "campaigns.csv").write_text(
        "campaign_id,name,channel,direction,startd_on,Budget owner\n"
        "c1,One,email,outbound,2026-01-01,me\n"
    )
    first = [*landing_notes(land(source, tmp_path / "home"))]
    assert first == [
        "leads.csv belongs to no object and was passed over",
        "campaigns.csv: column startd_on is unknown and started_on is not there",
    ]
    # The file is landed as it is; only what is still not landed is told of again.
    assert [*landing_notes(land(source, tmp_path / "home"))] == first[:1]


def test_a_file_with_quarantined_rows_names_their_number_reason_and_place(tmp_path: Path) -> None:
    source = tmp_path / "input"
    source.mkdir()
    (source / "owners.csv").write_text("owner_id,name\no1,One\n")
    (source / "touches.csv").write_text(
        "touch_id,occurred_at,kind\n"
        "t1,10/07/2026,page_viewed\n"
        "t2,2026-07-10,page_viewed\n"
        "t3,a 'secret' is not a date,page_viewed\n"
        "t4,2026-07-10,\n"
    )
    (line,) = landing_notes(land(source, tmp_path / "home"))
    (path,) = (tmp_path / "home" / "landing" / "quarantine" / "touches").glob("*")
    assert line == (
        "touches.csv: 3 of 4 rows quarantined, 2 of them since occurred_at is not a timestamp; "
        f"see {path}"
    )
    assert [*landing_notes(land(source, tmp_path / "home"))] == []


def test_a_row_is_lost_once_however_often_it_is_delivered(tmp_path: Path) -> None:
    source = tmp_path / "input"
    source.mkdir()
    rows = ["touch_id,occurred_at,kind", "t1,10/07/2026,page_viewed"]
    lost = []
    for new in (rows[1], "t2,11/07/2026,page_viewed", "t3,2026-07-12,page_viewed"):
        rows.append(new)
        (source / "touches.csv").write_text("\n".join(rows))
        result = land(source, tmp_path / "home")
        lost.append((result.files[0].quarantined, result.files[0].lost))
    assert lost == [(2, 1), (3, 1), (3, 0)]


def test_rows_that_were_lost_are_news(tmp_path: Path) -> None:
    source = tmp_path / "input"
    source.mkdir()
    (source / "owners.csv").write_text("owner_id,name\no1,One\n")
    before = land(source, tmp_path / "home").landing.version
    (source / "touches.csv").write_text("touch_id,occurred_at,kind\nt1,soon,page_viewed\n")
    after = land(source, tmp_path / "home").landing.version
    assert after != before
    (source / "touches.csv").write_text("touch_id,occurred_at,kind\n\nt1,soon,page_viewed\n")
    assert land(source, tmp_path / "home").landing.version == after
