"""What a sentence typed by someone asks of the index, for any engine: which documents answer, and which come first.

Title over tags over summary over body; the word itself over its family; all words above some; words side by side above
words apart. The last word, when nobody ever wrote it, is taken as the beginning of one.
"""

from collections.abc import Sequence
from math import ceil

from search.analysis import Token, telling, tokens
from search.matching import Best, Boost, Clause, Constant, Phrase, Prefix, Some, Term

ZONES = {"title": 6.0, "tags": 4.0, "summary": 2.0, "body": 1.0}
FAMILY = 0.7
"""What a word of the same family is worth beside the word itself."""
BEGINNING = 4.0
"""What the beginning of a word is worth, in a title of weight one: about a fairly common word."""
ALL_WORDS = 12.0
"""Per word, when all of them are there: more than one rare word is likely to weigh in a body."""
ALL_IN_TITLE = 10.0
MOST_WORDS = 16
MOST_CHARACTERS = 200
SHORTEST_BEGINNING = 2


def read(text: str) -> list[Token]:
    """The words of a query, of which only the first ones count when someone pastes a page."""
    return tokens(text[:MOST_CHARACTERS])[:MOST_WORDS]


def clause(words: Sequence[Token], *, beginning: bool = False, least: int | None = None) -> Clause | None:
    """Documents answering these words; `least` of them are enough (by default all of two, most of many).

    With `beginning`, the last word is completed. None when there is no word: everything answers.
    """
    told = telling(words)
    if not told:
        return None
    each: list[Clause] = [_word(token) for token in told]
    if beginning and len(told[-1].word) >= SHORTEST_BEGINNING:
        each[-1] = Best((each[-1], *_zones_beginning(told[-1].word)))
    wanted = enough(len(told)) if least is None else min(least, len(told))
    return Some(tuple(each), wanted, tuple(_extras(words, told, each)))


def enough(words: int) -> int:
    """How many words of a query must be there for a document to answer it."""
    return words if words <= 2 else ceil(words * 0.6)


def _word(token: Token) -> Clause:
    forms: list[Clause] = []
    for zone, weight in ZONES.items():
        forms.append(Boost(Term(f"{zone}_words", token.word), weight))
        if not token.says_little:
            forms.append(Boost(Term(f"{zone}_stems", token.stem), weight * FAMILY))
    return Best(tuple(forms))


def _zones_beginning(start: str) -> list[Clause]:
    return [Boost(Prefix(f"{zone}_words", start), weight * BEGINNING) for zone, weight in ZONES.items()]


def _extras(words: Sequence[Token], told: Sequence[Token], each: Sequence[Clause]) -> list[Clause]:
    if len(told) < 2:
        return []
    together = tuple(token.word for token in words)
    in_title = tuple(
        Best((Term("title_words", token.word), Term("title_stems", token.stem), Term("tags_stems", token.stem)))
        for token in told
    )
    return [
        Constant(Some(tuple(each), len(each)), ALL_WORDS * len(told)),
        Constant(Some(in_title, len(in_title)), ALL_IN_TITLE * len(told)),
        *(Boost(Phrase(f"{zone}_words", together, 2), weight) for zone, weight in ZONES.items() if zone != "tags"),
    ]


def named(words: Sequence[Token], *, among: str = "title_words") -> Clause | None:
    """Documents whose title holds all these words, the last perhaps only begun: what is suggested as one types."""
    if not words:
        return None
    *whole, last = words
    end: Clause = Best((Term(among, last.word), Prefix(among, last.word)))
    return Some((*(Best((Term(among, token.word), Prefix(among, token.word))) for token in whole), end), len(words))
