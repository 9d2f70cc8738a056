"""Words that the tables' contract fixes; whatever a rule file may rename is not among them."""

STAGES = ("Unaware", "Aware", "Engaged", "Qualified", "Intent", "Customer")

# SQL for the ordinal of a stage: list_position(<this>, stage) - 1.
STAGE_LIST = "[" + ", ".join(f"'{stage}'" for stage in STAGES) + "]"

# Stages of the lead funnel, and what stands beside it: ordinals -1 and -2.
LEAD_STAGES = ("inquiry", "lead", "mql", "sql", "opportunity", "customer")
ASIDE = ("recycled", "rejected")
BASES = ("request", "bant", "product", "service", "sales", "score")

# SQL for the ordinal of a stage of the lead funnel: list_position(<this>, stage) - 3.
LEAD_STAGE_LIST = "[" + ", ".join(f"'{stage}'" for stage in (*ASIDE[::-1], *LEAD_STAGES)) + "]"

# Tiers of target accounts, the highest first.
TIERS = ("strategic", "key", "nurture")

# Where a buying group stands in one role.
ROLE_STATUSES = ("missing", "identified", "engaged", "dark")

# What is forecast: where accounts stand, what adds up over the days, and what of that is money.
FORECAST_FLOWS = ("new_accounts", "customers", "opportunities", "pipeline_amount", "amount")
FORECAST_MONEY = ("pipeline_amount", "amount")
FORECAST_HORIZONS = (30, 60, 90)
