"""A real node that refuses, is full, read-only or emptied: nothing is lost, and nothing is found less in silence."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from cards.refs import Ref
from search import engines
from search.engines.elasticsearch import ElasticsearchEngine
from search.indexing import catch_up, check, ensure_index
from search.models import IndexEntry
from search.port import Query, SearchUnavailableError
from tests.contract.search_engine.conftest import NODE
from tests.contract.search_engine.writes import permits
from tests.search.factories import Shelf, only_kinds

pytestmark = pytest.mark.parametrize("kind", ["elasticsearch"], indirect=True)
EVERYTHING = Query(("public",))
AGREED = {"missing": 0, "stale": 0, "ghosts": 0}
TOO_LONG_TO_SORT = "x" * 40_000
"""Above what Lucene takes as one term: refused, however often it is sent."""


@pytest.fixture(autouse=True)
def never_long_about_trying_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.elasticsearch.writing.PAUSES", (0.0, 0.0))


@pytest.fixture
def sheets(engine: ElasticsearchEngine, settings: Settings, monkeypatch: pytest.MonkeyPatch, db: None) -> Shelf:
    """A site on that node whose only things are sheets of a fake owner, twenty of them, found."""
    made = Shelf()
    only_kinds({"sheet": made}, settings, monkeypatch)
    settings.SEARCH_ENGINE = "search.engines.elasticsearch.ElasticsearchEngine"
    settings.ELASTICSEARCH = {"url": NODE, "name": engine.indices.name}
    engines._made.cache_clear()
    for number in range(20):
        made.put(str(number), f"Permis {number}")
    catch_up()
    assert agreed(20)
    return made


def agreed(documents: int) -> bool:
    return check().counts == {**AGREED, "documents": documents}


def block(engine: ElasticsearchEngine, what: str, *, on: bool) -> None:
    engine.working.indices.put_settings(index=engine.indices.alias, settings={f"index.blocks.{what}": on or None})


class Answers:
    """What a node says to each bulk in turn, before the real one is asked."""

    def __init__(self, engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch, *spoil: Callable[[Any], Any]):
        self.sent: list[int] = []
        self.left = list(spoil)
        self.held = engine.working.bulk
        monkeypatch.setattr(engine.working, "bulk", self.bulk)

    def bulk(self, **asked: Any) -> Any:
        self.sent.append(len(asked["operations"]))
        return self.left.pop(0)(asked) if self.left else self.held(**asked)


def busy_for(*busy: int) -> Callable[[Any], Any]:
    """A node whose queue was full for these of the documents, and which kept nothing of them."""
    refusal = {"status": 429, "error": {"reason": "rejected execution"}}

    def answer(asked: Any) -> Any:
        items = [{"index": refusal if n in busy else {"status": 409}} for n in range(len(asked["operations"]))]
        return {"errors": True, "items": items}

    return answer


def test_a_busy_node_is_sent_again_only_what_it_did_not_take(
    engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = Answers(engine, monkeypatch, busy_for(*range(3, 10)))
    assert not engine.write(permits(range(10)))
    assert node.sent == [10, 7]
    assert engine.search(EVERYTHING).total == 7


def test_a_node_that_stays_busy_leaves_owed_what_it_did_not_take(
    engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    Answers(engine, monkeypatch, *[busy_for(0)] * 3)
    with pytest.raises(SearchUnavailableError, match="1 documents attendent"):
        engine.write(permits(range(10)))


def test_an_older_version_is_no_error_and_takes_nothing_back(engine: ElasticsearchEngine) -> None:
    newer = [replace(each, document=None) for each in permits(range(1), version=2)]
    assert not engine.write([*newer, *permits(range(1, 3), version=2)])
    assert not engine.write(permits(range(3), version=1))
    assert engine.search(EVERYTHING).total == 2


def test_one_document_that_is_refused_stays_owed_and_named_while_the_others_are_found(
    engine: ElasticsearchEngine, sheets: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    sheets.put("7", "Sans fin", readers=("public", TOO_LONG_TO_SORT))
    sheets.put("20", "Permis 20")
    written, finished = catch_up()
    assert (written, finished) == (1, True)
    assert "sheet:7" in caplog.text
    assert check().stale == [Ref("sheet", "7")]
    assert IndexEntry.objects.get(key="7").indexed < IndexEntry.objects.get(key="7").version
    sheets.change("7", readers=("public",))
    catch_up()
    assert agreed(21)


@pytest.mark.parametrize("what", ["write", "read_only_allow_delete"])
def test_a_node_that_takes_no_writes_still_answers_and_is_given_the_rest_later(
    engine: ElasticsearchEngine, sheets: Shelf, what: str, client: Client
) -> None:
    block(engine, what, on=True)
    try:
        sheets.put("20", "Permis 20")
        sheets.take("0")
        with pytest.raises(SearchUnavailableError):
            catch_up()
        answer = client.get("/api/v1/search?q=permis").json()
        assert (answer["degraded"], answer["total"]) == (False, 19)  # Found, but gone: not even counted.
    finally:
        block(engine, what, on=False)
    assert catch_up() == (2, True)
    assert agreed(20)


def test_a_node_back_with_an_empty_disk_is_said_and_filled_again(
    engine: ElasticsearchEngine, sheets: Shelf, client: Client
) -> None:
    engine.indices.remove(*engine.working.indices.get(index=f"{engine.indices.name}-*"))
    page = client.get("/recherche/?q=permis").content.decode()
    assert "Liste simple" in page
    assert "Permis 3" in page.replace("<mark>", "").replace("</mark>", "")
    with pytest.raises(SearchUnavailableError, match="pas encore construit"):
        check()
    assert ensure_index()
    assert client.get("/api/v1/search?q=permis").json()["degraded"] is False
    assert agreed(20)


def test_words_of_an_index_that_is_gone_are_not_remembered(engine: ElasticsearchEngine) -> None:
    engine.write(permits(range(3)))
    assert engine.vocabulary("p") == {"permis": 3}
    with engine.rebuilding() as beside:
        beside.swap()
    assert engine.vocabulary("p") == {}
