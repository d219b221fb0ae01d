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


def elasticsearch(folder: Path) -> Engine:
    if not NODE:
        pytest.skip("TEST_ELASTICSEARCH_URL : aucun nœud Elasticsearch à essayer")
    return ElasticsearchEngine({"url": NODE, "name": f"tests-{uuid.uuid4().hex[:12]}"}.items())


ENGINES: Mapping[str, Callable[[Path], Engine]] = {
    "embedded": lambda folder: EmbeddedEngine(str(folder)),
    "elasticsearch": elasticsearch,
}


@pytest.fixture(params=ENGINES)
def blank(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An engine that holds no index yet."""
    monkeypatch.setattr("search.engines.elasticsearch.filling.LAST_READERS", 0.0)
    made = ENGINES[request.param](tmp_path / "index")
    yield made
    if isinstance(made, ElasticsearchEngine):
        made.indices.remove(*made.working.indices.get(index=f"{made.indices.name}-*"))
        made.close()


@pytest.fixture
def engine(blank: Engine) -> Engine:
    """An engine with an empty index."""
    with blank.rebuilding() as beside:
        beside.swap()
    return blank
