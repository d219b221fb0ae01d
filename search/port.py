"""What search asks of an engine, and nothing more: the embedded one and Elasticsearch answer the same way."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol

from cards.refs import Ref
from search.document import ANYWHERE, Document, apart_key, basin_key
from search.matching import Clause


class SearchUnavailableError(Exception):
    """The engine does not answer: say so, never « 0 résultat »."""


class SearchBusyError(SearchUnavailableError):
    """Another process writes; the task tries again later."""


DEEPEST = 10_000
"""Hits that can be paged to: engines rank no further, and nobody reads further."""
Scope = Literal["all", "near", "apart"]


@dataclass(frozen=True, slots=True)
class Near:
    """A circle around a point (degrees, kilometres). Without a radius it only sorts, whatever its scope.

    `near` is what stands in the circle, in that municipality whatever the radius, comes to its basin, or stands nowhere
    at all. `apart` is the rest of what serves these people: at a distance, or open to a whole country. Nothing is both.
    """

    latitude: float
    longitude: float
    radius: float | None = None
    municipality: str = ""
    basin: str = ""
    country: str = ""
    """`BE`, so that what is open to all of a country is found where there is no basin either."""
    scope: Scope = "all"

    @property
    def places(self) -> tuple[str, ...]:
        """What a document's `places` may hold to be near, wherever the circle ends."""
        here = (self.municipality, self.basin and basin_key(self.basin))
        return (ANYWHERE, *filter(None, here))

    @property
    def afar(self) -> tuple[str, ...]:
        """What a document's `places` may hold to serve these people from afar."""
        return tuple(apart_key(where) for where in (self.basin, self.country) if where)


@dataclass(frozen=True, slots=True)
class Query:
    """What to find, for whom, and which slice of it. A clause of None matches everything."""

    readers: tuple[str, ...]
    clause: Clause | None = None
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values by facet (`kind` among them): any of the values, every facet."""
    near: Near | None = None
    sort: str = "relevance"
    """`relevance`, `date` or `distance`."""
    offset: int = 0
    limit: int = 20
    count: tuple[str, ...] = ()
    """Facets to count, each without its own filter."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found, with the texts it was found by, from which excerpts are marked."""

    ref: Ref
    score: float
    title: str
    summary: str
    body: str
    url: str
    source_id: str | None
    distance: float | None = None
    """Kilometres from the place asked."""


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, how many there are in all, and the counts by facet and value."""

    total: int
    hits: Sequence[Hit]
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Write:
    """A document to hold at a version of the ledger; None leaves a tombstone."""

    ref: Ref
    version: int
    document: Document | None


class Rebuild(Protocol):
    """An index being filled beside the one that answers."""

    def write(self, batch: Sequence[Write]) -> None: ...

    def swap(self) -> Collection[Ref]:
        """Answer from this index from now on, at once for every process. Says what it refused to hold, as `write`."""
        ...


class Engine(Protocol):
    """Every method raises SearchUnavailableError when the engine is away; writes are kept once `write` returns."""

    name: str

    def is_ready(self) -> bool:
        """Whether an index made with today's analysis is there to answer."""
        ...

    def search(self, query: Query) -> Results: ...

    def vocabulary(self, prefix: str) -> Mapping[str, int]:
        """Words of the index that begin so, and in how many documents. Of closed ones too: nobody is shown a word, nor
        that there is one, before `how_many` has said that they may find it. What another process has just written may
        be missing for half a minute, where counting words is dear."""
        ...

    def how_many(self, clauses: Sequence[Clause], readers: Sequence[str]) -> Sequence[int]:
        """In how many of the documents that these readers may find each of these clauses is answered, at once."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Write what was read meanwhile. Where versions alone do not keep the newest, be the only one who does: raises
        SearchBusyError when another holds on."""
        ...

    def write(self, batch: Sequence[Write]) -> Collection[Ref]:
        """Hold all of these but the few that the engine refuses for good, which it names and says."""
        ...

    def rebuilding(self) -> AbstractContextManager[Rebuild]: ...

    def inventory(self) -> Iterator[tuple[Ref, str]]:
        """Everything the index holds, with the fingerprint of each document."""
        ...
