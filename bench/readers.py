"""Readers: connections kept open, each asking for the next page as soon as it has read the last.

A bare protocol of our own: whoever measures shares two cores with what is measured, and a full client costs as much as
the pages. It reads HTTP/1.1 answers that announce their length, which all of ours do.
"""

import asyncio
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

NEW_ADDRESS_EVERY = 500
"""Requests after which they come from another address: limits are counted, as in production, and reached by nobody."""
_asked = itertools.count()


@dataclass(slots=True)
class Readings:
    """What a group of readers lived through."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    """In seconds, one an answer."""
    errors: int = 0
    """Answers other than 200, and connections that broke."""
    size: int = 0
    """Bytes received, headers included."""


class Reader(asyncio.Protocol):
    """One connection that asks until the time is over."""

    def __init__(self, paths: Iterator[str], host: str, until: float, readings: Readings) -> None:
        self.paths, self.host, self.until, self.readings = paths, host, until, readings
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.received = bytearray()
        self.whole = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._ask()

    def _ask(self) -> None:
        rest, room = divmod(next(_asked) // NEW_ADDRESS_EVERY, 250)
        address = f"10.{rest // 250}.{rest % 250}.{room + 1}"
        head = f"GET {next(self.paths)} HTTP/1.1\r\nHost: {self.host}\r\nX-Forwarded-For: {address}\r\n\r\n"
        self.received.clear()
        self.whole = 0
        self.since = time.perf_counter()
        self.transport.write(head.encode())

    def data_received(self, data: bytes) -> None:
        self.received += data
        if not self.whole:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return
            self.whole = end + 4 + announced(bytes(self.received[:end]))
        if len(self.received) >= self.whole:
            self._read()

    def _read(self) -> None:
        now = time.perf_counter()
        self.readings.latencies.append(now - self.since)
        self.readings.errors += not self.received.startswith(b"HTTP/1.1 200")
        self.readings.size += self.whole
        if now < self.until:
            self._ask()
        else:
            self.transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        self.readings.errors += time.perf_counter() < self.until
        if not self.over.done():
            self.over.set_result(None)


def announced(head: bytes) -> int:
    """The length of the body that these headers announce. Raises ValueError when they announce none."""
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    raise ValueError("an answer of unknown length: this client reads none")


async def read(port: int, paths: Iterator[str], *, readers: int, seconds: float) -> Readings:
    """Let so many readers share these addresses for so long."""
    readings, loop = Readings(), asyncio.get_running_loop()
    begun = time.perf_counter()
    until = begun + seconds
    all_of_them = []
    for _ in range(readers):
        reader = Reader(paths, f"127.0.0.1:{port}", until, readings)
        await loop.create_connection(lambda reader=reader: reader, "127.0.0.1", port)  # type: ignore[misc]
        all_of_them.append(reader.over)
    await asyncio.gather(*all_of_them)
    readings.seconds = time.perf_counter() - begun
    return readings
