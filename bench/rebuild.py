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
from search.engines.elasticsearch.writing import lines, put  # noqa: E402
from search.engines.embedded import EmbeddedEngine  # noqa: E402
from search.engines.embedded.schema import prepared  # noqa: E402
from search.port import Write  # noqa: E402


@dataclass(frozen=True, slots=True)
class Part:
    """So many documents in so many seconds, and of our own processor."""

    documents: int
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        return self.documents / self.seconds


def main() -> None:
    """Measure each half alone, then the whole, and say it."""
    batches: list[Any] = []
    building = _timed(lambda: batches.extend(_built()))
    bulk = _timed(lambda: _put(batches))
    batches.clear()
    whole = _timed(indexing.rebuild)
    slower = min(building.rate, bulk.rate)
    print(f"{engine().name}, {whole.documents} documents")
    for name, part in (("documents faits", building), ("écriture seule", bulk), ("reconstruction", whole)):
        print(f"{name} : {part.seconds:.1f} s, {part.rate:.0f} par seconde, {part.cpu:.1f} s de processeur d’ici")
    print(f"reconstruction / la plus lente des deux : {whole.rate / slower:.0%}")


def _timed(what: Callable[[], object]) -> Part:
    begun, cpu = time.perf_counter(), time.process_time()
    what()
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    return Part(sum(1 for _ in indexing._all_refs()), seconds, cpu)


def _built() -> list[Any]:
    """Every document read from its owner and made what the engine takes, batch by batch."""
    made = lines if isinstance(engine(), ElasticsearchEngine) else _for_tantivy
    return [made(_writes(refs)) for refs in indexing._batches(indexing._all_refs())]


def _writes(refs: Sequence[Any]) -> list[Write]:
    return indexing._writes(dict.fromkeys(refs, 1))


def _for_tantivy(writes: Sequence[Write]) -> list[Any]:
    return [prepared(each.document) for each in writes if each.document]


def _put(batches: Sequence[Any]) -> None:
    """Write what is made already into an index that never answers."""
    current = engine()
    with current.rebuilding() as beside:
        for batch in batches:
            if isinstance(current, ElasticsearchEngine):
                put(current.working, beside.index, batch, alias=False, refresh=False)  # type: ignore[attr-defined]
            else:
                for document in batch:
                    beside.writer.add_document(document)  # type: ignore[attr-defined]
        if isinstance(current, EmbeddedEngine):
            beside.writer.commit()  # type: ignore[attr-defined]
            beside.writer.wait_merging_threads()  # type: ignore[attr-defined]
        elif isinstance(current, ElasticsearchEngine):
            current.working.indices.refresh(index=beside.index)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
