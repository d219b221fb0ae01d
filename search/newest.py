"""What is new in a place: the query that every room's panel on a basin's page asks."""

from collections.abc import Sequence

from cards.kinds import Viewer
from search.document import reader_keys
from search.port import Query


def newest(kinds: Sequence[str], basins: Sequence[str], viewer: Viewer, limit: int) -> Query:
    """Things of these kinds in these basins that this viewer may find, the newest first."""
    filters = {"kind": tuple(kinds), "basin": tuple(basins)}
    return Query(reader_keys(viewer), filters=filters, sort="date", limit=limit)
