"""`python -m bench.rebuild`: what a rebuild of the index takes, and which of its two halves it waits for.

Of the site in `DATA_DIR`, filled beforehand (`manage.py seed`), with the engine that the environment chooses. The index
that answers is replaced, as by `manage.py rebuild_search`.
"""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from search import indexing  # noqa: E402 - rooms are there once Django is.
from search.engines import engine  # noqa: E402
from search.engines.elasticsearch import ElasticsearchEngine  # noqa: E402
from search.engines.elasticsearch.filling import Beside as OnTheNode  # noqa: E402
from search.engines.elasticsearch.writing import lines, put  # noqa: E402
from search.engines.embedded import Beside as InFiles  # noqa: E402
from search.engines.embedded.schema import prepared  # noqa: E402
from search.port import Rebuild, Write  # noqa: E402


@dataclass(frozen=True, slots=True)
class Part:
    """Seconds, and those of our own processor."""

    seconds: float
    cpu: float


def main() -> None:
    """Measure each half alone, then the whole, and say it."""
    batches: list[Sequence[Any]] = []
    building = _timed(lambda: _build(batches))
    bulk = _timed(lambda: _put(batches))
    documents = sum(map(len, batches))  # A rebuild reads more: what is gone, and still in the ledger.
    batches.clear()
    whole = _timed(indexing.rebuild)
    print(f"{engine().name}, {documents} documents")
    for name, part in (("documents faits", building), ("écriture seule", bulk), ("reconstruction", whole)):
        rate = documents / part.seconds
        print(f"{name} : {part.seconds:.1f} s, {rate:.0f} par seconde, {part.cpu:.1f} s de processeur d’ici")
    slower = max(building.seconds, bulk.seconds)
    print(f"reconstruction / la plus lente des deux : {slower / whole.seconds:.0%}")


def _timed(what: Callable[[], object]) -> Part:
    begun, cpu = time.perf_counter(), time.process_time()
    what()
    return Part(time.perf_counter() - begun, time.process_time() - cpu)


def _build(batches: list[Sequence[Any]]) -> None:
    """Every document read from its owner and made what the engine takes, batch by batch."""
    made = lines if isinstance(engine(), ElasticsearchEngine) else _for_tantivy
    for refs in indexing._batches(indexing._all_refs()):
        batches.append(made(indexing._writes(dict.fromkeys(refs, 1))))


def _for_tantivy(writes: Sequence[Write]) -> list[Any]:
    return [prepared(each.document) for each in writes if each.document]


def _put(batches: Sequence[Sequence[Any]]) -> None:
    """Write what is made already into an index that never answers."""
    with engine().rebuilding() as beside:
        for batch in batches:
            _write(beside, batch)
        _finish(beside)


def _write(beside: Rebuild, batch: Sequence[Any]) -> None:
    if isinstance(beside, OnTheNode):
        put(beside.indices.client, beside.index, batch, alias=False, refresh=False)
    elif isinstance(beside, InFiles):
        for document in batch:
            beside.writer.add_document(document)


def _finish(beside: Rebuild) -> None:
    """What a swap does before it points there."""
    if isinstance(beside, OnTheNode):
        beside.indices.client.indices.refresh(index=beside.index)
    elif isinstance(beside, InFiles):
        beside.writer.commit()
        beside.writer.wait_merging_threads()


if __name__ == "__main__":
    main()
