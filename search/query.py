"""What a sentence typed by someone asks of the index, for any engine: which documents answer, and which come first.

Title over tags over summary over body; the word itself over its family; all words above some; words side by side above
words apart. The last word, when nobody ever wrote it, is taken as the beginning of one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log2
from types import MappingProxyType

from search.analysis import Token, size_mark, telling, tokens
from search.matching import Best, Boost, Clause, Constant, Phrase, Prefix, Some, Term
from search.meanings import Alternative, Meaning

ZONES = {"title": 6.0, "tags": 4.0, "summary": 2.0, "body": 1.0}
FAMILY = 0.9
"""What its plural, its verb or its noun is worth beside a word itself."""
KIN = 0.6
"""What a word of the same family is worth, further off."""
BEGINNING = 4.0
"""What the beginning of a word is worth, in a title of weight one: about a fairly common word."""
ALL_WORDS = 6.0
"""Per word, when all of them are there: more than one rare word is likely to weigh in a body."""
ALL_IN_TITLE = 10.0
SAID_OTHERWISE = 0.7
"""What all the words are worth when some are there in other words only."""
FULL_NAME = 0.3
"""What the words of an expression scattered in a body are worth, beside the expression itself."""
TITLE_SAID = 10.0
"""Per word, when they are besides nearly all that the title says; BEYOND says what is left when it says more."""
BEYOND = (1.0, 0.6, 0.3)
RARITY = 0.8
"""How much rarer words weigh more than BM25 has them weigh already: in short texts it trusts length above all."""
NOTHING_KNOWN: Mapping[str, float] = MappingProxyType({})
MOST_WORDS = 16
MOST_CHARACTERS = 200
SHORTEST_BEGINNING = 2


def read(text: str) -> list[Token]:
    """The words of a query, of which only the first ones count when someone pastes a page."""
    return tokens(text[:MOST_CHARACTERS])[:MOST_WORDS]


def clause(
    words: Sequence[Token],
    *,
    beginning: bool = False,
    least: int | None = None,
    meanings: Sequence[Meaning] = (),
    worth: Mapping[str, float] = NOTHING_KNOWN,
) -> Clause | None:
    """Documents answering these words; `least` of them are enough (by default all of two, most of many).

    With `beginning`, the last word is completed. Words with a meaning are one thing asked, which other words for it
    answer too. `worth` says how much each word weighs. None when there is no word: everything answers.
    """
    asked = _asked(words, meanings)
    if not asked:
        return None
    last = asked[-1].words[-1]
    begun = _zones_beginning(last.word) if beginning and len(last.word) >= SHORTEST_BEGINNING else ()
    each = [_weighed(thing, begun if thing is asked[-1] else (), worth) for thing in asked]
    where = [one for one, thing in zip(each, asked, strict=True) if thing.is_a_place]
    what = [one for one, thing in zip(each, asked, strict=True) if not thing.is_a_place]
    wanted = enough(len(what)) if least is None else min(least, len(what))
    needed = [Some(tuple(what), wanted), *where] if where and what else []
    extras = tuple(_extras(words, asked))
    return Some(tuple(needed), len(needed), extras) if needed else Some(tuple(what or where), wanted or 1, extras)


def _weighed(thing: "Thing", begun: Sequence[Clause], worth: Mapping[str, float]) -> Clause:
    """What answers a thing asked, for what its rarest word is worth."""
    found = Best((thing.clause, *begun)) if begun else thing.clause
    rarest = max((worth.get(token.word, 1.0) for token in thing.words), default=1.0)
    return found if rarest == 1.0 else Boost(found, rarest)


def rarities(written: Mapping[str, int]) -> dict[str, float]:
    """What each word of a query is worth, by the documents it stands in: what is rarer says more of what is wanted."""
    least = min((found for found in written.values() if found), default=0)
    return {word: (log2(2 + least) / log2(2 + found)) ** RARITY for word, found in written.items() if found > least}


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing asked: a word, or words that mean something together."""

    words: Sequence[Token]
    meaning: Meaning | None = None

    @property
    def is_a_place(self) -> bool:
        """Whether it says where, which is asked for whatever else is."""
        return bool(self.meaning and self.meaning.also)

    @property
    def clause(self) -> Clause:
        """Documents that answer it, in these words or in others."""
        own = self.own(enough(len(self.words)))
        return Best((own, *self._other(same=None))) if self.meaning else own

    @property
    def answered(self) -> Clause:
        """Documents that answer it wholly."""
        return Best((self.own(), *self._other(same=True))) if self.meaning else self.own()

    @property
    def in_title(self) -> Clause:
        """Documents whose title or tags answer it wholly."""
        own = _in_title(self.words)
        if self.meaning is None:
            return own
        others = [_in_title(telling(each.words)) for each in self.meaning.alternatives if each.is_same]
        return Best((own, *others, *self.meaning.also)) if others or self.meaning.also else own

    def own(self, least: int | None = None) -> Clause:
        """Documents with all its words, or so many of them."""
        return _all(list(map(_word, self.words)), least)

    def _other(self, *, same: bool | None) -> list[Clause]:
        if self.meaning is None:
            return []
        found = (each for each in self.meaning.alternatives if same is None or each.is_same is same)
        return [*map(_alternative, found), *self.meaning.also]


