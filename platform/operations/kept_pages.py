"""Where made pages are kept: a bounded number of bytes, the least recently read given up first, shared by threads."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cards.readings import Reading

Address = tuple[str, ...]
"""All by which one page differs from another: scheme, host, path, query."""

OVERHEAD = 2048
"""Bytes that a page takes beside its body: its headers, its place in the store."""


class Moment(NamedTuple):
    """What a page was made from: a generation of the content, and a day, since pages say how old things are."""

    generation: int
    day: date


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An answer as it left the view and all that lies around it."""

    moment: Moment
    view_name: str
    headers: dict[str, str]
    body: bytes
    readings: Sequence[Reading] = ()
    """What is done each time that it is given (cards.readings)."""


class KeptPages:
    """Pages by address, `most` bytes at most whatever is asked."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._pages: OrderedDict[Address, KeptPage] = OrderedDict()
        self._lock = threading.Lock()
        self._being_made: dict[tuple[Address, Moment], threading.Event] = {}

    def get(self, address: Address, moment: Moment) -> KeptPage | None:
        """The page made from this very moment's content, if any."""
        with self._lock:
            page = self._pages.get(address)
            if page is None or page.moment != moment:
                return None
            self._pages.move_to_end(address)
            return page

    def put(self, address: Address, page: KeptPage) -> None:
        """Keep this page instead of the one that was kept for its address."""
        with self._lock:
            self._drop(address)
            self._pages[address] = page
            self.size += _weight(address, page)
            while self.size > self.most:
                self._drop(next(iter(self._pages)))

    def _drop(self, address: Address) -> None:
        page = self._pages.pop(address, None)
        self.size -= _weight(address, page) if page else 0

    @contextmanager
    def only_one(self, address: Address, moment: Moment, patience: float) -> Iterator[bool]:
        """True for whoever comes first; others wait until that one is done, `patience` seconds at most, for False.

        A change that everybody asks for at once is then made once. Nobody waits while others wait for them.
        """
        key, mine = (address, moment), threading.Event()
        with self._lock:
            being_made = self._being_made.setdefault(key, mine)
        if being_made is not mine:
            being_made.wait(patience)
            yield False
            return
        try:
            yield True
        finally:
            with self._lock:
                del self._being_made[key]
            mine.set()


def _weight(address: Address, page: KeptPage) -> int:
    return OVERHEAD + sum(map(len, address)) + len(page.body)
