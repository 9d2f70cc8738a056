"""`python -m orchestration` is `progression`."""

from orchestration.cli import main

main()