def _asked(words: Sequence[Token], meanings: Sequence[Meaning]) -> list[Thing]:
    """What is asked, in order: words that say something, and runs of words that mean something together."""
    meant = {meaning.start: meaning for meaning in meanings}
    held = {at for meaning in meanings for at in range(meaning.start, meaning.end)}
    free = {at for at in range(len(words)) if at not in held}
    kept = {at for at in free if not words[at].says_little} or (set() if meanings else free)
    return [
        Thing(meant[at].words(words), meant[at]) if at in meant else Thing((token,))
        for at, token in enumerate(words)
        if at in meant or at in kept
    ]


def enough(words: int) -> int:
    """How many words of a query must be there for a document to answer it."""
    return words if words <= 2 else ceil(words * 0.6)


def _word(token: Token) -> Clause:
    forms: list[Clause] = []
    for zone, weight in ZONES.items():
        forms.append(Boost(Term(f"{zone}_words", token.word), weight))
        if not token.says_little:
            forms.append(Boost(Term(f"{zone}_stems", token.stem), weight * FAMILY))
            if token.root != token.stem:
                forms.append(Boost(Term(f"{zone}_stems", token.root), weight * KIN))
    return Best(tuple(forms))


def _zones_beginning(start: str) -> list[Clause]:
    return [Boost(Prefix(f"{zone}_words", start), weight * BEGINNING) for zone, weight in ZONES.items()]


def _alternative(other: Alternative) -> Clause:
    """An expression, as a whole in each zone; its words scattered in a body say little. Its score is one word’s."""
    told = telling(other.words)
    together = tuple(token.word for token in other.words)
    forms: list[Clause] = []
    for zone, weight in ZONES.items():
        worth = weight * other.worth / len(told)
        whole = _all([_in_zone(zone, token) for token in told])
        scattered = len(told) > 1 and zone == "body"
        forms.append(Boost(whole, worth * FULL_NAME if scattered else worth))
        if scattered:
            forms.append(Boost(Phrase(f"{zone}_words", together, 1), worth))
    found = Best(tuple(forms))
    if other.kinds is None:
        return found
    return Some((found, Constant(Best(tuple(Term("kind", kind) for kind in other.kinds)), 0.0)), 2)


def _in_zone(zone: str, token: Token) -> Clause:
    """One field is enough for what nobody typed: stems, which every word that says something has."""
    return Term(f"{zone}_words", token.word) if token.says_little else Term(f"{zone}_stems", token.stem)


def _all(clauses: Sequence[Clause], least: int | None = None) -> Clause:
    return clauses[0] if len(clauses) == 1 else Some(tuple(clauses), least or len(clauses))


def _in_title(words: Sequence[Token]) -> Clause:
    return _all([_named_by(token) for token in words])


def _named_by(token: Token) -> Clause:
    stems = dict.fromkeys((token.stem, token.root))
    return Best((Term("title_words", token.word), *(Term(f"{z}_stems", s) for z in ("title", "tags") for s in stems)))


def _extras(words: Sequence[Token], asked: Sequence[Thing]) -> list[Clause]:
    told = sum(len(thing.words) for thing in asked)
    if told < 2:
        return _title_said(words, asked)
    together = tuple(token.word for token in words)
    return [
        *_title_said(words, asked),
        *_bonus([thing.own() for thing in asked], [thing.answered for thing in asked], ALL_WORDS * told),
        *_bonus([_in_title(thing.words) for thing in asked], [thing.in_title for thing in asked], ALL_IN_TITLE * told),
        *(Boost(Phrase(f"{zone}_words", together, 2), weight) for zone, weight in ZONES.items() if zone != "tags"),
    ]


def _title_said(words: Sequence[Token], asked: Sequence[Thing]) -> list[Clause]:
    """All that is asked is there, and little else, in a title; its last word may be only begun."""
    told = [token for thing in asked for token in thing.words]
    last = words[-1]
    whole = [
        *(_named_by(token) for token in told if token is not last),
        Best((_named_by(last), Prefix("title_words", last.word))),
    ]
    sizes = tuple(
        Constant(Term("title_stems", size_mark(len(told) + more)), TITLE_SAID * len(told) * share)
        for more, share in enumerate(BEYOND)
    )
    return [Some((Best(sizes, 0.0), *(Constant(each, 0.0) for each in whole)), len(whole) + 1)]


def _bonus(own: Sequence[Clause], answered: Sequence[Clause], worth: float) -> list[Clause]:
    """All that is asked is there: in these very words it is worth this much, in others somewhat less."""
    exactly = Constant(_all(own), worth)
    if own == answered:
        return [exactly]
    return [Best((exactly, Constant(_all(answered), worth * SAID_OTHERWISE)), 0.0)]


def named(words: Sequence[Token], *, among: str = "title_words") -> Clause | None:
    """Documents whose title holds all these words, the last perhaps only begun: what is suggested as one types."""
    if not words:
        return None
    *whole, last = words
    end: Clause = Best((Term(among, last.word), Prefix(among, last.word)))
    return Some((*(Best((Term(among, token.word), Prefix(among, token.word))) for token in whole), end), len(words))
