"""Company names without what does not tell companies apart: case, punctuation, legal form."""

import re
import unicodedata
from collections.abc import Iterable

_NO_WORD = re.compile(r"[\W_]+", re.UNICODE)
_HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class NameNormaliser:
    """Strips the legal forms of seed `legal_forms` from company names."""

    def __init__(self, legal_forms: Iterable[str]) -> None:
        forms = {_words(form) for form in legal_forms}
        self._spaced = {tuple(form.split()) for form in forms if not _HAN_OR_KANA.search(form)}
        self._joined = sorted((f for f in forms if _HAN_OR_KANA.search(f)), key=len, reverse=True)

    def normalise(self, name: str) -> str:
        """Return the comparable form of `name`; '' if nothing is left of it."""
        words = _words(name)
        for form in self._joined:
            words = words.removesuffix(form).removeprefix(form).strip()
        parts = words.split()
        while len(parts) > 1:
            length = next(
                (n for n in (3, 2, 1) if n < len(parts) and tuple(parts[-n:]) in self._spaced), 0
            )
            if not length:
                break
            parts = parts[:-length]
        return " ".join(parts)


def _words(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    # Dots join the letters of a form: S.A. is sa, G.m.b.H. is gmbh.
    folded = re.sub(r"(?<=\w)\.(?=\w\b)", "", folded)
    return " ".join(_NO_WORD.sub(" ", folded).split())
