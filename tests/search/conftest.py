from collections.abc import Mapping

import pytest
from pytest_django import Settings

from search.indexing import ensure_index
from tests.search.factories import Shelf, only_kinds


@pytest.fixture
def shelves(settings: Settings, monkeypatch: pytest.MonkeyPatch, db: None) -> Mapping[str, Shelf]:
    """The only kinds of these tests, sheets and offers of a fake owner, with an index that answers."""
    made = {"sheet": Shelf(), "offer": Shelf("offer", "Service", "Services et aides", "service")}
    only_kinds(made, settings, monkeypatch)
    ensure_index()
    return made


@pytest.fixture
def sheets(shelves: Mapping[str, Shelf]) -> Shelf:
    return shelves["sheet"]


@pytest.fixture
def offers(shelves: Mapping[str, Shelf]) -> Shelf:
    return shelves["offer"]
