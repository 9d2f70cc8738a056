"""Words of rule sentences in English and in Chinese, as vocabulary.yml has them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

VOCABULARY = Path(__file__).with_name("vocabulary.yml")
Pair = tuple[str, str]
# Rules of a file in words: rule_id, the id that agreements name, the sentence.
Said = Iterator[tuple[str, str, Pair]]


def number(text: str) -> str:
    """Return a number without the zeros that say nothing: 60.00 is 60."""
    value = Decimal(text)
    return f"{value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize():f}"


def word(kind: str, term: str) -> Pair:
    """Return a term in both languages, or itself where the vocabulary does not know it."""
    english, chinese = _vocabulary()[kind].get(term, (term, term))
    return str(english), str(chinese)


@cache
def _vocabulary() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))
    return found
