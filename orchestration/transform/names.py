"""Company names without what does not tell companies apart: case, accents, punctuation, legal form.

A city or a country stays: it often is what tells two companies apart.
"""

import re
import unicodedata
from collections.abc import Iterable

_NO_WORD = re.compile(r"[\W_]+", re.UNICODE)
_SIGNS = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_HAN_OR_KANA = re.compile(_SIGNS)
_BETWEEN_HAN = re.compile(rf"(?<={_SIGNS})\s+(?={_SIGNS})")
# Dots join the letters of a form: S.A. is sa, G.m.b.H. is gmbh. So does what else stands between
# single letters: A/S is as.
_DOT_IN_INITIALS = re.compile(r"(?<=\w)\.(?=\w\b)")
_INITIALS = re.compile(r"\b[a-z](?: [a-z]\b)+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
# NFKC would make letters of them.
_MARKS = str.maketrans("", "", "™℠")
_LATIN = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ð": "d", "þ": "th"})
_LAST_LATIN = "\u036f"
_CIRCLED = {"(株)": "株式会社", "(有)": "有限会社", "(주)": "주식회사", "(유)": "유한회사"}
_JOINTS = frozenset(["and", "und", "et", "y", "e", "en", "och", "og"])


class NameNormaliser:
    """Strips legal forms, as rows (form, position) of seed `legal_forms`, from company names.

    A form in Chinese, Japanese or Korean is stripped wherever it stands at an end; any other at the
    end, or with position any at the beginning too. A name that is only a legal form stays.
    """

    def __init__(self, legal_forms: Iterable[tuple[str, str]]) -> None:
        forms = {(spelling(form), position) for form, position in legal_forms}
        spaced = [(tuple(f.split()), p) for f, p in forms if not _HAN_OR_KANA.search(f)]
        self._endings = {form for form, _ in spaced}
        self._beginnings = {form for form, position in spaced if position == "any"}
        self._longest = max((len(form) for form in self._endings), default=0)
        self._joined = sorted(
            (f for f, _ in forms if _HAN_OR_KANA.search(f)), key=len, reverse=True
        )

    def normalise(self, name: str) -> str:
        """Return the comparable form of `name`; '' only if it has no letter or digit."""
        words = spelling(name)
        if _HAN_OR_KANA.search(words):
            words = self._without_joined_forms(words)
        parts = words.split()
        if len(parts) > 1 and parts[0] == "the":
            parts = parts[1:]
        return " ".join(self._without_beginning(self._without_endings(parts)))

    def _without_joined_forms(self, words: str) -> str:
        before = ""
        while before != words:
            before = words
            for form in self._joined:
                words = words.removesuffix(form).strip() or words
                words = words.removeprefix(form).strip() or words
        return words

    def _without_endings(self, parts: list[str]) -> list[str]:
        while length := self._form_length(parts, self._endings, at_end=True):
            parts = parts[:-length]
            # Of "Smith & Co" the joint must not stay.
            if len(parts) > 1 and parts[-1] in _JOINTS:
                parts = parts[:-1]
        return parts

    def _without_beginning(self, parts: list[str]) -> list[str]:
        return parts[self._form_length(parts, self._beginnings, at_end=False) :]

    def _form_length(self, parts: list[str], forms: set[tuple[str, ...]], *, at_end: bool) -> int:
        for length in range(min(self._longest, len(parts) - 1), 0, -1):
            if tuple(parts[-length:] if at_end else parts[:length]) in forms:
                return length
        return 0


def spelling(text: str) -> str:
    """Return the words of `text` without case, accents and punctuation, legal forms included."""
    folded = unicodedata.normalize("NFKC", text.translate(_MARKS))
    for sign, form in _CIRCLED.items():
        folded = folded.replace(sign, form)
    folded = _without_accents(folded.casefold()).translate(_APOSTROPHES).replace("&", " and ")
    folded = _DOT_IN_INITIALS.sub("", folded)
    spaced = " ".join(_NO_WORD.sub(" ", folded).split())
    return _INITIALS.sub(lambda found: found[0].replace(" ", ""), _BETWEEN_HAN.sub("", spaced))


def _without_accents(text: str) -> str:
    """Fold Latin letters to their base; marks of kana and Hangul make other letters, and stay."""
    if text.isascii():
        return text
    decomposed = "".join(
        "".join(
            mark for mark in unicodedata.normalize("NFD", letter) if not unicodedata.combining(mark)
        )
        if unicodedata.normalize("NFD", letter)[0] < _LAST_LATIN
        else letter
        for letter in text
    )
    return decomposed.translate(_LATIN)
