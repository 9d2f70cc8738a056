"""How well an account fits, by the default ideal-customer rules.

The journeys must know who can become Qualified. So the points of the default rules are repeated
here, for the attributes the generator draws; a company that changes its rules changes who
qualifies, as it should.
"""

import numpy as np

from orchestration.demo.vocabulary import ADJACENT_INDUSTRIES, CORE_INDUSTRIES, COUNTRIES

INDUSTRY_POINTS, SIZE_POINTS, REVENUE_POINTS, COUNTRY_POINTS = 30, 30, 20, 20


def icp_points(
    country: np.ndarray,
    industry: np.ndarray,
    employees: np.ndarray,
    revenue: np.ndarray,
    industry_known: np.ndarray,
    revenue_known: np.ndarray,
) -> np.ndarray:
    """Return the fit of each account, 0 to 100; countries and sizes are always known."""
    core = industry < len(CORE_INDUSTRIES)
    adjacent = ~core & (industry < len(CORE_INDUSTRIES) + len(ADJACENT_INDUSTRIES))
    for_industry = np.where(core, INDUSTRY_POINTS, np.where(adjacent, 15, 0)) * industry_known
    for_size = np.select(
        [employees >= 200, employees >= 50, employees >= 10], [SIZE_POINTS, 20, 5], 0
    )
    for_revenue = np.select([revenue >= 50e6, revenue >= 5e6], [REVENUE_POINTS, 12], 0)
    served = np.array([each.is_target for each in COUNTRIES])[country]
    got = for_industry + for_size + for_revenue * revenue_known + COUNTRY_POINTS * served
    possible = (
        SIZE_POINTS
        + COUNTRY_POINTS
        + INDUSTRY_POINTS * industry_known
        + REVENUE_POINTS * revenue_known
    )
    return np.asarray(100.0 * got / possible)
