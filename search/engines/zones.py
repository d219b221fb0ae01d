"""What of a document is searched by words, the same in every engine: each zone's words and stems, and all its words."""

from collections.abc import Iterable
from dataclasses import replace

from search.analysis import Fields, fields, size_mark, telling, tokens
from search.document import Document

LEAST_WEIGHT = 0.25
"""Below it a document would be as good as lost."""


def zones(document: Document) -> dict[str, Fields]:
    """Words and stems by zone, as they are indexed."""
    texts = {
        "title": document.title,
        "tags": " . ".join(document.tags),
        "summary": document.summary,
        "body": document.body,
    }
    read = {zone: fields(text) for zone, text in texts.items()}
    mark = size_mark(len(telling(tokens(document.title))))
    return read | {"title": replace(read["title"], stems=f"{read['title'].stems} {mark}".strip())}


def words_of(read: Iterable[Fields]) -> set[str]:
    """Every word of a document, once."""
    return {word for indexed in read for word in indexed.words.split()}
