"""From the language of queries to Elasticsearch's Query DSL, scoring as the embedded engine does.

Plain dictionaries, as the node reads them: a search says a few hundred clauses, which as objects cost more to make than
to answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from search.matching import Best, Boost, Clause, Constant, Phrase, Prefix, Some, Term

Said = dict[str, Any]


def matching(clause: Clause | None, by: float = 1.0) -> Said:
    """The clause, its score multiplied; None matches everything."""
    match clause:
        case None:
            return {"match_all": {"boost": by}}
        case Term(field, token):
            return {"term": {field: {"value": token, "boost": by}}}
        case Prefix(field, start):
            return {"prefix": {field: {"value": start, "boost": by}}}
        case Phrase(field, tokens, slop):
            return {"match_phrase": {field: {"query": " ".join(tokens), "slop": slop, "boost": by}}}
        case Boost(inner, more):
            return matching(inner, by * more)
        case Constant(inner, score):
            return {"constant_score": {"filter": matching(inner), "boost": by * score}}
        case Best(clauses, share):
            queries = [matching(each) for each in clauses]
            return {"dis_max": {"queries": queries, "tie_breaker": share, "boost": by}}
        case Some(clauses, minimum, extras):
            return _some(clauses, minimum, extras, by)


def _some(clauses: Sequence[Clause], minimum: int, extras: Sequence[Clause], by: float) -> Said:
    asked: Said = {"should": [matching(each) for each in clauses], "minimum_should_match": minimum}
    if not extras:
        return {"bool": {**asked, "boost": by}}
    return {"bool": {"must": {"bool": asked}, "should": [matching(each) for each in extras], "boost": by}}


def filtering(readers: Iterable[str], filters: Mapping[str, Iterable[str]]) -> list[Said]:
    """Readers and facets as conditions that do not score."""
    return [any_of("readers", readers), *(any_of(f"facets.{facet}", values) for facet, values in filters.items())]


def any_of(field: str, values: Iterable[str]) -> Said:
    """Documents that hold one of these values."""
    return {"terms": {field: list(values)}}


def all_of(conditions: Sequence[Said]) -> Said:
    """Documents that meet every one of these conditions, none of which scores."""
    return {"bool": {"filter": list(conditions)}}
