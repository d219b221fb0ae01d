"""From the language of queries to tantivy's."""

import re
from collections.abc import Iterable, Mapping

from tantivy import FieldType, Occur, Schema
from tantivy import Query as Tantivy

from search.matching import Best, Boost, Clause, Constant, Phrase, Prefix, Some, Term
from territories.distance import Box


def matching(schema: Schema, clause: Clause | None) -> Tantivy:
    """The clause in tantivy's words; None matches everything."""
    match clause:
        case None:
            return Tantivy.all_query()
        case Term(field, token):
            return Tantivy.term_query(schema, field, token, index_option="freq")
        case Prefix(field, start):
            return Tantivy.regex_query(schema, field, re.escape(start) + ".*")
        case Phrase(field, tokens, slop):
            return Tantivy.phrase_query(schema, field, list(tokens), slop=slop)
        case Boost(inner, by):
            return Tantivy.boost_query(matching(schema, inner), by)
        case Constant(inner, score):
            return Tantivy.const_score_query(matching(schema, inner), score)
        case Best(clauses, share):
            return Tantivy.disjunction_max_query([matching(schema, each) for each in clauses], share)
        case Some(clauses, minimum, extras):
            return _some(schema, clauses, minimum, extras)


def _some(schema: Schema, clauses: Iterable[Clause], minimum: int, extras: Iterable[Clause]) -> Tantivy:
    asked = Tantivy.boolean_query([(Occur.Should, matching(schema, each)) for each in clauses], minimum)
    more = [(Occur.Should, matching(schema, each)) for each in extras]
    return Tantivy.boolean_query([(Occur.Must, asked), *more]) if more else asked


def filtering(
    schema: Schema, readers: Iterable[str], filters: Mapping[str, Iterable[str]]
) -> list[tuple[Occur, Tantivy]]:
    """Readers and facets as conditions that do not score."""
    conditions = {"readers": readers, **filters}
    return [
        (Occur.Must, Tantivy.const_score_query(Tantivy.term_set_query(schema, field, list(values)), 0.0))
        for field, values in conditions.items()
    ]


def box(schema: Schema, sides: Box) -> Tantivy:
    """Documents standing in a rectangle of degrees."""
    ranges = {"latitude": (sides.south, sides.north), "longitude": (sides.west, sides.east)}
    within = [Tantivy.range_query(schema, name, FieldType.Float, low, high) for name, (low, high) in ranges.items()]
    return Tantivy.boolean_query([(Occur.Must, each) for each in within])
