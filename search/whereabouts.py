"""Places in what people type: « mobilité Namur », « logement 25000 », « garde d’enfants près de Besançon ».

A place named ranks what is there, and takes nothing away from what stands nowhere. A name that is an ordinary word too
(« Bouge », « Jambes », « Fosse ») is a place only when it is written as one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from search.analysis import Token
from search.document import ANYWHERE, apart_key, basin_key
from search.matching import Clause, Constant, Term
from territories.named_lands import land_named
from territories.places import Place, nearest_basin, town_or_land_names, understand
from territories.spelling import fold

ORDINARY = frozenset(Path(__file__).with_name("ordinary_names.txt").read_text(encoding="utf-8").split())
LONGEST = 6
"""Words of the longest name."""
SHORTEST = 3
_ARTICLES = frozenset(("d", "de", "du", "des", "l", "la", "le", "les"))
_TOWARDS = frozenset(("pres", "proche", "autour", "alentours", "environs", "vers", "cote", "secteur", "region"))
_AT = frozenset(("a", "au", "aux", "dans"))
_TO_NO_TOWN = frozenset(("au", "aux"))
"""They lead to a town only after another word: « près des Fins », not « mal aux jambes »."""
THERE, IN_THE_BASIN, FROM_AFAR, NOWHERE = 60.0, 40.0, 5.0, 0.0
"""What standing there is worth: more than any words, so that what is there comes first."""
ALONE = 0.05
"""Of that, when nothing else is asked: what bears the name comes before all that stands there."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place named among the words of a query."""

    start: int
    """Where it begins, with what leads to it: « près de »."""
    name: int
    """Where its name begins."""
    end: int
    text: str
    """As it was written."""
    label: str
    """How to write it where a place is asked for."""
    municipality: str = ""
    basins: tuple[str, ...] = ()
    country: str = ""
    rest: str = ""
    """What is asked besides the place."""

    def clauses(self, *, alone: bool) -> tuple[Clause, ...]:
        """What answers its name by standing there; beside other words, what stands nowhere answers it too."""
        share = ALONE if alone else 1.0
        found = [Constant(Term("place", self.municipality), THERE * share)] if self.municipality else []
        for slug in self.basins:
            found.append(Constant(Term("basin", slug), IN_THE_BASIN * share))
            found.append(Constant(Term("place", basin_key(slug)), IN_THE_BASIN * share))
        if alone:
            return tuple(found)
        afar = (*self.basins, *filter(None, [self.country]))
        found += [Constant(Term("place", apart_key(where)), FROM_AFAR) for where in afar]
        return (*found, Constant(Term("place", ANYWHERE), NOWHERE))


def whereabouts(text: str, words: Sequence[Token]) -> Whereabouts | None:
    """The place that these words of a text name, if any: the longest name, then the last. One light query, and a few
    more when there is one."""
    runs = list(_runs(text, words))
    known = town_or_land_names(fold(_slice(text, words, *run)) for run in runs)
    named = [run for run in runs if fold(_slice(text, words, *run)) in known]
    for start, end in sorted(named, key=lambda run: (run[0] - run[1], -run[1])):
        if found := _place(text, words, start, end):
            return found
    return None


def _runs(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Runs of words that may be a name: neither in the middle of the little words, nor an ordinary word."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            first, last = words[start], words[end - 1]
            if not first.says_little and not last.says_little and _is_written_as_one(text, words, start, end):
                yield start, end


def _is_written_as_one(text: str, words: Sequence[Token], start: int, end: int) -> bool:
    token = words[start]
    if end - start > 1:
        return True
    if token.word.isdigit():
        return len(token.word) in (4, 5) and end == len(words)
    if len(token.word) >= SHORTEST and token.word not in ORDINARY:
        return True
    capital = start > 0 and text[token.start].isupper() and not text.isupper()
    return capital or _leading(words, start)[1]


def _leading(words: Sequence[Token], name: int) -> tuple[int, bool]:
    """Where what leads to a name begins (« près de »), and whether it can only lead to a place."""
    start = name
    while start and words[start - 1].word in _ARTICLES:
        start -= 1
    if start and words[start - 1].word in _TOWARDS:
        start -= 1
        while start and words[start - 1].word in _AT:
            start -= 1
        return start, True
    if start and words[start - 1].word in _AT:
        return start - 1, words[start - 1].word not in _TO_NO_TOWN
    return start, False


def _place(text: str, words: Sequence[Token], start: int, end: int) -> Whereabouts | None:
    written = _slice(text, words, start, end)
    before = start - 1 if start and words[start - 1].word.isdigit() and len(words[start - 1].word) in (4, 5) else start
    found = understand(_slice(text, words, before, end)) if before < start else None
    if isinstance(found, Place) and not found.approximate:
        start, written = before, _slice(text, words, before, end)
    else:
        found = understand(written)
    land, lead = land_named(written), _leading(words, start)[0]
    rest = " ".join(f"{text[: words[lead].start]} {text[words[end - 1].end :]}".split())
    if land and land.basins:
        return Whereabouts(lead, start, end, written, written, basins=tuple(land.basins), rest=rest)
    if not isinstance(found, Place) or found.approximate:
        return None
    basins = tuple(filter(None, [_basin(found)]))
    return Whereabouts(lead, start, end, written, found.label, found.municipality, basins, found.country, rest)


def _basin(place: Place) -> str:
    """Its own, or the nearest one's for what lies outside any."""
    if place.basin or place.latitude is None or place.longitude is None:
        return place.basin
    return nearest_basin(place.latitude, place.longitude) or ""


def _slice(text: str, words: Sequence[Token], start: int, end: int) -> str:
    return text[words[start].start : words[end - 1].end]
