"""The accounts: who they are, how big, where, whether they fit, and where they start.

Only what is constant about an account lives here. The rows that are written, with their dated
versions, are built in `account_rows.py`; the buying journey is in `journeys.py`.
"""

from dataclasses import dataclass

import numpy as np

from orchestration.demo.company_names import CompanyNamer
from orchestration.demo.fit import icp_points
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.spelling import is_chinese, neighbour
from orchestration.demo.vocabulary import (
    ADJACENT_INDUSTRIES,
    CORE_INDUSTRIES,
    COUNTRIES,
    INDUSTRIES,
    REGIONS,
)

MICRO, SMALL, MID, ENTERPRISE = range(4)
SEGMENT_NAMES = ("micro", "small", "mid_market", "enterprise")
SEGMENT_WEIGHTS = (0.22, 0.33, 0.28, 0.17)
SEGMENT_SIZES = ((3, 48), (54, 190), (210, 960), (1050, 30000))
UNAWARE, AWARE, ENGAGED, QUALIFIED, INTENT, CUSTOMER = range(6)
STAGE_NAMES = ("Unaware", "Aware", "Engaged", "Qualified", "Intent", "Customer")


@dataclass(frozen=True)
class Accounts:
    """The N accounts, column by column; every array has one element an account.

    `born` is the day on which the CRM created the account (negative: before the first day).
    `starts_in` is the stage it brings along on that day.
    """

    ids: list[str]
    names: list[str]
    domains: list[str]
    country: np.ndarray
    industry: np.ndarray
    city: list[str]
    segment: np.ndarray
    employees: np.ndarray
    revenue_dollars: np.ndarray
    revenue_known: np.ndarray
    industry_known: np.ndarray
    is_fit: np.ndarray
    born: np.ndarray
    starts_in: np.ndarray
    customer_since: np.ndarray
    parent: np.ndarray
    shares_domain: np.ndarray
    owner: np.ndarray

    def __len__(self) -> int:
        """Return the number of accounts."""
        return len(self.ids)


@dataclass(frozen=True)
class Owners:
    """The sales people: region by index into `REGIONS`."""

    ids: list[str]
    region: np.ndarray
    is_active: np.ndarray


