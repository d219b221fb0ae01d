"""What nobody finds anything by costs the engine little, whoever asks and however much they put in the address."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client

from search.engines.embedded import EmbeddedEngine
from search.facets import FACETS, SCREEN_FACETS
from search.indexing import catch_up
from search.port import Query, Results
from search.ways_on import MOST_TRIED
from tests.search.factories import Shelf
from tests.territories.factories import BasinFactory
from vocabulary.models import Audience, PracticeTopic, Theme

pytestmark = pytest.mark.django_db
Searches = Callable[[str], tuple[int, str]]


@pytest.fixture
def searches(client: Client, sheets: Shelf, monkeypatch: pytest.MonkeyPatch) -> Searches:
    """Gets a page, and tells how many times the engine was asked."""
    sheets.put("1", "Chercher un logement")
    catch_up()
    asked: list[Query] = []
    search = EmbeddedEngine.search

    def counted(engine: EmbeddedEngine, query: Query) -> Results:
        asked.append(query)
        return search(engine, query)

    def measured(address: str) -> tuple[int, str]:
        asked.clear()
        html = client.get(address).content.decode()
        return len(asked), html

    monkeypatch.setattr(EmbeddedEngine, "search", counted)
    return measured


def test_values_that_no_vocabulary_knows_cost_nothing(searches: Searches) -> None:
    unknown = [(FACETS[name].param, f"inconnu-{n}") for name in SCREEN_FACETS for n in range(50)]
    number, html = searches(f"/recherche/?{urlencode(unknown)}")
    assert number == 1
    assert "1 résultat" in html


def test_an_empty_page_tries_few_ways_whatever_is_asked(searches: Searches) -> None:
    for model in (Theme, Audience, PracticeTopic):
        model._default_manager.bulk_create(model(slug=f"{n}", label=f"Terme {n}") for n in range(60))
    every = [(param, f"{n}") for param in ("theme", "public", "sujet") for n in range(60)]
    number, html = searches(f"/recherche/?{urlencode([('q', ' '.join('abcdefghijklmno')), *every])}")
    assert "Rien pour" in html
    assert number <= 2 + MOST_TRIED + 1
    assert html.count('class="tag tag-on"') <= 50


def test_two_filters_of_the_same_value_are_told_apart(searches: Searches, sheets: Shelf) -> None:
    for model in (Theme, Audience):
        model._default_manager.create(slug="sante", label=f"Santé {model.__name__}")
    sheets.put("2", "Un médecin", facets={"audience": ("sante",)})
    catch_up()
    _, html = searches("/recherche/?theme=sante&public=sante")
    assert '<a href="/recherche/?public=sante">Sans le filtre « Santé Theme » (1)</a>' in html


def test_a_filter_of_several_values_is_taken_off_whole(searches: Searches) -> None:
    for n in range(2):
        BasinFactory(slug=f"b{n}", name=f"B{n}")
    number, html = searches("/recherche/?bassin=b0&bassin=b1")
    assert '<a href="/recherche/">Sans le filtre « Bassin » (1)</a>' in html
    assert number == 3  # What was asked, the way on, whom to turn to.
