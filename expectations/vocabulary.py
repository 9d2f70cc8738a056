"""Words that the tables' contract fixes; whatever a rule file may rename is not among them."""

STAGES = ("Unaware", "Aware", "Engaged", "Qualified", "Intent", "Customer")

# SQL for the ordinal of a stage: list_position(<this>, stage) - 1.
STAGE_LIST = "[" + ", ".join(f"'{stage}'" for stage in STAGES) + "]"

# Tiers of target accounts, the highest first.
TIERS = ("strategic", "key", "nurture")

# Where a buying group stands in one role.
ROLE_STATUSES = ("missing", "identified", "engaged", "dark")
