"""What workspace.yaml loads."""

from orchestration.build import build_definitions
from orchestration.settings import Settings

defs = build_definitions(Settings())
