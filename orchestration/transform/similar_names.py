"""Company names that are probably one name, misspelt; found without comparing all pairs.

Two normalised names are similar if they are one but for spaces, or if they have the same words in
the same order but for one, and that word is spelt almost alike: 1 - edits / letters of the longer
at least a minimum. Edits are the slips of Damerau (1964): a letter left out, one too many, two
exchanged; another letter in place of one counts twice, since that is how names of two companies
differ (Brookfield, Brockfield). Names of different companies mostly differ by a whole word (a
city, a country, a line of business), by a number, or by a short word; misspelt ones seldom do, and
seldom begin with another letter (Yannakoudakis and Fawthrop 1983). One character of a Chinese,
Japanese or Korean name is a word: such names are never similar.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from rapidfuzz import process
from rapidfuzz.distance import OSA

Block = tuple[tuple[str, ...], int, str]
_QUERIES_AT_ONCE = 2000
_LONGEST = 1000
_NOT_SPELT = re.compile(r"[\d\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def similar_names(
    names: Iterable[str], account_names: Iterable[str], minimum: Decimal
) -> list[tuple[str, str, Decimal]]:
    """Return (name, account name, similarity) of all similar pairs, sorted; equal names are none.

    Names are normalised and distinct; `minimum` and similarities lie between 0 and 1, with four
    places, rounded down.
    """
    names, account_names = list(names), list(account_names)
    found = {(one, other): Decimal(1) for one, other in _equal_but_for_spaces(names, account_names)}
    choices = _blocks(account_names, minimum)
    for block, queries in _blocks(names, minimum, only=choices.keys()).items():
        for one, other, similarity in _misspelt(block, queries, choices[block], minimum):
            found.setdefault((one, other), similarity)
    return sorted((one, other, similarity) for (one, other), similarity in found.items())


def _equal_but_for_spaces(names: list[str], account_names: list[str]) -> Iterator[tuple[str, str]]:
    joined: dict[str, list[str]] = defaultdict(list)
    for name in account_names:
        if not _NOT_SPELT.search(name):
            joined[name.replace(" ", "")].append(name)
    for name in names:
        for other in joined.get(name.replace(" ", ""), ()):
            if other != name:
                yield name, other


def _blocks(
    names: list[str], minimum: Decimal, only: Iterable[Block] | None = None
) -> dict[Block, list[str]]:
    """Names by everything but one word, and by what a slip leaves of that word."""
    least = next((n for n in range(1, _LONGEST) if _edits(n, minimum)), _LONGEST)
    wanted = None if only is None else set(only)
    blocks: dict[Block, list[str]] = defaultdict(list)
    for name in names:
        words = tuple(name.split())
        for place, word in enumerate(words):
            if _edits(len(word) + 1, minimum) == 0 or _NOT_SPELT.search(word):
                continue
            others = (*words[:place], *words[place + 1 :])
            for part in _intact_parts(word, max(1, (least - 1) // 2), minimum):
                block = (others, place, part)
                if wanted is None or block in wanted:
                    blocks[block].append(name)
    return blocks


def _intact_parts(word: str, half: int, minimum: Decimal) -> Iterator[str]:
    """Parts of which a similar word has one too: one slip leaves the first or the last half.

    `half` is that of the shortest word that may have a slip. Where two slips may meet, all that
    is left for sure is the first letter.
    """
    yield word[:half] + "-"
    yield f"{word[0]}-{word[-half:]}"
    if _edits(int(len(word) / minimum), minimum) > 1:
        yield word[0]


def _misspelt(
    block: Block, names: list[str], account_names: list[str], minimum: Decimal
) -> Iterator[tuple[str, str, Decimal]]:
    place = block[1]
    choices = [name.split()[place] for name in account_names]
    for start in range(0, len(names), _QUERIES_AT_ONCE):
        some = names[start : start + _QUERIES_AT_ONCE]
        queries = [name.split()[place] for name in some]
        most = _edits(max(map(len, [*queries, *choices])), minimum)
        distances = process.cdist(queries, choices, scorer=OSA.distance, score_cutoff=most)
        for row, column in zip(*(distances <= most).nonzero(), strict=True):
            edits = slips(queries[row], choices[column])
            letters = max(len(queries[row]), len(choices[column]))
            if 0 < edits <= _edits(letters, minimum):
                similarity = Decimal(10_000 * (letters - edits) // letters) / 10_000
                yield some[row], account_names[column], similarity


def slips(one: str, other: str) -> int:
    """Fewest letters left out, put in, or exchanged with the next that make `other` of `one`.

    Never fewer than by optimal string alignment, which lets a letter be replaced at the same price.
    """
    before_last: list[int] = [0]
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, wanted in enumerate(other, start=1):
            cost = 1 + min(last[column], current[column - 1])
            if letter == wanted:
                cost = min(cost, last[column - 1])
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 2 : column][::-1]:
                cost = min(cost, before_last[column - 2] + 1)
            current.append(cost)
        before_last, last = last, current
    return last[-1]


def _edits(letters: int, minimum: Decimal) -> int:
    """Most edits in a word of so many letters."""
    return int((1 - minimum) * letters)
