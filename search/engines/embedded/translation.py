"""From the language of queries to tantivy's."""

from collections.abc import Iterable, Mapping, Sequence

from tantivy import FieldType, Occur, Schema
from tantivy import Query as Tantivy

from search.matching import Best, Boost, Clause, Constant, Phrase, Prefix, Some, Term
from territories.distance import Box

Condition = tuple[Occur, Tantivy]


def matching(schema: Schema, clause: Clause | None) -> Tantivy:
    """The clause in tantivy's words; None matches everything."""
    match clause:
        case None:
            return Tantivy.all_query()
        case Term(field, token):
            return Tantivy.term_query(schema, field, token, index_option="freq")
        case Prefix(field, start):
            # No letter may differ: as a fuzzy query it costs nothing to make, as a pattern half a search.
            return Tantivy.fuzzy_term_query(schema, field, start, distance=0, prefix=True)
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


def filtering(schema: Schema, readers: Iterable[str], filters: Mapping[str, Iterable[str]]) -> list[Condition]:
    """Readers and facets as conditions that do not score."""
    conditions = {"readers": readers, **filters}
    return [
        (Occur.Must, Tantivy.const_score_query(any_of(schema, field, list(values)), 0.0))
        for field, values in conditions.items()
    ]


def any_of(schema: Schema, field: str, values: Sequence[object]) -> Tantivy:
    """Documents that hold one of these values. One alone is walked as it is needed, a set is gathered whole first."""
    if len(values) == 1:
        return Tantivy.term_query(schema, field, values[0], index_option="basic")
    return Tantivy.term_set_query(schema, field, values)


def box(schema: Schema, sides: Box) -> Tantivy:
    """Documents standing in a rectangle of degrees."""
    ranges = {"latitude": (sides.south, sides.north), "longitude": (sides.west, sides.east)}
    within = [Tantivy.range_query(schema, name, FieldType.Float, low, high) for name, (low, high) in ranges.items()]
    return Tantivy.boolean_query([(Occur.Must, each) for each in within])
