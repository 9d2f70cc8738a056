"""Holdouts: who is drawn, and what is counted of the arms."""

import hashlib

import duckdb
import pytest

from tests.oracle.influence import Account, Company, Spell, Touch
from tests.unit.influence_models import CELLS, ESTIMATES, build_models, load_company
from tests.unit.rendered_models import build_model

SEGMENTS = {-1_000_000: "all of them"}


def drawn(accounts: int, share: float) -> dict[str, bool]:
    """Return whether each of several accounts is held out of `h1`."""
    with duckdb.connect() as connection:
        connection.execute(
            """
            create table int_holdouts as select 'h1' as holdout_id, ? as ten_thousandths;
            """,
            [round(share * 10_000)],
        )
        connection.execute(
            "create table int_accounts as select range as account_key, "
            "'ACC-' || range as account_id from range(?)",
            [accounts],
        )
        connection.execute(
            "create table int_account_starts as select account_key from int_accounts"
        )
        build_model(connection, "int_holdout_arms")
        return dict(
            connection.execute(
                "select account_id, is_held_out "
                "from int_holdout_arms inner join int_accounts using (account_key)"
            ).fetchall()
        )


def test_the_draw_is_a_hash_of_the_ids_and_nothing_else() -> None:
    found = drawn(2000, 0.25)
    for name, is_held_out in found.items():
        digits = hashlib.md5(f"h1|{name}".encode(), usedforsecurity=False).hexdigest()[:7]
        assert is_held_out == (int(digits, 16) % 10_000 < 2500)
    assert sum(found.values()) == pytest.approx(500, abs=60)


def test_a_greater_share_keeps_whom_a_lesser_one_held_out() -> None:
    less, more = drawn(500, 0.1), drawn(500, 0.3)
    assert all(more[name] for name, is_held_out in less.items() if is_held_out)


def test_arms_are_compared_from_the_first_day_on_whoever_was_touched() -> None:
    """Three accounts move on day 5, 20 and 40; the holdout is on from day 10 to 29."""

    def account(key: int, day: int | None) -> Account:
        spells = [Spell(0, 0, day, 1 if day else None)]
        if day:
            spells.append(Spell(1, day, None, None))
        return Account(key, 0, key, False, SEGMENTS, {"": spells, "email": spells})

    people = [account(1, 5), account(2, 20), account(3, 40), account(4, None)]
    # Held out and touched all the same, which changes no arm.
    company = Company(people, [Touch(4, "email", "c1", 12, 1, 0)], 60)
    with duckdb.connect() as connection:
        load_company(connection, company)
        connection.execute(
            "insert into int_holdouts values ('h1', 'email', null, 'email', 1, 10, 30)"
        )
        connection.execute(
            "insert into int_holdout_arms values "
            "('h1', 1, false), ('h1', 2, false), ('h1', 3, true), ('h1', 4, true)"
        )
        build_models(connection, *CELLS, *ESTIMATES)
        found = connection.execute(
            """
            select moves_exposed, moves_unexposed, days_exposed, days_unexposed
            from int_influence_claims
            where level = 'holdout' and ordinal = 0 and to_ordinal = 1
            """
        ).fetchall()
    # The second is at risk on days 10 to 20; the held out on 20 days each.
    assert found == [(1, 0, 11, 40)]
