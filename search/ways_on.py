"""When nothing is found: what to take off, and how many things that opens. Never a dead end."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from urllib.parse import urlencode

from search.analysis import telling
from search.asked import RADII, Asked
from search.choices import Choice
from search.engines import engine
from search.facets import FACETS, Labels, chip
from search.indexing import findables
from search.port import Near, Query
from search.query import clause, read

MOST = 6
MOST_TRIED = 12
"""Each costs the engine a search, whoever asks."""


def ways_on(asked: Asked, own_kinds: Sequence[str], query: Query, labels: Labels) -> list[Choice]:
    """Wider searches that do find something, the nearest to what was asked first."""
    found = []
    ways = _wider(asked, own_kinds, replace(query, offset=0, limit=0, count=()), labels)
    for label, url, words, wider in islice(ways, MOST_TRIED):
        total = engine().search(replace(wider, clause=clause(read(words)))).total
        if total:
            found.append(Choice(label, count=total, url=url))
    return found[:MOST] or _any_of_it(asked, query)


def _any_of_it(asked: Asked, query: Query) -> list[Choice]:
    """The last way: these words, one of which is enough, without any filter."""
    bare = replace(
        query, clause=clause(read(asked.q), least=1), filters={"kind": tuple(findables())}, near=None, limit=0
    )
    total = engine().search(replace(bare, offset=0, count=())).total if asked.q else 0
    url = f"/recherche/?{urlencode({'q': asked.q})}"
    return [Choice("Sans aucun filtre, avec un seul de ces mots", count=total, url=url)] if total else []


Way = tuple[str, str, str, Query]
"""Its label, its address, its words and its query."""


def _wider(asked: Asked, own_kinds: Sequence[str], query: Query, labels: Labels) -> Iterator[Way]:
    q = asked.q
    if set(query.filters["kind"]) != set(own_kinds):
        yield "Dans toutes les sortes de pages", asked.url_with(sorte=None), q, _with(query, "kind", own_kinds)
    if query.near:
        yield from _farther(asked, query, query.near)
        yield "Partout, sans le lieu", asked.url_with(lieu=None, rayon=None), q, replace(query, near=None)
    for name, values in asked.filters.items():
        if name != "kind":
            # Within a filter any value is enough: without one of several, less is found, never more.
            said = chip(labels, name, values[0]) if len(values) == 1 else FACETS[name].label
            without = asked.url_with(**{FACETS[name].param: None})
            yield f"Sans le filtre « {said} »", without, q, _with(query, name, ())
    yield from _shorter(asked, query)
    if set(own_kinds) != set(findables()):
        everywhere = f"/recherche/?{asked.url_with(sorte=None).partition('?')[2]}"
        yield "Dans tout le site", everywhere, q, _with(query, "kind", tuple(findables()))


def _farther(asked: Asked, query: Query, near: Near) -> Iterator[Way]:
    for km in RADII:
        if asked.radius and km > asked.radius:
            farther = replace(query, near=replace(near, radius=km))
            yield f"Jusqu’à {km}\u00a0km", asked.url_with(rayon=km), asked.q, farther


def _shorter(asked: Asked, query: Query) -> Iterator[Way]:
    words = telling(read(asked.q))
    for token in words if len(words) > 1 else ():
        shorter = " ".join(f"{asked.q[: token.start]} {asked.q[token.end :]}".split())
        yield f"« {shorter} »", asked.url_with(q=shorter), shorter, query


def _with(query: Query, facet: str, values: Sequence[str]) -> Query:
    changed = {**query.filters, facet: tuple(values)}
    return replace(query, filters={name: kept for name, kept in changed.items() if kept})
