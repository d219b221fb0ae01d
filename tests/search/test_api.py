"""The API's contract: shapes, errors as sentences, nothing that a stranger may not see."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from search.indexing import catch_up
from territories.models import Municipality, Territory
from tests.search.factories import Shelf
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(sheets: Shelf, offers: Shelf) -> None:
    Theme.objects.update_or_create(slug="logement-hebergement", defaults={"label": "Logement et hébergement"})
    facets = {"theme": ("logement-hebergement",)}
    sheets.put("1", "Chercher un logement à deux", body="Une visite, puis un <bail>.", facets=facets, source_id="abc")
    sheets.put("2", "Logement réservé", readers=("member",), facets=facets)
    offers.put("3", "Aide au logement", point=(50.59, 5.86))
    catch_up()


def search(client: Client, **params: Any) -> dict[str, Any]:
    response = client.get("/api/v1/search", params)
    assert response.status_code == 200, response.content
    assert not client.cookies
    found: dict[str, Any] = response.json()
    return found


def test_an_answer_has_the_shape_of_the_contract(client: Client, library: None) -> None:
    found = search(client, q="bail", kind="sheet")
    assert found == {
        "total": 1,
        "engine": "embedded",
        "degraded": False,
        "corrected": None,
        "understood": {"same": [], "close": [], "place": None},
        "page": 1,
        "results": [
            {
                "kind": "sheet",
                "key": "1",
                "source_id": "abc",
                "title": "Chercher un logement à deux",
                "url": "/sheet/1/",
                "excerpt": "Une visite, puis un &lt;<mark>bail</mark>&gt;.",
            }
        ],
        "facets": found["facets"],
    }
    assert found["facets"]["kind"] == [{"value": "sheet", "label": "Fiche action", "count": 1}]
    theme = {"value": "logement-hebergement", "label": "Logement et hébergement", "count": 1}
    assert found["facets"]["theme"] == [theme]


def test_what_is_closed_leaks_neither_in_totals_nor_in_counts(client: Client, library: None) -> None:
    found = search(client, q="logement")
    assert found["total"] == 2
    assert found["facets"]["theme"][0]["count"] == 1
    assert "réservé" not in str(found)


def test_a_circle_measures_kilometres(client: Client, library: None) -> None:
    assert search(client, kind="offer", near="50.6,5.87", radius=2)["total"] == 1
    assert search(client, kind="offer", near="50.9,5.87", radius=2)["total"] == 0


def test_a_page_past_the_last_is_empty_not_an_error(client: Client, library: None) -> None:
    found = search(client, q="logement", page=99999, size=50)
    assert (found["total"], found["results"]) == (2, [])


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"size": 51}, "size : vaut au plus 50."),
        ({"size": "x"}, "size : doit être un nombre entier."),
        ({"page": 0}, "page : vaut au moins 1."),
        ({"kind": "zorglub"}, "« zorglub » n’est pas une sorte connue"),
        ({"near": "ici"}, "latitude,longitude en degrés"),
        ({"near": "nan,nan"}, "latitude entre"),
        ({"radius": 5}, "demandent near"),
        ({"sort": "hasard"}, "relevance, date ou distance"),
    ],
)
def test_a_senseless_parameter_is_refused_in_words(client: Client, library: None, params: Any, said: str) -> None:
    response = client.get("/api/v1/search", params)
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "invalid_parameters"
    assert said in response.json()["error"]["message"]


@pytest.mark.parametrize("words", ["\x00", "a" * 10_000, "l'emploi", "AND OR ((", "😀", "مرحبا", "%ED%A0%80"])
def test_nothing_typed_breaks_it(client: Client, library: None, words: str) -> None:
    search(client, q=words)
    assert client.get("/api/v1/suggest", {"q": words}).status_code == 200


def test_an_engine_that_is_away_is_said(client: Client, library: None, settings: Settings) -> None:
    settings.SEARCH_INDEX_DIR = settings.DATA_DIR / "nowhere"
    found = search(client, q="logement")
    assert (found["degraded"], found["total"]) == (True, 2)
    suggested = client.get("/api/v1/suggest", {"q": "log"})
    assert (suggested.status_code, suggested.json()["degraded"]) == (200, True)
    kinds = {each["kind"] for each in suggested.json()["suggestions"]}
    assert "sheet" not in kinds
    assert "theme" in kinds  # What the database knows is still proposed.


def test_suggestions_complete_titles_and_themes(client: Client, library: None) -> None:
    found = client.get("/api/v1/suggest", {"q": "logem"}).json()["suggestions"]
    assert {"kind": "sheet", "title": "Chercher un logement à deux", "url": "/sheet/1/"} in found
    assert {
        "kind": "theme",
        "title": "Logement et hébergement",
        "url": "/recherche/?theme=logement-hebergement",
    } in found
    assert "réservé" not in str(found)


def test_the_documentation_calls_no_foreign_server(client: Client, library: None) -> None:
    html = client.get("/api/v1/docs").content.decode()
    assert "https://" not in html
    assert client.get("/api/v1/openapi.json").json()["info"]["title"]


def test_a_suggestion_costs_the_same_whatever_the_number_of_titles(
    client: Client, library: None, sheets: Shelf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        with django_assert_num_queries(3):  # acronyms, labels, and places; these shelves read no database
            assert client.get("/api/v1/suggest", {"q": "logem"}).json()["suggestions"]
        for number in range(9):
            sheets.put(f"more{number}", f"Logement {number}")
        catch_up()


def test_suggestions_name_places_as_people_do(client: Client, library: None) -> None:
    land = Territory.objects.create(slug="wallonie", name="Wallonie", country="BE")
    Municipality.objects.create(code="BE:63079", name="Verviers", territory=land, postcode="4800")
    found = client.get("/api/v1/suggest", {"q": "verv"}).json()["suggestions"]
    assert found[-1] == {"kind": "place", "title": "Autour de Verviers (4800)", "url": "/recherche/?lieu=4800+Verviers"}


def test_without_words_the_nearest_come_first_as_on_the_screens(client: Client, offers: Shelf) -> None:
    offers.put("loin", "Logement", point=(50.9, 5.86), date=date(2026, 5, 1))
    offers.put("pres", "Aide au logement", point=(50.6, 5.86), date=date(2020, 5, 1))
    catch_up()

    def order(**params: Any) -> list[str]:
        return [result["key"] for result in search(client, near="50.59,5.86", **params)["results"]]

    assert order() == ["pres", "loin"]
    assert order(sort="date") == ["loin", "pres"]
    assert order(q="logement") == ["loin", "pres"]  # words first: the shorter title
