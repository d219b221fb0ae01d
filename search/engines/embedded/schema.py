"""How a document lies in tantivy: words and stems of each zone, facets to filter and count, texts for excerpts."""

import json
from typing import Any

import tantivy

from search.analysis import VERSION as ANALYSIS
from search.document import Document
from search.engines.embedded.spots import spot
from search.engines.zones import LEAST_WEIGHT, words_of, zones
from search.facets import FACETS
from search.query import ZONES

VERSION = f"7.{ANALYSIS}"
"""An index made under another one is not read: it is rebuilt."""

_SPLIT, _WHOLE = "whitespace", "raw"


def schema() -> tantivy.Schema:
    """Every field of the index. `mark` is a thing and its fingerprint in one term: an inventory is one walk."""
    builder = tantivy.SchemaBuilder()
    for zone in ZONES:
        builder.add_text_field(f"{zone}_words", tokenizer_name=_SPLIT, index_option="position")
        builder.add_text_field(f"{zone}_stems", tokenizer_name=_SPLIT, index_option="freq")
    builder.add_text_field("vocabulary", tokenizer_name=_SPLIT, index_option="basic")
    for name in ("ref", "mark", "readers", "place"):
        builder.add_text_field(name, tokenizer_name=_WHOLE, index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name=_WHOLE, index_option="basic", fast=True)
    builder.add_unsigned_field("spot", indexed=True, fast=True)
    for name in ("latitude", "longitude", "weight"):
        builder.add_float_field(name, indexed=name != "weight", fast=True)
    builder.add_unsigned_field("day", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


SCHEMA = schema()


def prepared(document: Document) -> tantivy.Document:
    """The document as the index keeps it."""
    read = zones(document)
    made = tantivy.Document()
    for zone, indexed in read.items():
        made.add_text(f"{zone}_words", indexed.words)
        made.add_text(f"{zone}_stems", indexed.stems)
    made.add_text("vocabulary", " ".join(words_of(read.values())))
    for name, values in _terms(document).items():
        for value in values:
            made.add_text(name, value)
    made.add_unsigned("day", document.date.toordinal() if document.date else 0)
    made.add_float("weight", stored_weight(document.weight))
    if document.point:
        made.add_float("latitude", document.point[0])
        made.add_float("longitude", document.point[1])
        made.add_unsigned("spot", spot(*document.point))
    made.add_bytes("shown", _shown(document))
    return made


def _terms(document: Document) -> dict[str, tuple[str, ...]]:
    facets = {facet: tuple(document.facets.get(facet, ())) for facet in FACETS}
    return facets | {
        "kind": (document.ref.kind,),
        "ref": (str(document.ref),),
        "mark": (f"{document.ref} {document.fingerprint}",),
        "readers": document.readers,
        "place": document.places,
    }


def _shown(document: Document) -> bytes:
    shown = [*document.ref, document.title, document.summary, document.body, document.url, document.source_id]
    return json.dumps(shown).encode()


def shown(kept: tantivy.Document) -> list[Any]:
    """Kind, key, title, summary, body, url and source id, read back."""
    values: list[Any] = json.loads(bytes(kept["shown"][0]))
    return values


def stored_weight(weight: float) -> float:
    """tantivy multiplies scores by log2(2 + value): kept so, a weight multiplies by itself (times a constant)."""
    return float(2 ** (max(weight, LEAST_WEIGHT) / LEAST_WEIGHT) - 2)