def build_owners(plan: CompanyPlan) -> Owners:
    """Staff every region with at least one active owner, and a few who have left."""
    count = int(np.clip(plan.accounts // 50, 7, 60))
    region = np.arange(count) % len(REGIONS)
    is_active = np.arange(count) < max(len(REGIONS), int(count * 0.92))
    return Owners([f"OWN-{number:03d}" for number in range(1, count + 1)], region, is_active)


def build_accounts(plan: CompanyPlan, owners: Owners) -> Accounts:
    """Draw the accounts of the plan."""
    rng = plan.stream("accounts")
    count = plan.accounts
    country = rng.choice(len(COUNTRIES), count, p=_country_weights())
    segment = rng.choice(len(SEGMENT_WEIGHTS), count, p=SEGMENT_WEIGHTS)
    industry = _draw_industries(rng, count)
    employees = _draw_employees(rng, segment)
    revenue = np.round(employees * rng.lognormal(11.7, 0.45, count) / 1000) * 1000
    # A micro company stays below the lowest revenue that counts, so that it never fits.
    revenue = np.where(segment == MICRO, np.minimum(revenue, 4_400_000), revenue)
    industry_known = rng.random(count) < 0.93
    revenue_known = (rng.random(count) < 0.9) | (segment == MICRO)
    score = icp_points(country, industry, employees, revenue, industry_known, revenue_known)
    is_fit = score >= 60
    starts_in, born, customer_since = _draw_beginnings(plan, rng, segment, is_fit)
    cities = [str(rng.choice(COUNTRIES[index].cities)) for index in country]
    names, domains = _draw_names(rng, country, cities, industry)
    parent, shares_domain = _draw_parents(rng, segment, country)
    _name_neighbours(plan, names)
    for child in np.flatnonzero(shares_domain):
        domains[child] = domains[parent[child]]
    return Accounts(
        ids=[f"ACC-{number:06d}" for number in range(1, count + 1)],
        names=names,
        domains=domains,
        country=country,
        industry=industry,
        city=cities,
        segment=segment,
        employees=employees,
        revenue_dollars=revenue,
        revenue_known=revenue_known,
        industry_known=industry_known,
        is_fit=is_fit,
        born=born,
        starts_in=starts_in,
        customer_since=customer_since,
        parent=parent,
        shares_domain=shares_domain,
        owner=_assign_owners(rng, country, owners),
    )


def _country_weights() -> np.ndarray:
    weights = np.array([country.weight for country in COUNTRIES])
    return np.asarray(weights / weights.sum())


def _draw_industries(rng: np.random.Generator, count: int) -> np.ndarray:
    """Draw half from the core industries, a third from the adjacent ones."""
    core, adjacent = len(CORE_INDUSTRIES), len(CORE_INDUSTRIES) + len(ADJACENT_INDUSTRIES)
    draw = rng.random(count)
    return np.where(
        draw < 0.55,
        rng.integers(0, core, count),
        np.where(
            draw < 0.85,
            rng.integers(core, adjacent, count),
            rng.integers(adjacent, len(INDUSTRIES), count),
        ),
    )


def _draw_employees(rng: np.random.Generator, segment: np.ndarray) -> np.ndarray:
    """Log-uniform within the segment, away from its borders, so that versions stay inside."""
    lowest = np.array([size[0] for size in SEGMENT_SIZES])[segment]
    highest = np.array([size[1] for size in SEGMENT_SIZES])[segment]
    # Squaring the draw of the largest segment keeps giants rare.
    draw = rng.random(segment.size)
    draw = np.where(segment == ENTERPRISE, draw**2, draw)
    return np.asarray((lowest * (highest / lowest) ** draw).astype(np.int64))


def _draw_beginnings(
    plan: CompanyPlan, rng: np.random.Generator, segment: np.ndarray, is_fit: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the stage brought along, the day of creation, and customer_since (or a big number).

    An account that starts above Unaware is created, as after a CRM roll-out, in the first days,
    on the day of the touches that put it there. Newcomers arrive over the whole time.
    """
    count = segment.size
    stages = rng.choice(6, count, p=(0.36, 0.21, 0.2, 0.12, 0.05, 0.06))
    stages = np.where((stages == QUALIFIED) & ~is_fit, AWARE, stages)
    stages = np.where((segment == MICRO) & (stages == ENGAGED), AWARE, stages)
    roll_out = max(1, min(30, plan.days // 8))
    arrives_later = (rng.random(count) < 0.3) & (stages == UNAWARE)
    born = np.where(
        arrives_later,
        rng.integers(0, max(1, int(plan.days * 0.9)), count),
        -rng.integers(1, 900, count),
    )
    brings_touches = (stages > UNAWARE) & (stages < CUSTOMER)
    born = np.where(brings_touches, rng.integers(0, roll_out, count), born)
    born = np.where(stages == CUSTOMER, np.minimum(born, -30), born)
    since = born + 1 + (rng.random(count) * (-born - 1)).astype(np.int64)
    return stages, born, np.where(stages == CUSTOMER, since, np.iinfo(np.int32).max)


def _draw_names(
    rng: np.random.Generator, country: np.ndarray, cities: list[str], industry: np.ndarray
) -> tuple[list[str], list[str]]:
    namer = CompanyNamer(rng)
    pairs = [
        namer.name(COUNTRIES[where], city, INDUSTRIES[what])
        for where, city, what in zip(country, cities, industry, strict=True)
    ]
    return [name for name, _ in pairs], [domain for _, domain in pairs]


def _name_neighbours(plan: CompanyPlan, names: list[str]) -> None:
    """Give one account in forty a name much like another's: a sister of it, or a rival."""
    rng = plan.stream("neighbours")
    places = rng.permutation(len(names))[: len(names) // 40 * 2]
    for one, other in zip(places[::2], places[1::2], strict=True):
        # Numbers are for strangers alone: no account of the demo has a digit in its name.
        name = neighbour(names[one], 0.25 + 0.75 * rng.random())
        if is_chinese(names[one]) == is_chinese(names[other]) and name not in names:
            names[other] = name


def _draw_parents(
    rng: np.random.Generator, segment: np.ndarray, country: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Give one account in twenty a parent; some of them use the parent's domain."""
    count = segment.size
    parent = np.full(count, -1)
    heads = np.flatnonzero(segment == ENTERPRISE)
    children = np.flatnonzero((segment != ENTERPRISE) & (rng.random(count) < 0.06))
    if heads.size:
        parent[children] = rng.choice(heads, children.size)
    shares = (parent >= 0) & (rng.random(count) < 0.35)
    same_country = country == country[np.maximum(parent, 0)]
    return parent, shares & same_country


def _assign_owners(rng: np.random.Generator, country: np.ndarray, owners: Owners) -> np.ndarray:
    region = np.array([REGIONS.index(COUNTRIES[index].region) for index in country])
    owner = np.empty(country.size, dtype=np.int64)
    for number in range(len(REGIONS)):
        members = np.flatnonzero(region == number)
        owner[members] = rng.choice(np.flatnonzero(owners.region == number), members.size)
    return owner
