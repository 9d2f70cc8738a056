"""The unit tests beside the models hold; production runs leave them out."""

import os
import subprocess

import pytest

from orchestration.transform.project import DBT
from tests.pipeline.conftest import Ran

pytestmark = pytest.mark.pipeline


def test_the_unit_tests_of_the_models_hold(ran: Ran) -> None:
    done = subprocess.run(
        [str(DBT), "test", "--select", "test_type:unit", "--profiles-dir", "."],
        cwd=ran.settings.dbt_dir,
        env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "ERROR=0" in done.stdout
