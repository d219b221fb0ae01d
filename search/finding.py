"""One search from the words typed to the hits, the same for the lists of the site and for the API."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from search.analysis import Token
from search.engines import engine
from search.meanings import Understood
from search.port import Query, Results, Scope
from search.query import clause, named, read
from search.spelling import Spelled, spelled
from search.understanding import understood

FEW = 5
"""Results below which fewer of the words are enough: those with all of them still come first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and how the words were understood."""

    results: Results
    spelled: Spelled
    loosened: bool = False
    """Nothing answered all that was asked, so one word was enough."""
    near_total: int = 0
    """How many of the results are near the place asked; those kept apart follow them."""
    understood: Understood = field(default_factory=Understood)
    """What the words were taken to stand for."""

    @property
    def corrected(self) -> str | None:
        return self.spelled.corrected

    @property
    def marked(self) -> Sequence[Token]:
        """The words to mark where they stand, the last one typed last."""
        return (*self.understood.otherwise, *self.spelled.words)


def find(text: str, query: Query, *, exact: bool = False, near_first: bool = False) -> Found:
    """Search these words within the query's filters. A word nobody wrote is mended, unless `exact`.

    When no document holds enough of the words, they may be the beginnings of those of a title (« m dup » is Marie
    Dupont); else one word is enough: something near beats nothing. With `near_first`, what serves the place asked from
    afar comes after all that is near, whatever the order.
    """
    words = read(text)
    searched = _near_first if near_first and query.near and query.near.radius else _at_once
    asked, meant = _read(text, words, query, exact=exact)
    whole = clause(asked.words, beginning=asked.beginning, worth=asked.worth, meanings=meant.meanings)
    results, near = searched(replace(query, clause=whole))
    found = Found(results, asked, near_total=near, understood=meant)
    if results.total >= FEW or len(words) < 2 or exact:
        return found
    if not results.total:
        begun, near = searched(replace(query, clause=named(words)))
        if begun.total:
            return Found(begun, Spelled(tuple(words), None, beginning=True), near_total=near)
    kept = meant.meanings if results.total else meant.anywhere  # A place that holds nothing may be but a word.
    loose = clause(asked.words, beginning=asked.beginning, worth=asked.worth, least=1, meanings=kept)
    looser, near = searched(replace(query, clause=loose))
    if looser.total <= results.total:
        return found
    return Found(looser, asked, loosened=not results.total, near_total=near, understood=meant)


def _read(text: str, words: Sequence[Token], query: Query, *, exact: bool) -> tuple[Spelled, Understood]:
    """The words as they will be searched, and what they stand for; once more when some were mended."""
    if exact:
        return Spelled(tuple(words), None, beginning=False), Understood(tuple(words))
    meant = understood(text, words, query)
    asked = spelled(text, meant.words, engine(), query.readers, meant.known)
    if asked.corrected:
        meant = understood(text, asked.words, query)
        asked = replace(asked, words=meant.words)
    return asked, meant


def _at_once(query: Query) -> tuple[Results, int]:
    results = engine().search(query)
    return results, results.total


def _near_first(query: Query) -> tuple[Results, int]:
    """One list out of two: a page that what is near does not fill is filled up with what is apart."""
    both = engine().search(_within(replace(query, offset=0, limit=0), "all"))
    near = engine().search(_within(replace(query, count=()), "near"))
    hits, left = list(near.hits), query.offset + query.limit - max(query.offset, near.total)
    if left > 0 and both.total > near.total:
        # How far away something is that serves from afar says nothing.
        sort = "relevance" if query.sort == "distance" else query.sort
        rest = replace(query, sort=sort, offset=max(0, query.offset - near.total), limit=left, count=())
        hits += engine().search(_within(rest, "apart")).hits
    return Results(both.total, hits, both.counts), near.total


def _within(query: Query, scope: Scope) -> Query:
    return replace(query, near=query.near and replace(query.near, scope=scope))
