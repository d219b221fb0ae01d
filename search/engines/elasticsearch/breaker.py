"""Not waiting for whom does not answer: after a few failures in a row, only one asks now and then, the others go on."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from elasticsearch import ApiError, TransportError

from search.port import SearchUnavailableError

logger = logging.getLogger(__name__)

FAILURES = 3
REST = 5.0
"""Seconds between two who ask while it is open."""
_BUSY = 429


class Breaker:
    """Shared by all threads of a process: closed while the node answers, open while it does not."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._failures = 0
        self._next = 0.0

    @contextmanager
    def through(self) -> Iterator[None]:
        """Ask the node within; raises SearchUnavailableError at once while it is open."""
        if not self._may_ask():
            raise SearchUnavailableError("Elasticsearch ne répond pas depuis quelques secondes.")
        try:
            yield
        except (TransportError, ApiError) as error:
            self._note(error)
            raise
        self._close()

    def _may_ask(self) -> bool:
        if self._failures < FAILURES:
            return True
        with self._lock:
            if time.monotonic() < self._next:
                return False
            self._next = time.monotonic() + REST
            return True

    def _note(self, error: TransportError | ApiError) -> None:
        """A node that says no still answers: only silence, haste and breakdowns count."""
        if isinstance(error, ApiError) and error.meta.status < 500 and error.meta.status != _BUSY:
            self._close()
            return
        with self._lock:
            self._failures += 1
            self._next = time.monotonic() + REST
            opened = self._failures == FAILURES
        if opened:
            logger.error("Elasticsearch does not answer, the database does: %s", error)

    def _close(self) -> None:
        if self._failures:
            with self._lock:
                opened, self._failures = self._failures >= FAILURES, 0
            if opened:
                logger.warning("Elasticsearch answers again")
