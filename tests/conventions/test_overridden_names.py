"""What the project overrides of other libraries is there: renamed, it would do nothing."""

import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster_dbt import DbtCliResource
from great_expectations.data_context import EphemeralDataContext

OVERRIDDEN = [
    (DbtCliResource, "_cli_version"),
    (DbtCliResource, "_initialize_dbt_core_adapter"),
    (SqliteEventLogStorage, "_has_asset_key_col_on_connection"),
    (SqliteEventLogStorage, "has_secondary_index"),
    (SqliteEventLogStorage, "has_table"),
    (SqliteEventLogStorage, "_connect"),
    (EphemeralDataContext, "_save_project_config"),
]


@pytest.mark.parametrize(
    ("parent", "name"), OVERRIDDEN, ids=lambda one: getattr(one, "__name__", one)
)
def test_what_is_overridden_is_there(parent: type, name: str) -> None:
    assert hasattr(parent, name)
