"""Company names and domains: unique, readable, in the language of the country.

A name is one combination of two word parts and a word of the industry; a shuffled walk through
all combinations never repeats one. Beyond the last combination a city, then a number is added.
"""

import numpy as np

from orchestration.demo.company_name_words import (
    CHINESE_DESCRIPTORS,
    CHINESE_FIRST_PARTS,
    CHINESE_SECOND_PARTS,
    DESCRIPTORS,
    WESTERN_FIRST_PARTS,
    WESTERN_SECOND_PARTS,
)
from orchestration.demo.vocabulary import Country


class CompanyNamer:
    """Hands out names: one walk through the combinations for each language."""

    def __init__(self, rng: np.random.Generator) -> None:
        """Shuffle the combinations of both languages."""
        self._rng = rng
        self._western = rng.permutation(len(WESTERN_FIRST_PARTS) * len(WESTERN_SECOND_PARTS))
        self._chinese = rng.permutation(len(CHINESE_FIRST_PARTS) * len(CHINESE_SECOND_PARTS))
        self._taken_names: set[str] = set()
        self._taken_domains: set[str] = set()
        self._western_count = 0
        self._chinese_count = 0

    def name(self, country: Country, city: str, industry: str) -> tuple[str, str]:
        """Return an unused (name, domain) for a company of that country, city and industry."""
        if country.code == "CN":
            stem, slug, tail = self._chinese_stem(industry)
            legal = str(self._rng.choice(country.legal_forms))
            candidate = f"{city}{stem}{tail}{legal}"
        else:
            stem, slug, tail = self._western_stem(industry)
            legal = str(self._rng.choice(country.legal_forms))
            candidate = f"{stem} {tail} {legal}".strip()
        number = 1
        full, domain = candidate, f"{slug}.{country.top_level}"
        separator = "" if country.code == "CN" else " "
        while full in self._taken_names or domain in self._taken_domains:
            number += 1
            full = candidate.replace(stem, f"{stem}{separator}{number}", 1)
            domain = f"{slug}{number}.{country.top_level}"
        self._taken_names.add(full)
        self._taken_domains.add(domain)
        return full, domain

    def _western_stem(self, industry: str) -> tuple[str, str, str]:
        walk, lap = self._western_count % self._western.size, self._western_count
        self._western_count += 1
        first, second = divmod(int(self._western[walk]), len(WESTERN_SECOND_PARTS))
        stem = WESTERN_FIRST_PARTS[first] + WESTERN_SECOND_PARTS[second]
        words = DESCRIPTORS[industry]
        tail = words[(lap // self._western.size + first) % len(words)]
        slug = f"{stem}{tail}".lower().replace(" ", "")
        return stem, slug, tail

    def _chinese_stem(self, industry: str) -> tuple[str, str, str]:
        walk, lap = self._chinese_count % self._chinese.size, self._chinese_count
        self._chinese_count += 1
        first, second = divmod(int(self._chinese[walk]), len(CHINESE_SECOND_PARTS))
        one, one_latin = CHINESE_FIRST_PARTS[first].split()
        two, two_latin = CHINESE_SECOND_PARTS[second].split()
        words = CHINESE_DESCRIPTORS[industry].split("|")
        tail, tail_latin = words[(lap // self._chinese.size + first) % len(words)].split()
        return one + two, f"{one_latin}{two_latin}{tail_latin}", tail
