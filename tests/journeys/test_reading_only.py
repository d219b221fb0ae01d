"""What only shows is read by GET and HEAD, and says 405 to the rest: never that a form it does not have grew old."""

import pytest
from django.test import Client

from fichesactions.seeding import load_tree

pytestmark = pytest.mark.django_db
PAGES = (
    *("/", "/recherche/", "/services/", "/fiches-actions/", "/bonnes-pratiques/", "/boite-a-outils/", "/aide/"),
    *("/fils/fiches.atom", "/sitemap.xml", "/sitemap-pages.xml"),
)
API = tuple(f"/api/v1/{name}" for name in ("search", "suggest", "offers", "structures", "openapi.json", "docs"))


def test_pages_and_the_interface_are_only_read() -> None:
    load_tree()
    client = Client(enforce_csrf_checks=True)
    for address in PAGES + API:
        whole, headers_only = client.get(address), client.head(address)
        assert (whole.status_code, headers_only.status_code) == (200, 200), address
        assert headers_only.content == b"", address
        assert headers_only.headers["Content-Type"] == whole.headers["Content-Type"], address
        refused = client.post(address)
        assert refused.status_code == 405, address
        assert {"GET", "HEAD"} <= set(refused.headers["Allow"].split(", ")), address


@pytest.mark.parametrize("address", API[:4])
def test_the_interface_says_so_in_its_own_words(client: Client, address: str) -> None:
    refused = client.delete(address)
    assert refused.status_code == 405
    assert refused.json() == {"error": {"code": "not_allowed", "message": "DELETE n’est pas possible ici."}}
