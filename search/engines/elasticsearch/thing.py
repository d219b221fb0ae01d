"""How a document lies in Elasticsearch: the embedded engine's fields, each with its type, nothing guessed."""

from typing import Any

from elasticsearch import dsl

from search.analysis import VERSION as ANALYSIS
from search.document import Document
from search.engines.zones import LEAST_WEIGHT, words_of, zones
from search.facets import FACETS
from search.port import Write

VERSION = f"1.{ANALYSIS}"
"""Part of every index's name: one made under another version is not read, it is rebuilt."""
EMPTY = "-"
"""Stands in a zone that says nothing: both engines then count the same documents and the same mean length. No word of
the analysis looks like it."""


def _words() -> Any:
    """Words in order, split where the analysis put blanks; their beginnings are indexed too."""
    prefixes = {"min_chars": 1, "max_chars": 12}
    return dsl.Text(analyzer="whitespace", index_options="positions", index_prefixes=prefixes)


def _stems() -> Any:
    return dsl.Text(analyzer="whitespace", index_options="freqs")


def _kept() -> Any:
    """Given back with a hit, never searched."""
    return dsl.Keyword(index=False, doc_values=False)


Facets = type("Facets", (dsl.InnerDoc,), {facet: dsl.Keyword() for facet in FACETS})
"""One field for each facet of search/facets.py."""


class Thing(dsl.Document):
    """A document of the index. A tombstone has nothing but its place in the order of versions: no reader finds it."""

    title_words = _words()
    title_stems = _stems()
    tags_words = _words()
    tags_stems = _stems()
    summary_words = _words()
    summary_stems = _stems()
    body_words = dsl.Text(analyzer="whitespace", index_options="positions")
    body_stems = _stems()
    vocabulary = dsl.Keyword()
    readers = dsl.Keyword(doc_values=False)
    place = dsl.Keyword(doc_values=False)
    facets = dsl.Object(Facets)
    point = dsl.GeoPoint()
    day = dsl.Integer()
    weight = dsl.Float(index=False)
    ref = dsl.Keyword()
    fingerprint = dsl.Keyword()
    title = _kept()
    summary = _kept()
    body = _kept()
    url = _kept()
    source_id = _kept()

    class Meta:
        dynamic = dsl.MetaField("strict")
        # What is only searched is not kept a second time: half the disk, and hits are read faster.
        source = dsl.MetaField(
            excludes=["*_words", "*_stems", "vocabulary", "readers", "place", "facets", "fingerprint"]
        )


def mapping() -> dict[str, Any]:
    """The mapping of an index, as the node takes it."""
    made: dict[str, Any] = Thing._doc_type.mapping.to_dict()
    return made


def source(write: Write) -> dict[str, Any]:
    """What the node is to hold for this write; of a tombstone, only whose it is."""
    ref = str(write.ref)
    return {"ref": ref, **_source(write.document)} if write.document else {"ref": ref}


def _source(document: Document) -> dict[str, Any]:
    read = zones(document)
    made: dict[str, Any] = {f"{zone}_words": indexed.words or EMPTY for zone, indexed in read.items()}
    made |= {f"{zone}_stems": indexed.stems or EMPTY for zone, indexed in read.items()}
    if document.point:
        made["point"] = {"lat": document.point[0], "lon": document.point[1]}
    facets = {facet: values for facet, values in document.facets.items() if values and facet in FACETS}
    return made | {
        "vocabulary": sorted(words_of(read.values())),
        "readers": document.readers,
        "place": document.places,
        "facets": {**facets, "kind": [document.ref.kind]},
        "day": document.date.toordinal() if document.date else 0,
        "weight": max(document.weight, LEAST_WEIGHT),
        "fingerprint": document.fingerprint,
        "title": document.title,
        "summary": document.summary,
        "body": document.body,
        "url": document.url,
        "source_id": document.source_id,
    }
