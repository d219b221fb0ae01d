"""An index being filled: while the node indexes one batch, the next one is made here."""

import time
from collections import deque
from collections.abc import Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from cards.refs import Ref
from search.engines.elasticsearch.indices import Indices
from search.engines.elasticsearch.server import spoken
from search.engines.elasticsearch.writing import Line, lines, put
from search.port import Write

AHEAD = 3
"""Batches that may wait for the node: more would only fill our memory."""
LAST_READERS = 2.0
"""Seconds that an index which was just left stays, for the searches that are still in it."""


class Beside:
    """Fills one index in a thread of its own, in order; nothing of it answers before the swap."""

    def __init__(self, indices: Indices) -> None:
        self.indices = indices
        with spoken():
            indices.sweep()
            self.index = indices.fresh()
        self.swapped = False
        self._refused: set[Ref] = set()
        self._sending = ThreadPoolExecutor(1, "bulk")
        self._sent: deque[Future[Collection[Ref]]] = deque()

    def write(self, batch: Sequence[Write]) -> None:
        self._sent.append(self._sending.submit(self._put, lines(batch)))
        self._wait(AHEAD)

    def swap(self) -> Collection[Ref]:
        self._wait(0)
        with spoken():
            left = self.indices.answer_from(self.index)
            self.swapped = True
            if left:
                time.sleep(LAST_READERS)
            self.indices.remove(*left)
        return self._refused

    def close(self) -> None:
        """Stop sending; an index that does not answer is not kept."""
        self._sending.shutdown(cancel_futures=True)
        if not self.swapped:
            with spoken():
                self.indices.remove(self.index)

    def _put(self, batch: Sequence[Line]) -> Collection[Ref]:
        with spoken():
            return put(self.indices.client, self.index, batch, alias=False, refresh=False)

    def _wait(self, ahead: int) -> None:
        while len(self._sent) > ahead:
            self._refused.update(self._sent.popleft().result())
