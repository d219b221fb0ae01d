"""Every list of the site, with its real owners: a page of twenty costs the database what a page of five does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import vocabulary.seeding
from fichesactions.models import ActionSheet, GoodPractice, KnowledgePage, Tool
from fichesactions.seeding import load_tree
from search.indexing import rebuild
from tests.fichesactions.factories import make_page
from tests.offers.factories import a_service, a_structure, deliver

pytestmark = pytest.mark.django_db
Fill = Callable[[int], None]


@pytest.fixture
def site(db: None) -> None:
    vocabulary.seeding.load()
    load_tree()


@pytest.fixture
def offers(tmp_path: Path) -> Fill:
    def fill(number: int) -> None:
        deliver(
            tmp_path, a_structure(), *[a_service(f"{number}-{key}") for key in range(number)], confirm_withdrawals=True
        )

    return fill


def pages(model: type[KnowledgePage]) -> Fill:
    def fill(number: int) -> None:
        for key in range(number):
            make_page(f"Garde d’enfants {number}-{key}", model=model)

    return fill


def costs(client: Client, address: str, fill: Fill) -> list[int]:
    """The queries of a list of five, then of twenty."""
    measured = []
    for number in (5, 20):
        fill(number)
        rebuild()
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        measured.append(len(queries))
        assert len(response.context["listing"].cards) == number
    return measured


@pytest.mark.usefixtures("site")
def test_lists_of_services(client: Client, offers: Fill) -> None:
    assert costs(client, "/services/", offers) == [3, 3]  # labels, offers with their structure, themes


@pytest.mark.usefixtures("site")
def test_results_of_a_search(client: Client, offers: Fill) -> None:
    assert costs(client, "/recherche/?q=garde", offers) == [6, 6]  # and places named, synonyms, the need counted


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("model", "address"),
    [(ActionSheet, "/fiches-actions/"), (GoodPractice, "/bonnes-pratiques/"), (Tool, "/boite-a-outils/")],
)
def test_shelves(client: Client, model: type[KnowledgePage], address: str) -> None:
    # The site, the page and its place in the tree; the three shelves; what it holds; labels; cards, themes, authors.
    assert costs(client, address, pages(model)) == [9, 9]


@pytest.mark.usefixtures("site")
def test_suggestions(client: Client, offers: Fill) -> None:
    """Acronyms; titles of offers; of pages that one may see; labels; places."""
    measured = []
    for number in (1, 2):
        offers(number)
        pages(ActionSheet)(number)
        rebuild()
        client.get("/api/v1/suggest?q=gard")
        with CaptureQueriesContext(connection) as queries:
            found = client.get("/api/v1/suggest?q=gard").json()["suggestions"]
        measured.append(len(queries))
        assert {"offer", "sheet"} <= {each["kind"] for each in found}
    assert measured == [5, 5]
