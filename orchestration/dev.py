"""`python -m orchestration.dev`: the Dagster UI on 127.0.0.1:3000, on the same home as the CLI.

The web server has no login, so it listens on this machine only.
"""

import os
import sys
from pathlib import Path

from orchestration.instance import write_instance_config
from orchestration.settings import REPO_ROOT, Settings


def main() -> None:
    """Replace this process by `dagster dev`, web server and daemon in one."""
    settings = Settings()
    write_instance_config(settings)
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(settings.dagster_dir),
        "DAGSTER_DISABLE_TELEMETRY": "true",
        "PROGRESSION_HOME": str(settings.home),
    }
    dagster = Path(sys.executable).with_name("dagster")
    workspace = REPO_ROOT / "workspace.yaml"
    arguments = ["dagster", "dev", "-w", str(workspace), "-h", "127.0.0.1", "-p", "3000"]
    os.execve(dagster, arguments, environment)


if __name__ == "__main__":
    main()
