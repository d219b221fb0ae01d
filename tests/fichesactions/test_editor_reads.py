"""Whatever stands on the site opens in the editor, and an editor who changes nothing loses nothing."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.fields import RichTextField
from wagtail.models import Page

from accounts.models import User
from fichesactions.demo import load_demo
from fichesactions.markdown import rich_text
from fichesactions.models import HomePage, TextPage
from fichesactions.models.sections import FEATURES
from fichesactions.plain_text import plain
from territories import seeding as territories
from vocabulary import seeding as vocabulary

DEMO = Path(__file__).resolve().parents[2] / "platform" / "operations" / "demo"
SAMPLES = [
    "> une parole\n>\n> Nadia, Dison",
    "> une parole  \n> sur deux lignes",
    "> - un\n> - deux\n>\n> fin",
    "> > double\n>\n> simple",
    "> ## titre\n>\n> suite",
    "- un\n\n  suite\n\n- **deux**\n  1. sous\n  2. sous encore\n\n  fin",
    "- un\n\n  > cité\n\n  après",
    "- # titre\n- ```\n  code\n  ```",
    "ligne  \nsuite\\\nfin",
    "**gras [lien](/aide/) __double__ `code`** et *penché*",
    "[**gras**](https://exemple.org) [](https://exemple.org) [ftp](ftp://exemple.org)",
    "avant\n\n---\n\naprès",
    "Titre\n=====\n\n###### petit",
    "![une image](https://exemple.org/a.png) et la suite",
    "a < b & c > d &nbsp; « e » <br> <p>",
    "1. un\n\n   ```\n   x < y\n   ```\n2. deux",
]


def reopened(html: str, features: list[str]) -> str:
    converter = ContentstateConverter(features)
    return str(converter.to_database_format(converter.from_database_format(html)))


def words(html: str) -> list[str]:
    return plain(html).split()


@pytest.mark.parametrize("markdown", SAMPLES)
def test_imported_text_survives_the_editor(markdown: str) -> None:
    html = rich_text(markdown)
    saved = reopened(html, FEATURES)
    assert words(saved) == words(html) != []
    assert words(reopened(saved, FEATURES)) == words(html)
    for tag in ("<li", "<a href", "<h3", "<blockquote"):
        assert saved.count(tag) == html.count(tag), tag


def test_everything_that_setup_writes_survives_the_editor(
    opening: HomePage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    vocabulary.load()
    monkeypatch.setattr(territories, "PLACES", [])
    territories.load()
    load_demo(DEMO)
    client.force_login(User.objects.create_superuser("admin@demo.test", "un mot de passe sûr"))
    pages = list(Page.objects.filter(depth__gt=2).specific())
    assert TextPage.objects.count() >= 6
    longest = {type(page): page for page in sorted(pages, key=lambda page: len(str(page.serializable_data())))}
    for page in longest.values():  # One of a kind is enough: the screen is the same, and takes half a second.
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200, page
    quotes = 0
    for page in pages:
        for field in page._meta.get_fields():
            if isinstance(field, RichTextField):
                html = getattr(page, field.name)
                assert words(reopened(html, field.features)) == words(html), (page, field.name)
                quotes += html.count("<blockquote>")
    assert quotes
