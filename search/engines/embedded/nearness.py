"""What is near a place, what serves it from afar, and how far things are, in tantivy's words."""

from collections.abc import Sequence
from typing import Any

from tantivy import DocAddress, Occur, Searcher
from tantivy import Query as Tantivy

from search.engines.embedded.schema import SCHEMA
from search.engines.embedded.state import State
from search.engines.embedded.translation import Condition, any_of, box
from search.port import Near
from territories.distance import Box, kilometres

SURE = 0.7
"""Of a radius: a box of which it is half the side lies in the circle, unless the earth is too round for that."""


def conditions(state: State, near: Near | None) -> list[Condition]:
    """What is near, what serves from afar, or both, as conditions that do not score."""
    if near is None or near.radius is None:
        return []
    afar = any_of(SCHEMA, "place", near.afar)
    if near.scope == "apart":
        return [(Occur.Must, Tantivy.const_score_query(afar, 0.0)), (Occur.MustNot, _close(state, near, near.radius))]
    close = _close(state, near, near.radius)
    wanted = close if near.scope == "near" else Tantivy.boolean_query([(Occur.Should, close), (Occur.Should, afar)])
    return [(Occur.Must, Tantivy.const_score_query(wanted, 0.0))]


def distances(searcher: Searcher, addresses: list[DocAddress], near: Near) -> list[float | None]:
    """Kilometres from the place to each of these; None for what stands nowhere."""
    return [None if point is None else _far(near, point) for point in _points(searcher, addresses)]


def _close(state: State, near: Near, radius: float) -> Tantivy:
    spot = (near.latitude, near.longitude, radius)
    circle = state.circles.get(spot, lambda: _circle(state.searcher, near, radius))
    here = any_of(SCHEMA, "place", near.places)
    return Tantivy.boolean_query([(Occur.Should, circle), (Occur.Should, here)])


def _circle(searcher: Searcher, near: Near, radius: float) -> Tantivy:
    """The circle exactly: tantivy knows boxes, so it is the box around it without what stands in the corners."""
    around = box(SCHEMA, Box.around(near.latitude, near.longitude, radius))
    corners = _corners(searcher, near, radius, around)
    if not corners:
        return around
    left_out = Tantivy.term_set_query(SCHEMA, "spot", corners)
    return Tantivy.boolean_query([(Occur.Must, around), (Occur.MustNot, left_out)])


def _corners(searcher: Searcher, near: Near, radius: float, around: Tantivy) -> list[int]:
    """Spots in the box that are out of the circle: what is measured is only what may be."""
    asked: list[Condition] = [(Occur.Must, around)]
    sure = Box.around(near.latitude, near.longitude, radius * SURE)
    if max(_far(near, (side, sure.east)) for side in (sure.south, sure.north)) <= radius:
        asked.append((Occur.MustNot, box(SCHEMA, sure)))
    found = searcher.search(Tantivy.boolean_query(asked), limit=max(searcher.num_docs, 1))
    addresses = [address for _, address in found.hits]
    far = zip(addresses, distances(searcher, addresses, near), strict=True)
    out = [address for address, km in far if km is not None and km > radius]
    spots: list[Any] = searcher.fast_field_values("spot", out)
    return sorted(set(spots))


def _far(near: Near, point: tuple[float, float]) -> float:
    return kilometres(near.latitude, near.longitude, *point)


def _points(searcher: Searcher, addresses: list[DocAddress]) -> Sequence[tuple[float, float] | None]:
    latitudes = searcher.fast_field_values("latitude", addresses)
    longitudes = searcher.fast_field_values("longitude", addresses)
    return [None if lat is None or lon is None else (lat, lon) for lat, lon in zip(latitudes, longitudes, strict=True)]
