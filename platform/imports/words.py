"""How headings, columns and values are compared: as people write them, whatever the case, the accents, the dots."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "’": "'"})
_SMALL = frozenset({"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "ou", "un", "une"})
_NUMBERING = re.compile(r"^(?:(?:\d{1,2}|[ivx]{1,4})(?:\.\d{1,2})*\s*[.)\-–:]\s*|[a-h]\)\s*)+", re.IGNORECASE)
LONGEST = 120
_TOGETHER = 0.7
"""What a word made only of several synonyms' words is worth: less than one synonym that is nearly the same."""


def folded(text: str) -> str:
    """The form under which a word is kept and sought: « 2. Le Besoin : » and « besoin » differ by « le » alone."""
    text = _NUMBERING.sub("", text.strip()[: 4 * LONGEST])
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST]


def weighty(text: str) -> frozenset[str]:
    """The words that carry the sense, in the singular: « Mobilités » is « Mobilité »."""
    words = [word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in folded(text).split()]
    return frozenset(word for word in words if word not in _SMALL) or frozenset(words)


def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """How much two titles share: 1 when they are made of the same words."""
    return len(a & b) / len(a | b) if a and b else 0.0


def guess(word: str, synonyms: Mapping[str, Iterable[str]]) -> str:
    """The target whose synonyms hold this word, else the one whose synonym shares most with it, or whose synonyms
    together hold all of it (« Organisme porteur » is the structure twice); empty in doubt."""
    asked, said = folded(word), weighty(word)
    best, best_score = "", 0.0
    for target, names in synonyms.items():
        if len(said) > 1 and said <= frozenset().union(*map(weighty, names)) and best_score < _TOGETHER:
            best, best_score = target, _TOGETHER
        for name in names:
            if asked == folded(name):
                return target
            score = alike(said, weighty(name))
            if score > best_score:
                best, best_score = target, score
    return best if best_score >= 0.6 else ""
