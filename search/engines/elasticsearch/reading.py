"""What an index of Elasticsearch answers: a page of hits, counts by facet, words, an inventory."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from cards.refs import Ref
from search.engines.elasticsearch import nearness
from search.engines.elasticsearch.translation import Said, all_of, any_of, filtering, matching
from search.matching import Clause
from search.port import DEEPEST, Hit, Query, Results, SearchUnavailableError

MOST_VALUES = 300
MOST_WORDS = 65_535
"""Buckets that a node gives at once, by its default."""
PAGE_OF_INVENTORY = 5000
SHOWN = ["ref", "title", "summary", "body", "url", "source_id", "point"]
WHOLE = "whole"


def search(client: Elasticsearch, index: str, query: Query) -> Results:
    """Ranked, sliced and counted. Counts are a question of their own, which the node keeps for the next page."""
    counting = _counting(query) if query.count else None
    hits = _hits(query, counted=bool(counting))
    if counting is None:
        answers = [client.search(index=index, allow_partial_search_results=False, **hits).body]
    else:
        answers = _at_once(client, index, [counting, hits] if hits["size"] else [counting])
    total, counts = _counts(answers[0], query) if counting else (_total(answers[0]), {})
    found = answers[-1]["hits"]["hits"] if hits["size"] else []
    return Results(total, [_hit(each, query) for each in found], counts)


def _at_once(client: Elasticsearch, index: str, bodies: Sequence[Said]) -> list[Said]:
    header = {"index": index, "allow_partial_search_results": False}
    searches = [part for body in bodies for part in (header, body)]
    answers: list[Said] = client.msearch(searches=searches)["responses"]
    for answer in answers:
        if "error" in answer:
            raise SearchUnavailableError(f"{answer['status']} {answer['error'].get('type')}")
    return answers


def _hits(query: Query, *, counted: bool) -> Said:
    """One page in its order. What is asked without an order of relevance is not scored."""
    ranked = query.sort != "date" and query.clause is not None
    conditions = [*filtering(query.readers, query.filters), *nearness.conditions(query.near)]
    asked: Said = {"filter": conditions}
    if query.clause is not None:
        asked = {"must" if ranked else "filter": [matching(query.clause), *([] if ranked else conditions)]}
        asked |= {"filter": conditions} if ranked else {}
    size = max(0, min(query.limit, DEEPEST - query.offset))
    return {
        "query": _weighted(asked) if ranked and size else {"bool": asked},
        "sort": _order(query, ranked=ranked),
        "from": query.offset if size else 0,
        "size": size,
        "_source": SHOWN,
        "track_total_hits": not counted,
    }


def _weighted(asked: Said) -> Said:
    by_weight = {"field": "weight", "missing": 1}
    return {"function_score": {"query": {"bool": asked}, "field_value_factor": by_weight, "boost_mode": "multiply"}}


def _order(query: Query, *, ranked: bool) -> list[Said]:
    """What is alike in all else comes as it was written, so that pages follow one another."""
    usual: list[Said] = [{"_score": "desc"} if ranked else {"day": "desc"}, {"_seq_no": "asc"}]
    by_distance = query.sort == "distance" and query.near
    return [nearness.nearest_first(by_distance), *usual] if by_distance else usual


def _counting(query: Query) -> Said:
    """How many in all, and by facet and value, each facet without its own filter."""
    apart = [facet for facet in query.count if facet in query.filters]
    others = {facet: values for facet, values in query.filters.items() if facet not in apart}
    asked = [*filtering(query.readers, others), *nearness.conditions(query.near)]
    if query.clause is not None:
        asked.append(matching(query.clause))
    own = {facet: any_of(f"facets.{facet}", query.filters[facet]) for facet in apart}
    free = {facet: _values(facet) for facet in query.count if facet not in own}
    counts: Said = {WHOLE: {"filter": all_of(list(own.values())), "aggs": free}}
    for facet in apart:
        rest = [condition for name, condition in own.items() if name != facet]
        counts[facet] = {"filter": all_of(rest), "aggs": {facet: _values(facet)}}
    return {"query": all_of(asked), "size": 0, "track_total_hits": False, "aggs": counts}


def _values(facet: str) -> Said:
    return {"terms": {"field": f"facets.{facet}", "size": MOST_VALUES}}


def _counts(answer: Said, query: Query) -> tuple[int, dict[str, dict[str, int]]]:
    found = answer["aggregations"]
    within = {facet: found.get(facet, found[WHOLE])[facet]["buckets"] for facet in query.count}
    counts = {facet: {each["key"]: each["doc_count"] for each in buckets} for facet, buckets in within.items()}
    return found[WHOLE]["doc_count"], counts


def _total(answer: Said) -> int:
    total: int = answer["hits"]["total"]["value"]
    return total


def _hit(found: Said, query: Query) -> Hit:
    kept = found["_source"]
    return Hit(
        Ref.parse(kept["ref"]),
        float(found["_score"] or 0.0),
        kept["title"],
        kept["summary"],
        kept["body"],
        kept["url"],
        kept["source_id"],
        nearness.distance(query.near, kept),
    )


def how_many(client: Elasticsearch, index: str, clauses: Sequence[Clause], readers: Sequence[str]) -> list[int]:
    """Documents answering each clause that share a key with these readers, in one question."""
    counts = {"each": {"filters": {"filters": [matching(clause) for clause in clauses]}}}
    answer = client.search(
        index=index, query=all_of(filtering(readers, {})), aggs=counts, size=0, allow_partial_search_results=False
    )
    return [bucket["doc_count"] for bucket in answer["aggregations"]["each"]["buckets"]]


def vocabulary(client: Elasticsearch, index: str, letter: str) -> Mapping[str, int]:
    """Words that begin with this letter, closed documents' included."""
    words = {"terms": {"field": "vocabulary", "include": f"{_literally(letter)}.*", "size": MOST_WORDS}}
    answer = client.search(index=index, aggs={"words": words}, size=0, allow_partial_search_results=False)
    return {bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"]["words"]["buckets"]}


def _literally(letter: str) -> str:
    return letter if letter.isalnum() else f"\\{letter}"


def inventory(client: Elasticsearch, index: str) -> Iterator[tuple[Ref, str]]:
    """Every live document's thing and fingerprint, all of one moment, page by page."""
    moment = client.open_point_in_time(index=index, keep_alive="2m", allow_partial_search_results=False)["id"]
    after: list[Any] | None = None
    try:
        while True:
            page = client.search(
                pit={"id": moment, "keep_alive": "2m"},
                query={"exists": {"field": "fingerprint"}},
                sort="_shard_doc",
                search_after=after,
                size=PAGE_OF_INVENTORY,
                source=False,
                docvalue_fields=[{"field": "ref"}, {"field": "fingerprint"}],
                track_total_hits=False,
            )["hits"]["hits"]
            for each in page:
                yield Ref.parse(each["fields"]["ref"][0]), each["fields"]["fingerprint"][0]
            if len(page) < PAGE_OF_INVENTORY:
                return
            after = page[-1]["sort"]
    finally:
        client.close_point_in_time(id=moment)
