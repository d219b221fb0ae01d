"""A delivery comes in while people read: how long it takes, what it weighs, what readers notice."""

import asyncio
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

from bench.figures import Figures, figures
from bench.readers import Readings, read
from bench.site import Site, peak_memory

IDLE = 15.0
"""Seconds of reading before the delivery, to compare with."""
LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Import:
    """One delivery under reading load."""

    services: int
    seconds: float
    memory: int
    """Bytes, the most that the importing process held."""
    code: int
    idle: Figures
    meanwhile: Figures

    @property
    def slower(self) -> float:
        """The readers' p95 during the import over the one before."""
        return self.meanwhile.p95 / self.idle.p95 if self.idle.p95 else 0.0


def measure_import(site: Site, paths: Iterator[str], *, services: int, readers: int) -> Import:
    """Write a delivery of new services, let readers read, and bring it in."""
    delivery = site.folder / "delivery.jsonl"
    site.manage("seed", "--offers", str(services), "--random-seed", "2", "--delivery", str(delivery))
    before = site.cpu()
    idle = asyncio.run(read(site.port, paths, readers=readers, seconds=IDLE))
    between = site.cpu()
    begun = time.monotonic()
    importing = site.start("import_offers", str(delivery))
    meanwhile, memory, seconds = asyncio.run(_read_until_done(site, importing, paths, readers, begun))
    return Import(
        services, seconds, memory, importing.wait(),
        figures("Mélange, avant l’import", idle, between - before),
        figures("Mélange, pendant l’import", meanwhile, site.cpu() - between),
    )  # fmt: skip


async def _read_until_done(
    site: Site, importing: "subprocess.Popen[bytes]", paths: Iterator[str], readers: int, begun: float
) -> tuple[Readings, int, float]:
    every = Readings()
    watching = asyncio.create_task(_watch(importing))
    while not watching.done():
        some = await read(site.port, paths, readers=readers, seconds=5)
        every.latencies += some.latencies
        every.errors, every.size = every.errors + some.errors, every.size + some.size
        every.seconds += some.seconds
    memory, ended = await watching
    return every, memory, ended - begun


async def _watch(importing: "subprocess.Popen[bytes]") -> tuple[int, float]:
    memory = 0
    while importing.poll() is None:
        memory = max(memory, peak_memory(importing.pid))
        await asyncio.sleep(LOOK)
    return memory, time.monotonic()
