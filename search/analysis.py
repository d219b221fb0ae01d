"""French as people type it, reduced to tokens once, here: both engines index these words as they are.

Vectors hold it (tests/search/analysis_vectors.csv). Everything is folded before it is stemmed, so that « mobilite » and
« mobilité » take the same path; changing anything here changes VERSION, and the index is rebuilt.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from threading import local

from Stemmer import Stemmer

VERSION = 1
LONGEST_WORD = 40
"""Longer runs of letters are addresses or noise; cut, they keep the vocabulary sane."""

_WORD = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])|[^\W_]+")
_ELIDED = frozenset(("l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"))
_APOSTROPHES = "'’ʼ‘`´"
_JOINTS = _APOSTROPHES + "-‐‑–"
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ĳ": "ij"})
_PLURAL = re.compile(r"(?<=..[aiou])s$|(?<=eau)x$|(?<=eu)x$|(?<=ou)x$")
_IRREGULAR = {"travaux": "travail", "baux": "bail", "yeux": "oeil"}
STOP_WORDS = frozenset(Path(__file__).with_name("stop_words.txt").read_text(encoding="utf-8").split())
_stemmers = local()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: folded, stemmed, and where it stands in the text."""

    word: str
    stem: str
    start: int
    end: int

    @property
    def says_little(self) -> bool:
        return self.word in STOP_WORDS


def fold(text: str) -> str:
    """Lower case, without accents nor ligatures: « Œuvré » is « oeuvre »."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What a folded word shares with its plurals, its verb and its noun."""
    if not word.isalpha():
        return word
    word = _IRREGULAR.get(word, _PLURAL.sub("", word))
    word = re.sub(r"ees?$", "e", word)
    if not hasattr(_stemmers, "french"):
        _stemmers.french = Stemmer("french", 0)  # One per thread: it is not safe to share.
    cut: str = _stemmers.french.stemWord(word)
    return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut


def tokens(text: str) -> list[Token]:
    """The words of a text in order. Elided articles go with their apostrophe: « l’accès » is « acces »."""
    return [token for token in map(_token, _spans(text)) if token.word]


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text):
        end = match.end()
        if text[end : end + 1] and text[end] in _APOSTROPHES and match.group().lower() in _ELIDED:
            continue
        yield match.group(), match.start(), end


def _token(span: tuple[str, int, int]) -> Token:
    raw, start, end = span
    word = fold(raw.replace(".", ""))[:LONGEST_WORD]
    return Token(word, stem(word), start, end)


def telling(found: Iterable[Token]) -> list[Token]:
    """The tokens that carry sense; all of them when none does, so that no query is eaten whole."""
    found = list(found)
    return [token for token in found if not token.says_little] or found


@dataclass(frozen=True, slots=True)
class Fields:
    """What both engines index of a text, split at white space and not otherwise touched."""

    words: str
    """Folded words in order, for the words themselves, phrases, beginnings. Words joined by a hyphen or an apostrophe
    also end it in one piece: « micro-crèche » is found by « microcreche »."""
    stems: str
    """Stems of the words that carry sense, for plurals and families of words."""


def fields(text: str) -> Fields:
    """A text as engines index it."""
    found = tokens(text)
    joined = [a.word + b.word for a, b in pairwise(found) if b.start - a.end == 1 and text[a.end] in _JOINTS]
    words = [token.word for token in found]
    return Fields(" ".join(words + joined), " ".join(token.stem for token in found if not token.says_little))
