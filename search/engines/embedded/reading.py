"""What a searcher of tantivy answers: a page of hits, counts by facet, words, an inventory."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf, sqrt
from typing import Any

from tantivy import DocAddress, Occur, Searcher
from tantivy import Query as Tantivy

from cards.refs import Ref
from search.engines.embedded.nearness import conditions, distances
from search.engines.embedded.schema import SCHEMA, shown
from search.engines.embedded.state import State, Tally
from search.engines.embedded.translation import Condition, box, filtering, matching
from search.matching import Clause
from search.port import DEEPEST, Hit, Near, Query, Results
from territories.distance import Box

MOST_VALUES = 300
TOTAL = "total"
"""Among the facets counted: every document has a day."""
FARTHEST = 400.0
"""Kilometres around a place within which the nearest things are looked for first, when no radius is asked."""


def search(state: State, query: Query) -> Results:
    """Ranked, sliced and counted, all on one state of the index."""
    asked: list[Condition] = [(Occur.Must, matching(SCHEMA, query.clause))]
    near = conditions(state, query.near)
    anywhere = [*asked, *filtering(SCHEMA, query.readers, query.filters)]
    whole = Tantivy.boolean_query([*anywhere, *near])
    if not _is_tallied(query):
        total, hits = _run(state.searcher, whole, limit=query.limit, offset=query.offset, **_order(query))
        return Results(total, [_hit(state.searcher, *each) for each in _placed(state.searcher, hits, query.near)], {})
    counted = (query.readers, query.clause, tuple(query.filters.items()), query.near, query.count)
    total, counts = state.tallies.get(counted, lambda: _tally(state.searcher, [*asked, *near], whole, query))
    page = _page(state.searcher, anywhere, whole, query, total)
    return Results(total, [_hit(state.searcher, *each) for each in page], counts)


def _is_tallied(query: Query) -> bool:
    """Whether counting is a question of its own, whose answer is kept; else the hits are counted as they are found."""
    return bool(query.count) or query.limit == 0 or query.offset >= DEEPEST or _by_distance(query)


def _by_distance(query: Query) -> bool:
    return query.sort == "distance" and query.near is not None


def _order(query: Query) -> dict[str, Any]:
    ranked = query.sort != "date" and query.clause is not None
    return {"weight_by_field": "weight"} if ranked else {"order_by_field": "day"}


Placed = tuple[float, DocAddress, float | None]


def _page(searcher: Searcher, anywhere: list[Condition], whole: Tantivy, query: Query, total: int) -> Sequence[Placed]:
    if not total or query.offset >= min(total, DEEPEST) or query.limit == 0:
        return []
    if _by_distance(query) and query.near:
        return _nearest(searcher, anywhere, whole, query, query.near, total)
    hits = _run(searcher, whole, limit=query.limit, offset=query.offset, count=False, **_order(query))[1]
    return _placed(searcher, hits, query.near)


def _nearest(
    searcher: Searcher, anywhere: list[Condition], whole: Tantivy, query: Query, near: Near, total: int
) -> list[Placed]:
    """The nearest first, then what stands nowhere. Only as much is measured as the page needs, in growing circles."""
    wanted = query.offset + query.limit
    placed: list[Placed] = []
    for radius in _growing(near.radius or FARTHEST, wanted / total):
        around = Tantivy.const_score_query(box(SCHEMA, Box.around(near.latitude, near.longitude, radius)), 0.0)
        within = Tantivy.boolean_query([*anywhere, (Occur.Must, around)])
        hits = _run(searcher, within, limit=DEEPEST, count=False, **_order(query))[1]
        placed = [each for each in _placed(searcher, hits, near) if each[2] is not None and each[2] <= radius]
        if len(placed) >= wanted:
            break
    else:
        placed = _placed(searcher, _run(searcher, whole, limit=DEEPEST, count=False, **_order(query))[1], near)
    placed.sort(key=lambda each: inf if each[2] is None else each[2])
    return placed[query.offset : query.offset + query.limit]


def _growing(farthest: float, share: float) -> Iterator[float]:
    """Circles that hold about twice this share of what stands in the farthest, and then more; none worth it, none."""
    radius = farthest * sqrt(2 * share)
    while radius < farthest / 2:
        yield radius
        radius *= 2


def _run(searcher: Searcher, query: Tantivy, **how: Any) -> tuple[int, list[tuple[float, DocAddress]]]:
    found: Any = searcher.search(query, **how)  # tantivy's own types leave `count` out
    return found.count, found.hits


def _placed(searcher: Searcher, hits: list[tuple[float, DocAddress]], near: Near | None) -> list[Placed]:
    if near is None:
        return [(score, address, None) for score, address in hits]
    far = distances(searcher, [address for _, address in hits], near)
    return [(score, address, km) for (score, address), km in zip(hits, far, strict=True)]


def _tally(searcher: Searcher, asked: list[Condition], whole: Tantivy, query: Query) -> Tally:
    """Facets that filter nothing are counted in one pass with the total, each of the others without its own filter."""
    free = [facet for facet in query.count if facet not in query.filters]
    total, counts = _count(searcher, whole, free)
    for facet in set(query.count) - set(free):
        others = {name: values for name, values in query.filters.items() if name != facet}
        but_one = Tantivy.boolean_query([*asked, *filtering(SCHEMA, query.readers, others)])
        counts |= _count(searcher, but_one, [facet])[1]
    return total, counts


def _count(searcher: Searcher, query: Tantivy, facets: Sequence[str]) -> tuple[int, dict[str, dict[str, int]]]:
    if not facets:
        return _run(searcher, query, limit=1)[0], {}
    wanted: dict[str, Any] = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in facets}
    found = searcher.aggregate(query, {**wanted, TOTAL: {"value_count": {"field": "day"}}})
    counts = {facet: {each["key"]: int(each["doc_count"]) for each in found[facet]["buckets"]} for facet in facets}
    return int(found[TOTAL]["value"]), counts


def _hit(searcher: Searcher, score: float, address: DocAddress, far: float | None) -> Hit:
    kind, key, title, summary, body, url, source_id = shown(searcher.doc(address))
    return Hit(Ref(kind, key), float(score), title, summary, body, url, source_id, far)


def vocabulary(state: State, prefix: str) -> Mapping[str, int]:
    """Words that begin so, closed documents' included."""

    def words() -> Mapping[str, int]:
        return dict(state.searcher.terms_with_prefix("vocabulary", prefix))

    return state.words.get(prefix, words) if len(prefix) == 1 else words()


def how_many(state: State, clauses: Sequence[Clause], readers: Sequence[str]) -> list[int]:
    """Documents answering each clause that share a key with these readers."""
    open_to = filtering(SCHEMA, readers, {})
    asked = (Tantivy.const_score_query(matching(SCHEMA, clause), 0.0) for clause in clauses)
    return [_run(state.searcher, Tantivy.boolean_query([(Occur.Must, each), *open_to]), limit=1)[0] for each in asked]


def inventory(searcher: Searcher) -> Iterator[tuple[Ref, str]]:
    """Every live document's thing and fingerprint."""
    for mark, _ in searcher.terms_with_prefix("mark", "", filter_query=Tantivy.all_query()):
        ref, _, fingerprint = mark.rpartition(" ")
        yield Ref.parse(ref), fingerprint
