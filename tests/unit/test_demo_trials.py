"""The demo company's own trials: reaches by lot show what was planted, on the same accounts."""

from datetime import date

import numpy as np

from orchestration.demo.channels import log_multipliers
from orchestration.demo.plan import CompanyPlan
from orchestration.demo.simulation import replay_at_random, simulate_company
from tests.simulation.trials import count_moves, run_trials

PLAN = CompanyPlan(600, 4000, 100_000, 480, date(2026, 6, 30), seed=3)


def test_a_trial_finds_the_planted_factors() -> None:
    company = simulate_company(PLAN)
    trial = run_trials(company, range(4))
    is_known = trial.v > 0
    planted = log_multipliers()[: is_known.shape[0]]
    errors = (np.log(trial.ratio()) - planted)[is_known] / trial.log_error()[is_known]
    # 75 errors of one standard deviation: their mean square is beyond 1.6 in 1 of 3,000 samples.
    assert errors.size > 70
    assert (errors**2).mean() < 1.6
    targeted = count_moves(company, company.log)
    biased = targeted.v > 0
    excess = (np.log(targeted.ratio()) - planted)[biased] / targeted.log_error()[biased]
    assert (excess**2).mean() > 1.6


def test_a_replay_leaves_the_company_as_it_was() -> None:
    company, other = simulate_company(PLAN), simulate_company(PLAN)
    first, second = replay_at_random(company, seed=1), replay_at_random(company, seed=1)
    assert np.array_equal(first.days_exposed, second.days_exposed)
    assert not np.array_equal(first.days_exposed, company.log.days_exposed)
    assert np.array_equal(company.log.moves, other.log.moves)
    assert company.accounts.ids == other.accounts.ids
