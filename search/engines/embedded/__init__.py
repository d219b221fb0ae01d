"""The engine without a service: tantivy, in the process, on files that the web and the worker share."""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from cards.refs import Ref
from search.engines.embedded import reading
from search.engines.embedded.generations import Generations
from search.engines.embedded.schema import VERSION, prepared, schema
from search.engines.embedded.state import State
from search.matching import Clause
from search.port import Query, Results, SearchUnavailableError, Write

logger = logging.getLogger(__name__)

HEAP = 32_000_000
WRITER_PATIENCE = 20.0


class EmbeddedEngine:
    """Reads the index that the pointer names, writes under a lock that dies with its process."""

    name = "embedded"

    def __init__(self, directory: str) -> None:
        self.generations = Generations(Path(directory), VERSION)
        self._open: tuple[str, tantivy.Index] | None = None
        self._read: State | None = None

    def is_ready(self) -> bool:
        try:
            self._index()
        except SearchUnavailableError:
            return False
        return True

    def search(self, query: Query) -> Results:
        with _spoken():
            return reading.search(self._state(), query)

    def vocabulary(self, prefix: str) -> Mapping[str, int]:
        with _spoken():
            return reading.vocabulary(self._state(), prefix)

    def how_many(self, clauses: Sequence[Clause], readers: Sequence[str]) -> Sequence[int]:
        with _spoken():
            return reading.how_many(self._state(), clauses, readers)

    def inventory(self) -> Iterator[tuple[Ref, str]]:
        with _spoken():
            held = list(reading.inventory(self._state().searcher))
        yield from held

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self.generations.locked("writer", WRITER_PATIENCE):
            yield

    def write(self, batch: Sequence[Write]) -> Collection[Ref]:
        with _spoken():
            _write(self._index()[1], batch)
        return ()

    @contextmanager
    def rebuilding(self) -> Iterator["Beside"]:
        with self.generations.locked("rebuild", 0):
            self.generations.sweep()
            yield Beside(self.generations)

    def _index(self) -> tuple[str, tantivy.Index]:
        name = self.generations.current
        if name is None:
            raise SearchUnavailableError("L’index n’est pas encore construit.")
        opened = self._open
        if opened is None or opened[0] != name:
            with _spoken():
                self._open = opened = (name, _opened(self.generations.root / name))
        return opened

    def _state(self) -> State:
        """What the index holds now: the same state as long as nothing was committed, with what was learnt of it."""
        name, index = self._index()
        # Looked at before the index is read: what is committed in between is only read once more.
        commit = name, *self.generations.commit(name)
        state = self._read
        if state is None or state.commit != commit:
            index.reload()
            self._read = state = State(commit, index.searcher())
        return state


class Beside:
    """An index filled in a folder of its own while the other answers; nothing of it is kept before the swap."""

    def __init__(self, generations: Generations) -> None:
        self.generations = generations
        self.name = generations.fresh()
        self.index = _opened(generations.root / self.name)
        self.writer = self.index.writer(HEAP, 1)

    def write(self, batch: Sequence[Write]) -> None:
        with _spoken():
            _put(self.writer, batch)

    def swap(self) -> Collection[Ref]:
        with _spoken():
            self.writer.commit()
            self.writer.wait_merging_threads()
        self.generations.point_to(self.name)
        return ()


def _opened(folder: Path) -> tantivy.Index:
    index = tantivy.Index(schema(), path=str(folder))
    index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader("manual")
    return index


def _write(index: tantivy.Index, batch: Sequence[Write]) -> None:
    """One commit, through a writer of its own: killed at any moment, the index is what the last commit made it."""
    writer = index.writer(HEAP, 1)
    # What a writer killed in the middle left behind has the very names that this commit would give its own files.
    writer.garbage_collect_files()
    _put(writer, batch)
    writer.commit()
    writer.wait_merging_threads()


def _put(writer: tantivy.IndexWriter, batch: Sequence[Write]) -> None:
    for each in batch:
        writer.delete_documents_by_term("ref", str(each.ref))
        if each.document is not None:
            writer.add_document(prepared(each.document))


@contextmanager
def _spoken() -> Iterator[None]:
    """Whatever tantivy says when files are gone or broken, said in the port's words."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        logger.exception("The index does not answer")  # Lists go on without it: whoever runs the site must see why.
        raise SearchUnavailableError(str(error)) from error
