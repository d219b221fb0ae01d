"""Every engine passes the same suite: Elasticsearch on a real node, whose address TEST_ELASTICSEARCH_URL gives."""

import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine
from search.port import Engine

NODE = os.environ.get("TEST_ELASTICSEARCH_URL", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an embedded engine keeps its indexes; its name tells those of a node apart."""
    return tmp_path / f"tests-{uuid.uuid4().hex[:12]}"


def embedded(folder: Path) -> Iterator[EmbeddedEngine]:
    yield EmbeddedEngine(str(folder))


def elasticsearch(folder: Path) -> Iterator[ElasticsearchEngine]:
    if not NODE:
        pytest.skip("TEST_ELASTICSEARCH_URL : aucun nœud Elasticsearch à essayer")
    made = ElasticsearchEngine({"url": NODE, "name": folder.name}.items())
    yield made
    made.indices.remove(*made.working.indices.get(index=f"{made.indices.name}-*"))
    made.close()


ENGINES: Mapping[str, Callable[[Path], Iterator[Engine]]] = {"embedded": embedded, "elasticsearch": elasticsearch}


@pytest.fixture(params=ENGINES)
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Which of the two."""
    monkeypatch.setattr("search.engines.elasticsearch.filling.LAST_READERS", 0.0)
    return str(request.param)


@pytest.fixture
def blank(kind: str, folder: Path) -> Iterator[Engine]:
    """An engine that holds no index yet."""
    yield from ENGINES[kind](folder)


@pytest.fixture
def elsewhere(kind: str, folder: Path) -> Iterator[Engine]:
    """The same engine, as another process opens it."""
    yield from ENGINES[kind](folder)


@pytest.fixture
def engine(blank: Engine) -> Engine:
    """An engine with an empty index."""
    with blank.rebuilding() as beside:
        beside.swap()
    return blank
