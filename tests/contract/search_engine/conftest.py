"""Every engine passes the same suite: Elasticsearch joins by one more line in ENGINES."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from search.engines.embedded import EmbeddedEngine
from search.port import Engine

ENGINES: Mapping[str, Callable[[Path], Engine]] = {"embedded": lambda folder: EmbeddedEngine(str(folder))}


@pytest.fixture(params=ENGINES)
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    """An engine that holds no index yet."""
    return ENGINES[request.param](tmp_path / "index")


@pytest.fixture
def engine(blank: Engine) -> Engine:
    """An engine with an empty index."""
    with blank.rebuilding() as beside:
        beside.swap()
    return blank
