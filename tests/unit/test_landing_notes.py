"""A run speaks of files and columns that it could not place."""

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
