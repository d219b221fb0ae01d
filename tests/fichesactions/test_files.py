"""Files by their own address: a picture or a document is as closed as the pages that show it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex

from fichesactions.models import Attachment, HomePage, SiteDocument, SiteImage, Tool
from tests.fichesactions.factories import make_page, person, restrict

# Wagtail's image library leaves a temporary file for Python to close.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def no_picture_remembered() -> None:
    """Wagtail keeps in mind which sizes it made, by the number of the picture."""
    cache.clear()


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.status_code


@pytest.fixture
def member(home: HomePage) -> Client:
    client = Client()
    client.force_login(person("sociale@demo.test"))
    return client


def a_document(**fields: Any) -> SiteDocument:
    document = SiteDocument(title="Feuille de route", **fields)
    document.file.save("feuille.txt", ContentFile(b"un"))
    return document


def an_image(**fields: Any) -> SiteImage:
    file = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, "PNG")
    picture = ContentFile(file.getvalue(), "bus.png")
    return SiteImage.objects.create(title="Bus", description="Un arrêt de bus, le matin.", file=picture, **fields)


def closed_collection() -> Collection:
    among_us = Collection.get_first_root_node().add_child(name="Entre nous")
    CollectionViewRestriction.objects.create(collection=among_us, restriction_type=CollectionViewRestriction.LOGIN)
    return among_us


def test_a_picture_of_a_sheet_is_shown_with_its_words(home: HomePage, client: Client) -> None:
    page = make_page("Une fiche", illustration=an_image())
    content = client.get(page.url).content.decode()
    address = page.illustration.get_rendition("width-960").url
    assert f'src="{address}"' in content
    assert 'alt="Un arrêt de bus, le matin."' in content
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.mark.parametrize("folder", ["original_images", "documents"])
def test_originals_and_documents_have_no_address_among_the_pictures(
    home: HomePage, client: Client, folder: str
) -> None:
    image, document = an_image(), a_document()
    assert {image.file.name, document.file.name} == {"original_images/bus.png", "documents/feuille.txt"}
    name = image.file.name if folder == "original_images" else document.file.name
    for path in (f"/media/{name}", f"/media/images/../{name}", f"/media/images/%2e%2e/{name}"):
        assert status(client, path) == 404


def test_a_picture_of_a_closed_collection_is_missing_for_strangers(
    home: HomePage, client: Client, member: Client
) -> None:
    address = an_image(collection=closed_collection()).get_rendition("width-20").url
    assert status(client, address) == 404
    answer = member.get(address)
    assert "private" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def shown(kind: str, **page: Any) -> tuple[Any, str]:
    """A page that shows a file in this way, and the address of the file."""
    if kind == "illustration":
        image = an_image()
        return make_page("Une fiche", illustration=image, **page), image.get_rendition("width-20").url
    document = a_document()
    if kind == "attachment":
        fields: dict[str, Any] = {"attachments": [Attachment(document=document, label="À remplir")]}
    elif kind == "tool":
        fields = {"model": Tool, "document": document}
    else:
        fields = {"body": f'<p><a linktype="document" id="{document.pk}">la feuille</a></p>'}
    made = make_page("Une fiche", **fields, **page)
    ReferenceIndex.create_or_update_for_object(made)  # As the worker does.
    return made, document.url


@pytest.mark.parametrize("kind", ["illustration", "attachment", "tool", "text"])
def test_a_file_of_closed_pages_only_is_missing_for_strangers(
    home: HomePage, client: Client, member: Client, kind: str
) -> None:
    page, address = shown(kind)
    assert status(client, address) == 200
    closing = restrict(page)
    assert status(client, address) == 404
    assert status(member, address) == 200
    closing.delete()
    page.unpublish()
    assert status(client, address) == status(member, address) == 404


@pytest.mark.parametrize("kind", ["illustration", "attachment", "tool", "text"])
def test_a_file_of_a_draft_is_for_those_who_edit(home: HomePage, client: Client, kind: str) -> None:
    _, address = shown(kind, live=False)
    assert status(client, address) == 404
    client.force_login(person("redactrice@demo.test", "Rédaction"))
    assert status(client, address) == 200


def test_a_file_shown_in_public_too_or_nowhere_is_open(home: HomePage, client: Client) -> None:
    document = a_document()
    assert status(client, document.url) == 200
    for title in ("Publique", "Réservée"):
        page = make_page(title, attachments=[Attachment(document=document, label="À remplir")])
    restrict(page)
    assert status(client, document.url) == 200


def test_a_picture_costs_few_questions(home: HomePage, client: Client, django_assert_max_num_queries: Any) -> None:
    _, address = shown("illustration")
    status(client, address)
    with django_assert_max_num_queries(5):
        status(client, address)
