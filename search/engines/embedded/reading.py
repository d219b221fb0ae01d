"""What a searcher of tantivy answers: a page of hits, counts by facet, words, an inventory."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Any

from tantivy import DocAddress, Occur, Searcher
from tantivy import Query as Tantivy

from cards.refs import Ref
from search.engines.embedded.schema import schema, shown
from search.engines.embedded.translation import box, filtering, matching
from search.port import Hit, Near, Query, Results
from territories.distance import Box, kilometres

MOST = 10_000
"""Hits that are ranked by distance, and the depth of paging."""
MOST_VALUES = 300
SCHEMA = schema()


def search(searcher: Searcher, query: Query) -> Results:
    """Ranked, sliced and counted, all on one state of the index."""
    asked = [(Occur.Must, matching(SCHEMA, query.clause)), *_near(searcher, query.near)]
    whole = Tantivy.boolean_query([*asked, *filtering(SCHEMA, query.readers, query.filters)])
    total, page = _page(searcher, whole, query)
    return Results(total, [_hit(searcher, *each) for each in page], _counts(searcher, asked, whole, query))


Placed = tuple[float, DocAddress, float | None]


def _page(searcher: Searcher, whole: Tantivy, query: Query) -> tuple[int, list[Placed]]:
    ranked = query.sort != "date" and query.clause is not None
    order = {"weight_by_field": "weight"} if ranked else {"order_by_field": "day"}
    if query.sort == "distance" and query.near:
        total, hits = _run(searcher, whole, limit=MOST, **order)
        placed = _placed(searcher, hits, query.near)
        placed.sort(key=lambda each: inf if each[2] is None else each[2])
        return total, placed[query.offset : query.offset + query.limit]
    if query.offset >= MOST or query.limit == 0:
        return _run(searcher, whole, limit=1)[0], []
    total, hits = _run(searcher, whole, limit=query.limit, offset=query.offset, **order)
    return total, _placed(searcher, hits, query.near)


def _run(searcher: Searcher, query: Tantivy, **how: Any) -> tuple[int, list[tuple[float, DocAddress]]]:
    found: Any = searcher.search(query, **how)  # tantivy's own types leave `count` out
    return found.count, found.hits


def _placed(searcher: Searcher, hits: list[tuple[float, DocAddress]], near: Near | None) -> list[Placed]:
    if near is None:
        return [(score, address, None) for score, address in hits]
    points = _points(searcher, [address for _, address in hits])
    far = [None if point is None else _far(near, point) for point in points]
    return [(score, address, km) for (score, address), km in zip(hits, far, strict=True)]


def _far(near: Near, point: tuple[float, float]) -> float:
    return kilometres(near.latitude, near.longitude, *point)


def _points(searcher: Searcher, addresses: list[DocAddress]) -> list[tuple[float, float] | None]:
    latitudes = searcher.fast_field_values("latitude", addresses)
    longitudes = searcher.fast_field_values("longitude", addresses)
    return [None if lat is None or lon is None else (lat, lon) for lat, lon in zip(latitudes, longitudes, strict=True)]


def _near(searcher: Searcher, near: Near | None) -> list[tuple[Occur, Tantivy]]:
    """The circle exactly: tantivy knows boxes, so what stands in the box is measured, and kept by its number."""
    if near is None or near.radius is None:
        return []
    around = box(SCHEMA, Box.around(near.latitude, near.longitude, near.radius))
    addresses = [address for _, address in _run(searcher, around, limit=max(searcher.num_docs, 1))[1]]
    points = _points(searcher, addresses)
    inside = [a for a, point in zip(addresses, points, strict=True) if point and _far(near, point) <= near.radius]
    circle = Tantivy.term_set_query(SCHEMA, "number", searcher.fast_field_values("number", inside))
    here = Tantivy.term_set_query(SCHEMA, "place", list(near.places))
    either = Tantivy.boolean_query([(Occur.Should, circle), (Occur.Should, here)])
    return [(Occur.Must, Tantivy.const_score_query(either, 0.0))]


def _counts(
    searcher: Searcher, asked: list[tuple[Occur, Tantivy]], whole: Tantivy, query: Query
) -> Mapping[str, Mapping[str, int]]:
    """Facets that filter nothing are counted in one pass, each of the others without its own filter."""
    free = [facet for facet in query.count if facet not in query.filters]
    counts = _count(searcher, whole, free)
    for facet in set(query.count) - set(free):
        others = {name: values for name, values in query.filters.items() if name != facet}
        counts |= _count(searcher, Tantivy.boolean_query([*asked, *filtering(SCHEMA, query.readers, others)]), [facet])
    return counts


def _count(searcher: Searcher, query: Tantivy, facets: Sequence[str]) -> dict[str, dict[str, int]]:
    if not facets:
        return {}
    wanted = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in facets}
    found = searcher.aggregate(query, wanted)
    return {facet: {each["key"]: int(each["doc_count"]) for each in found[facet]["buckets"]} for facet in facets}


def _hit(searcher: Searcher, score: float, address: DocAddress, far: float | None) -> Hit:
    kind, key, title, summary, body, url, source_id = shown(searcher.doc(address))
    return Hit(Ref(kind, key), float(score), title, summary, body, url, source_id, far)


def vocabulary(searcher: Searcher, prefix: str, readers: Sequence[str]) -> Mapping[str, int]:
    """Words that begin so, counted among what these readers may find."""
    allowed = Tantivy.term_set_query(SCHEMA, "readers", list(readers))
    return dict(searcher.terms_with_prefix("vocabulary", prefix, filter_query=allowed))


def inventory(searcher: Searcher) -> Iterator[tuple[Ref, str]]:
    """Every live document's thing and fingerprint."""
    for mark, _ in searcher.terms_with_prefix("mark", "", filter_query=Tantivy.all_query()):
        ref, _, fingerprint = mark.rpartition(" ")
        yield Ref.parse(ref), fingerprint
