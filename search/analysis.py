"""French as people type it, reduced to tokens once, here: both engines index these words as they are.

Vectors hold it (tests/search/analysis_vectors.csv). Everything is folded before it is stemmed, so that « mobilite » and
« mobilité » take the same path; changing anything here changes VERSION, and the index is rebuilt.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from threading import local

from Stemmer import Stemmer

VERSION = 2
LONGEST_WORD = 40
"""Longer runs of letters are addresses or noise; cut, they keep the vocabulary sane."""

_ONE = r"(?:(?<![^\W_])(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])|[^\W_]+)"
_APOSTROPHES = "'’ʼ‘`´"
_WORD = re.compile(rf"{_ONE}[{_APOSTROPHES}]?")
"""With its apostrophe, since « l’ » is no word and « l » is one."""
_JOINING = frozenset(_APOSTROPHES + "-‐‑–")
ELIDED = frozenset(("l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"))
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ĳ": "ij"})
_PLURAL = re.compile(r"(?<=..[aiou])s$|(?<=eau)x$|(?<=eu)x$|(?<=ou)x$")
_IRREGULAR = {"travaux": "travail", "baux": "bail", "yeux": "oeil"}
_ENDINGS = (
    (re.compile(r"(?<=...)(?:ateur|atrice)$"), "ation"),
    (re.compile(r"(?<=.....)age$"), ""),
    (re.compile(r"(?<=.....)i?aire$"), ""),
    (re.compile(r"(?<=...)(a|e)nce$"), r"\1nt"),
    (re.compile(r"(?<=....)esse$"), "e"),
    (re.compile(r"(?<=il)ite$"), "e"),
)
"""What turns a verb, or a word for what one is, into the word for the thing: « compétence » is « compétent »."""
_ALONE = frozenset(("avantage", "avantages", "creance", "creances", "pays", "communication", "communications"))
"""Words that the rules would give to another family."""
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
    def root(self) -> str:
        """Of its family, for a word further from it than its plural is."""
        return root(self.word)

    @property
    def says_little(self) -> bool:
        return self.word in STOP_WORDS


def fold(text: str) -> str:
    """Lower case, without accents nor ligatures: « Œuvré » is « oeuvre »."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What a folded word shares with its plurals and, most often, with its verb and its noun."""
    return _stemmed(_singular(word)) if word.isalpha() else word


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """What it shares with its whole family, however far: « choix » and « choisir », « location » and « louer »."""
    if not word.isalpha() or word in _ALONE:
        return stem(word)
    cut = _rooted(word)
    return _families().get(cut, cut)


def _singular(word: str) -> str:
    word = _IRREGULAR.get(word, _PLURAL.sub("", word))
    return re.sub(r"ees?$", "e", word)


def _stemmed(word: str) -> str:
    if not hasattr(_stemmers, "french"):
        _stemmers.french = Stemmer("french", 0)  # One per thread: it is not safe to share.
    cut: str = _stemmers.french.stemWord(word)
    return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut


def _rooted(word: str) -> str:
    word = _singular(word)
    for ending, left in _ENDINGS:
        word = ending.sub(left, word)
    cut = _stemmed(word)
    if word.endswith("ation"):
        cut = re.sub(r"(?<=...)at(?:ion)?$", "", cut)
    return re.sub(r"(?<=..[cfdg])i$", "", cut)


@lru_cache(maxsize=1)
def _families() -> dict[str, str]:
    """Roots that no rule brings together, each to that of the first word of its line."""
    lines = Path(__file__).with_name("families.txt").read_text(encoding="utf-8").splitlines()
    return {_rooted(fold(word)): _rooted(fold(line.split()[0])) for line in reversed(lines) for word in line.split()}


def tokens(text: str) -> list[Token]:
    """The words of a text in order. Elided articles go with their apostrophe: « l’accès » is « acces »."""
    found = []
    for match in _WORD.finditer(text):
        word, cut = _forms(match.group())
        if word:
            found.append(Token(word, cut, match.start(), match.end() - (match.group()[-1] in _APOSTROPHES)))
    return found


@lru_cache(maxsize=50_000)
def _forms(raw: str) -> tuple[str, str]:
    """A word as it is written, folded and stemmed, both empty for an elided one. Texts repeat their words, so each is
    worked out once."""
    bare = raw.rstrip(_APOSTROPHES)
    if bare != raw and bare.lower() in ELIDED:
        return "", ""
    word = fold(bare.replace(".", ""))[:LONGEST_WORD]
    return word, stem(word)


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
    """Stems of the words that carry sense, each followed by its root when that is another, for plurals and families."""


def size_mark(words: int) -> str:
    """The token by which a title tells how many words that carry sense it has, so that short ones can be preferred."""
    return f"#{words}"


def fields(text: str) -> Fields:
    """A text as engines index it. Texts repeat what stands between their blanks, so each such piece is read once."""
    pieces = [*map(_piece, text.split())]
    words = [words for words, _, _ in pieces if words]
    joined = [joined for _, _, joined in pieces if joined]
    return Fields(" ".join(words + joined), " ".join([stems for _, stems, _ in pieces if stems]))


@lru_cache(maxsize=50_000)
def _piece(text: str) -> tuple[str, str, str]:
    """Words, stems and joined words of a text without blanks."""
    pieces = [*_WORD.finditer(text)]
    forms = [_forms(piece.group()) for piece in pieces]
    found = [form for form in forms if form[0]]
    joined = [
        one[0] + other[0]
        for (one, other), sides in zip(pairwise(forms), pairwise(pieces), strict=True)
        if one[0] and other[0] and _are_joined(text, *sides)
    ]
    told = [(word, cut) for word, cut in found if word not in STOP_WORDS]
    stems = [form for word, cut in told for form in dict.fromkeys((cut, root(word)))]
    return " ".join([word for word, _ in found]), " ".join(stems), " ".join(joined)


def _are_joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether one sign stands between two words: « rendez-vous » is also « rendezvous »."""
    return text[one.end() - (one.group()[-1] in _APOSTROPHES) : other.start()] in _JOINING
