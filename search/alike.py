"""What resembles a thing: the index asked by what the thing is filed under, instead of by words."""

from collections.abc import Sequence
from dataclasses import replace

from search.engines import engine
from search.matching import Best, Clause, Constant, Some, Term
from search.port import Hit, Query

FARTHER = 8.0
"""How many themes more a thing must share to come before one of the place named before its own."""


def alike(query: Query, *, themes: Sequence[str], places: Sequence[str] = ()) -> Sequence[Hit]:
    """Things under any of these themes (slugs), those that share most first; under any when there is none.

    With `places` (as documents hold them), only what is offered in one of these, the first of them before the others.
    Raises SearchUnavailableError.
    """
    asked = tuple(clause for clause in (_any(themes), _ranked(places)) if clause)
    return engine().search(replace(query, clause=Some(asked, len(asked)) if asked else None)).hits


def _any(themes: Sequence[str]) -> Clause | None:
    return Some(tuple(Constant(Term("theme", slug), 1.0) for slug in themes), 1) if themes else None


def _ranked(places: Sequence[str]) -> Clause | None:
    """The earlier a place, the more it is worth, whatever themes are shared."""
    worth = range(len(places) - 1, -1, -1)
    found = tuple(Constant(Term("place", place), FARTHER * rank) for place, rank in zip(places, worth, strict=True))
    return Best(found, 0.0) if places else None
