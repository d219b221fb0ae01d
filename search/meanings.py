"""What words of a query stand for besides themselves: « RSA » is « revenu de solidarité active », « Namur » a town.

A meaning belongs to the query, never to the index: what editors change is live at the next search, on any engine.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from search.analysis import Token, telling
from search.matching import Clause
from search.whereabouts import Whereabouts
from territories.models import Country

SAME = 0.8
"""What a word is worth said otherwise."""
CLOSE = 0.1
"""What comes close to it in another country is worth."""
KNOWLEDGE = ("sheet", "practice", "tool")
"""What may be learnt from the other side of a border; a service there is of no use."""
COUNTRIES = {Country.BE: "en Wallonie", Country.FR: "en France"}
MOST_SAID = 3
"""Other words that the screen names."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Other words for the same thing, or for what comes close to it elsewhere."""

    text: str
    words: tuple[Token, ...]
    worth: float = SAME
    """Beside the words typed, which are worth one."""
    kinds: tuple[str, ...] | None = None
    """The only kinds it finds; None for all."""
    country: str = ""
    """Where it is said, when that tells two meanings apart or says where something close is."""
    teaches: bool = True
    """Whether naming it tells whoever searches something: it is searched all the same."""

    @property
    def is_same(self) -> bool:
        return self.kinds is None

    @property
    def where(self) -> str:
        """« en Wallonie »."""
        return COUNTRIES.get(Country(self.country), "") if self.country else ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a run of words in a query stands for: the tokens from `start` up to `end`."""

    start: int
    end: int
    alternatives: tuple[Alternative, ...] = ()
    also: tuple[Clause, ...] = ()
    """What answers these words without holding any: what stands in a town."""

    def words(self, query: Sequence[Token]) -> list[Token]:
        """The telling words of the query that it is about."""
        return telling(query[self.start : self.end])


@dataclass(frozen=True, slots=True)
class Understood:
    """A query with what was understood of it."""

    words: tuple[Token, ...] = ()
    """Those searched: without « près de », which a place makes needless."""
    meanings: tuple[Meaning, ...] = ()
    place: Whereabouts | None = None

    @property
    def known(self) -> frozenset[int]:
        """Positions of the words that mean something by themselves: nobody mistyped them."""
        return frozenset(at for meaning in self.meanings for at in range(meaning.start, meaning.end))

    @property
    def anywhere(self) -> tuple[Meaning, ...]:
        """What it means when a place is but a word."""
        return tuple(meaning for meaning in self.meanings if not meaning.also)

    @property
    def says_something(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.place or self.named or self.close)

    @property
    def same(self) -> list[Alternative]:
        """Other words for the same thing that were searched too."""
        return self._first(lambda each: each.is_same)

    @property
    def named(self) -> list[Alternative]:
        """Those that the screen names."""
        return self._first(lambda each: each.is_same and each.teaches)

    def _first(self, such: Callable[[Alternative], bool]) -> list[Alternative]:
        return [each for meaning in self.meanings for each in islice(filter(such, meaning.alternatives), MOST_SAID)]

    @property
    def close(self) -> list[tuple[str, list[Alternative]]]:
        """What comes close to it, by where that is, under its first name: « en Wallonie », RIS."""
        said: dict[str, list[Alternative]] = {}
        for meaning in self.meanings:
            elsewhere = {each.where: each for each in reversed(meaning.alternatives) if not each.is_same}
            for where, each in elsewhere.items():
                said.setdefault(where, []).append(each)
        return list(said.items())

    @property
    def told(self) -> dict[str, Any]:
        """The same, for other programs."""
        return {
            "same": [each.text for each in self.same],
            "close": [{"country": each.country, "words": each.text} for _, some in self.close for each in some],
            "place": self.place and {"name": self.place.text, "place": self.place.label},
        }

    @property
    def otherwise(self) -> list[Token]:
        """Words of what was searched too, to be marked where they stand."""
        return [token for each in self.same for token in telling(each.words)]
