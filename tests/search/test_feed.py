"""Any search as a feed: what everybody may see, the newest first, and nothing sent twice."""

from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from search.indexing import catch_up
from tests.search.factories import Shelf

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def filed(sheets: Shelf, offers: Shelf) -> None:
    sheets.put("1", "Un vieux logement", date=date(2024, 5, 1), summary="Un <b>toit</b> & un café")
    sheets.put("2", "Un logement entre nous", date=date(2026, 5, 1), readers=("member",))
    offers.put("3", "Aide au logement", date=date(2026, 2, 1))
    offers.put("4", "Un lieu sans date, avec un logement")
    catch_up()


def titles(xml: bytes) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(xml).iter(f"{ATOM}entry")]


def test_a_feed_holds_what_strangers_may_see_the_newest_first(client: Client) -> None:
    client.force_login(User.objects.create_superuser("admin@demo.test", "x"))
    answer = client.get("/recherche/flux.atom?q=logement&page=4&tri=distance")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert titles(answer.content) == ["Aide au logement", "Un vieux logement"]
    feed = ElementTree.fromstring(answer.content)
    assert feed.findtext(f"{ATOM}title") == "Pratiques voisines\u00a0: logement"
    assert "Un &lt;b&gt;toit&lt;/b&gt; &amp; un café" in "".join(e.findtext(f"{ATOM}summary") or "" for e in feed)
    assert titles(client.get("/recherche/flux.atom?q=logement&sorte=sheet").content) == ["Un vieux logement"]


def test_who_asks_again_is_told_that_nothing_changed(client: Client, sheets: Shelf) -> None:
    first = client.get("/recherche/flux.atom?q=logement")
    assert not first.cookies
    again = {"If-None-Match": first["ETag"]}
    assert client.get("/recherche/flux.atom?q=logement", headers=again).status_code == 304
    sheets.put("5", "Un logement tout neuf", date=date(2026, 11, 1))
    catch_up()
    assert titles(client.get("/recherche/flux.atom?q=logement", headers=again).content)[0] == "Un logement tout neuf"


def test_a_page_of_results_names_its_feed_and_an_engine_that_is_away_empties_none(
    client: Client, settings: Settings
) -> None:
    page = client.get("/recherche/?q=logement&sorte=offer").content.decode()
    assert page.count('href="/recherche/flux.atom?q=logement&amp;sorte=offer"') == 2
    assert client.get("/recherche/flux.atom?liste=forged").status_code == 404
    settings.SEARCH_INDEX_DIR = settings.DATA_DIR / "nowhere"
    away = client.get("/recherche/flux.atom?q=logement")
    assert (away.status_code, away["Retry-After"]) == (503, "600")
