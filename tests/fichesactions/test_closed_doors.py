"""Whatever is closed, a shelf, the home page, a text or a document, looks to a stranger as if it were not there."""

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page

from fichesactions.models import Attachment, HomePage, SiteDocument, TextPage, Tool
from tests.fichesactions.factories import make_folder, make_page, person, restrict, shelf


@pytest.fixture
def member(home: HomePage) -> Client:
    client = Client()
    client.force_login(person("sociale@demo.test"))
    return client


def closed(name: str) -> Page:
    places: dict[str, Any] = {
        "home": HomePage.objects.get,
        "shelf": shelf,
        "folder": lambda: make_folder("Entre nous"),
        "text": lambda: TextPage.objects.get(slug="aide"),
    }
    page = places[name]()
    restrict(page)
    return page


@pytest.mark.parametrize("place", ["home", "shelf", "folder", "text"])
def test_a_closed_place_is_missing_for_strangers_and_open_to_others(client: Client, member: Client, place: str) -> None:
    url = closed(place).get_url()
    assert client.get(url).status_code == 404
    assert member.get(url).status_code == 200


def test_the_footer_stands_when_one_of_its_texts_is_closed(home: HomePage, client: Client) -> None:
    closed("text")
    for url in ("/", "/glossaire/"):
        answer = client.get(url)
        assert answer.status_code == 200
        assert 'class="foot"' in answer.content.decode()


def test_what_is_under_a_closed_shelf_is_listed_nowhere(home: HomePage, client: Client) -> None:
    page = make_page("Fiche zibeline", slug="une-fiche")
    restrict(shelf())
    for url in ("/", page.get_url(), "/fils/fiches.atom", "/sitemap-pages.xml"):
        assert "zibeline" not in client.get(url).content.decode()


def test_a_document_of_a_closed_collection_is_missing_for_strangers(
    home: HomePage, client: Client, member: Client
) -> None:
    among_us = Collection.get_first_root_node().add_child(name="Entre nous")
    CollectionViewRestriction.objects.create(collection=among_us, restriction_type=CollectionViewRestriction.LOGIN)
    document = SiteDocument(title="Comptes zibeline", collection=among_us)
    document.file.save("zibeline.txt", ContentFile(b"un"))
    sheet = make_page("Fiche", attachments=[Attachment(document=document, label="Comptes zibeline")])
    tool = make_page("Outil", model=Tool, document=document)

    assert client.get(document.url).status_code == 404
    assert b"".join(member.get(document.url).streaming_content) == b"un"  # type: ignore[attr-defined]
    for page in (sheet, tool):
        assert not re.search("zibeline", client.get(page.url).content.decode(), re.IGNORECASE)
        assert document.url in member.get(page.url).content.decode()
