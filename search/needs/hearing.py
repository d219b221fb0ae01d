"""What is looked for, noted in memory as pages are answered, and written by batches a moment later by a thread.

No reader ever waits for the database on this account, nor is refused a page because of it. What was noted since the
last batch is lost with a process that is killed: half a minute of counts.
"""

import atexit
import logging
import threading
import time
from collections import deque
from dataclasses import dataclass

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpRequest

from cards.readings import at_each_reading
from search.answer import Listing
from search.needs.asking import Asking, asking, goes_on, is_machine
from search.needs.writing import Choice, Search, write

logger = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two batches."""
MOST = 5000
"""Searches held in memory: past it the oldest are forgotten, and no page fails."""
_KEY = "search.counted"

_heard: "deque[Search | Choice]" = deque(maxlen=MOST)
_starting = threading.Lock()


@dataclass(slots=True)
class _Thread:
    running: threading.Thread | None = None


_writer = _Thread()


def count(request: HttpRequest, listing: Listing) -> None:
    """Note what this list was asked, now and each time that its page is given again to somebody else.

    A page is one search, however many lists it is made of.
    """
    asked = asking(listing)
    if asked is None or not settings.SEARCH_LOG:
        return
    listing.need = asked.key
    if _KEY in request.META:
        return
    request.META[_KEY] = asked.key
    _note(request, asked)
    at_each_reading(request, lambda reader: _note(reader, asked))


def hear_choice(request: HttpRequest, key: str, rank: int) -> None:
    """Note that the result of this rank (one is the first) was opened from a list that was counted under this key."""
    if settings.SEARCH_LOG and not is_machine(request):
        _put(Choice(key, rank))


def _note(request: HttpRequest, asked: Asking) -> None:
    if request.method == "GET" and not is_machine(request):
        _put(Search(asked, is_new=not goes_on(request, asked)))


def _put(heard: Search | Choice) -> None:
    _heard.append(heard)
    if _writer.running is None or not _writer.running.is_alive():  # At first, and in a process that was forked.
        with _starting:
            if _writer.running is None or not _writer.running.is_alive():
                _start()


def _start() -> None:
    atexit.register(_write_last)
    _writer.running = threading.Thread(target=_go_on_writing, name="needs", daemon=True)
    _writer.running.start()


def _go_on_writing() -> None:
    while True:
        time.sleep(EVERY)
        _write_last()


def _write_last() -> None:
    try:
        drain()
    except Exception:
        logger.exception("Searches were not counted")
    finally:
        connection.close()


def drain() -> int:
    """Write what was heard so far, and say how much; it waits for the next time when the database is busy."""
    batch: list[Search | Choice] = []
    while _heard:
        batch.append(_heard.popleft())
    try:
        write(batch)
    except OperationalError:
        _heard.extendleft(reversed(batch[: MOST - len(_heard)]))
        raise
    return len(batch)
