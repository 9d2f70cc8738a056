"""Names of random companies, and how people misspell them."""

from random import Random


def account_name(name: str, index: int, *, is_alike: bool) -> str:
    """A name that resembles no other's, or differs from the first account's in its last letter."""
    return word(name, 0)[:-1] + "yqj7"[index] if is_alike else word(name, index)


def word(name: str, index: int) -> str:
    """A company name that resembles no other."""
    letters = Random(f"{name} {index}")
    return "".join(
        letters.choice("bcdfghjklmnpqrstvwxz") + letters.choice("aeiou") for _ in range(6)
    )


def misspelt(random: Random, name: str) -> str:
    """A name with a letter left out, doubled, replaced, two exchanged, or a space in it."""
    place = random.randint(0, len(name) - 2)
    before, letter, after = name[:place], name[place], name[place + 1 :]
    return random.choice(
        [
            before + after,
            before + letter * 2 + after,
            before + "x" + after,
            before + after[0] + letter + after[1:],
            f"{before}{letter} {after}",
        ]
    )
