"""A browser's own bar: it is told where to search, and what to propose."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import Settings

from search.indexing import catch_up
from tests.search.factories import Shelf

pytestmark = pytest.mark.django_db
SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_the_description_leads_to_suggestions_in_the_form_browsers_read(
    client: Client, sheets: Shelf, settings: Settings
) -> None:
    settings.BASE_URL = "http://testserver"
    sheets.put("1", "Chercher un logement")
    sheets.put("2", "Le logement des membres", readers=("member",))
    catch_up()
    description = ElementTree.fromstring(client.get("/opensearch.xml").content)
    urls = {url.get("type"): url.get("template", "") for url in description.findall(f"{SPACE}Url")}
    answer = client.get(urls["application/x-suggestions+json"].replace("{searchTerms}", "loge"))
    assert answer["Content-Type"] == "application/x-suggestions+json"
    assert answer.json() == [
        "loge", ["Chercher un logement"], ["Fiche action"], ["http://testserver/sheet/1/"]
    ]  # fmt: skip
    assert client.get(urls["application/atom+xml"].replace("{searchTerms}", "logement")).status_code == 200
    settings.SEARCH_INDEX_DIR = settings.DATA_DIR / "nowhere"
    assert client.get("/recherche/suggestions.json?q=loge").json() == ["loge", [], [], []]
