"""What was found, shown: `<mark>` around the words asked, and the passage of the body that holds most of them.

The marks are ours, by the same analysis as the index, so they are alike whatever the engine.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.analysis import Token, telling, tokens
from search.port import Hit

PASSAGE = 220
"""Characters of a passage, cut at words."""
BEFORE = 60
_ROOT = 3


def _one_to_one() -> dict[int, str]:
    """Letters to plain small ones without moving any position: accents off, ligatures as their first letter."""
    letters = {code: unicodedata.normalize("NFKD", chr(code))[0].lower() for code in range(0xC0, 0x180)}
    return letters | {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}


_ONE_TO_ONE = _one_to_one() | {ord("œ"): "o", ord("Œ"): "o", ord("æ"): "a", ord("Æ"): "a"}
_LATIN = bytes(ord(_ONE_TO_ONE.get(code, chr(code))) for code in range(256))
_TYPOGRAPHY = (("’", "'"), ("œ", "o"), ("Œ", "o"), ("…", "."), ("–", "-"), ("\u202f", " "), ("€", "$"))


def _plain(text: str) -> str:
    """Each character as the plain small letter it stands for, in its place. Nearly every French text takes the fast
    way, by bytes: a page of results reads a hundred thousand characters."""
    for written, plain in _TYPOGRAPHY:
        text = text.replace(written, plain)
    try:
        return text.encode("latin-1").translate(_LATIN).decode("latin-1")
    except UnicodeEncodeError:
        return text.translate(_ONE_TO_ONE)


class Marker:
    """Knows the words of one query, and finds them in any text."""

    def __init__(self, words: Sequence[Token], *, beginning: bool = False) -> None:
        told = telling(words)
        self.words = {token.word for token in told}
        self.stems = {token.stem for token in told if not token.says_little}
        self.families = {token.root for token in told if not token.says_little}
        self.start = told[-1].word if beginning and told else None
        roots = sorted({re.escape(token.word[:_ROOT]) for token in told})
        # What stands before is looked at last: the first letters are found far faster than word boundaries are.
        self.roots = re.compile("|".join(rf"{root}(?<![^\W_]{root})" for root in roots)) if roots else None

    def marked(self, text: str) -> SafeString:
        """The text, escaped, with the words asked between marks."""
        pieces: list[str] = []
        done = 0
        for token in self._in(text):
            pieces += [escape(text[done : token.start]), "<mark>", escape(text[token.start : token.end]), "</mark>"]
            done = token.end
        return mark_safe("".join([*pieces, escape(text[done:])]))  # noqa: S308 - every piece is escaped above

    def excerpt(self, hit: Hit) -> SafeString:
        """Its summary, unless a passage of its body holds more of the words asked."""
        passage = self.passage(hit.body)
        return self.marked(hit.summary if self.held(hit.summary) >= self.held(passage) and hit.summary else passage)

    def passage(self, body: str) -> str:
        """The stretch of a text where most of the words stand together; its beginning when none does."""
        found = list(self._in(body))
        best = max(found, key=lambda first: (_distinct(found, first), -first.start), default=None)
        start = max(0, (best.start if best else 0) - BEFORE)
        return _cut(body, start, start + PASSAGE)

    def held(self, text: str) -> int:
        """How many of the words asked stand in this text."""
        return len({token.stem for token in self._in(text)})

    def _in(self, text: str) -> Iterator[Token]:
        """Words asked that stand in a text. A word is only analysed when it begins like one of them."""
        if self.roots is None:
            return
        plain = _plain(text)
        for match in self.roots.finditer(plain):
            start = match.start()
            end = start + len(re.match(r"[^\W_]+", plain[start : start + 60]).group())  # type: ignore[union-attr]
            for token in tokens(text[start:end]):
                if self._asked(token):
                    yield Token(token.word, token.stem, start + token.start, start + token.end)

    def _asked(self, token: Token) -> bool:
        begun = self.start is not None and token.word.startswith(self.start)
        return begun or token.word in self.words or (not token.says_little and self._is_kin(token))

    def _is_kin(self, token: Token) -> bool:
        return token.stem in self.stems or token.root in self.families


def _distinct(found: Iterable[Token], first: Token) -> int:
    return len({token.stem for token in found if first.start <= token.start < first.start + PASSAGE - BEFORE})


def _cut(text: str, start: int, end: int) -> str:
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = max(text.rfind(" ", start, end), start)
        end = end if end > start else start + PASSAGE
    cut = text[start:end].strip()
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
