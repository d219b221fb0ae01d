"""What remains when the engine is away: titles that hold the words typed, straight from the owners' database."""

from collections.abc import Iterable

from cards.kinds import Viewer
from cards.refs import Ref
from search.indexing import findables
from search.query import read

MOST = 200
"""Per kind: a plain list, not a search."""


def named_like(text: str, kinds: Iterable[str], viewer: Viewer) -> list[Ref]:
    """Things of these kinds whose title holds every telling word, as this viewer may see them."""
    words = [text[token.start : token.end] for token in read(text) if not token.says_little]
    owners = findables()
    return [Ref(kind, key) for kind in kinds if kind in owners for key in owners[kind].named_like(words, viewer, MOST)]
