"""The engine as a service: Elasticsearch, holding the same tokens as the embedded one and ranking them the same way."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any, TypeVar

from elasticsearch import Elasticsearch

from cards.refs import Ref
from search.engines.elasticsearch import reading
from search.engines.elasticsearch.breaker import Breaker
from search.engines.elasticsearch.filling import Beside
from search.engines.elasticsearch.indices import Indices
from search.engines.elasticsearch.server import Server, spoken
from search.engines.elasticsearch.writing import lines, put
from search.matching import Clause
from search.port import Query, Results, SearchUnavailableError, Write

T = TypeVar("T")
PATIENCE = 0.9
"""Seconds that someone waits for a page: twice that, and it would be late."""
WORKERS_PATIENCE = 60.0
FRESH = 30.0
"""Seconds for which words are kept: counting those of a letter costs a node ten times what a search does."""


class ElasticsearchEngine:
    """Reads through an alias, writes by versions: whoever comes late with an older one is told that it is known."""

    name = "elasticsearch"

    def __init__(self, server: Iterable[tuple[str, Any]]) -> None:
        described = Server(**dict(server))
        self.asking = described.client(PATIENCE)
        self.working = described.client(WORKERS_PATIENCE)
        self.indices = Indices(self.working, described.name)
        self.breaker = Breaker()
        self._words: dict[str, tuple[float, Mapping[str, int]]] = {}

    def is_ready(self) -> bool:
        return self._ask(lambda client: bool(client.indices.exists_alias(name=self.indices.alias)))

    def search(self, query: Query) -> Results:
        return self._ask(lambda client: reading.search(client, self.indices.alias, query))

    def vocabulary(self, prefix: str) -> Mapping[str, int]:
        letter = prefix[:1]
        until, words = self._words.get(letter, (0.0, {}))
        if time.monotonic() > until:
            words = self._ask(lambda client: reading.vocabulary(client, self.indices.alias, letter))
            self._words[letter] = time.monotonic() + FRESH, words
        return words if prefix == letter else {word: n for word, n in words.items() if word.startswith(prefix)}

    def how_many(self, clauses: Sequence[Clause], readers: Sequence[str]) -> Sequence[int]:
        return self._ask(lambda client: reading.how_many(client, self.indices.alias, clauses, readers))

    def inventory(self) -> Iterator[tuple[Ref, str]]:
        with spoken():
            yield from reading.inventory(self.working, self.indices.alias)

    def writing(self) -> AbstractContextManager[None]:
        """Several may write: their versions say what is newest, in whichever order they arrive."""
        return nullcontext()

    def write(self, batch: Sequence[Write]) -> Collection[Ref]:
        with spoken():
            refused = put(self.working, self.indices.alias, lines(batch), alias=True, refresh=True)
        self._words.clear()
        return refused

    @contextmanager
    def rebuilding(self) -> Iterator[Beside]:
        beside = Beside(self.indices)
        try:
            yield beside
        finally:
            with suppress(SearchUnavailableError):  # What is left behind is swept by the next one.
                beside.close()
            self._words.clear()

    def close(self) -> None:
        """Let go of its connections."""
        self.asking.close()
        self.working.close()

    def _ask(self, question: Callable[[Elasticsearch], T]) -> T:
        """What someone waits for: briefly, once, and not at all while the node is known to be away."""
        with spoken(), self.breaker.through():
            return question(self.asking)
