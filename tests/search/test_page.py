"""The search page as people use it: broad searches at a glance, filters counted and taken off, never a dead end."""

import re

import pytest
from django.test import Client

from search.indexing import catch_up
from tests.search.factories import Shelf
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


def get(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def ranks(html: str) -> list[int]:
    return [int(rank) for rank in re.findall(r'data-rank="(\d+)"', html)]


@pytest.fixture
def broad(sheets: Shelf, offers: Shelf) -> None:
    Theme.objects.create(slug="mobilite", label="Mobilité")
    for number in range(25):
        offers.put(f"{number}", f"Permis {number}", facets={"theme": ("mobilite",)})
    for number in range(7):
        sheets.put(f"{number}", f"Le permis raconté par {number}")
    catch_up()


def test_a_broad_search_shows_its_best_then_some_of_each_kind_and_the_way_to_all(client: Client, broad: None) -> None:
    html = get(client, "/recherche/?q=permis")
    assert ranks(html)[:5] == [1, 2, 3, 4, 5]
    assert len(ranks(html)) == len(set(ranks(html))) <= 5 + 2 * 3
    tout_voir = re.findall(r'<a class="link" href="([^"]+)">Tout voir<span[^>]*> : ([^<]+)</span>&nbsp;\((\d+)\)', html)
    assert sorted(tout_voir) == [
        ("/recherche/?q=permis&amp;sorte=offer", "Services et aides", "25"),
        ("/recherche/?q=permis&amp;sorte=sheet", "Fiches actions", "7"),
    ]
    whole = get(client, "/recherche/?q=permis&vue=liste")
    assert ranks(whole) == list(range(1, 21))
    assert '<input type="hidden" name="vue" value="liste">' in whole
    assert ranks(get(client, "/recherche/?q=permis&page=2")) == list(range(21, 33))
    for plain in ("&sorte=offer", "&tri=date"):
        assert "Tout voir" not in get(client, f"/recherche/?q=permis{plain}")


def test_filters_say_how_many_they_are_and_what_they_would_show(client: Client, broad: None) -> None:
    html = get(client, "/recherche/?q=permis&theme=mobilite&bassin=nulle-part&tri=date")
    assert "(1 filtre)" in html.replace("\u00a0", " ")
    form = html.partition('data-count="')[2].partition('"')[0].replace("&amp;", "&")
    counted = client.get(f"{form}&q=permis&theme=mobilite").json()
    assert counted == {"total": 25, "words": "Voir les 25 résultats"}
    assert client.get(f"{form}&q=zorglub").json()["words"] == "Rien avec ces filtres"
    assert client.get("/recherche/compte.json?liste=forged").status_code == 404


def test_an_empty_answer_keeps_its_filters_and_leads_on(client: Client, broad: None) -> None:
    html = get(client, "/recherche/?q=zorglub&theme=mobilite&lieu=Zzyzx")
    assert 'value="mobilite" checked' in html
    assert '<a class="tag tag-on" href="/recherche/?q=zorglub&amp;lieu=Zzyzx">' in html
    assert "Signaler une structure ou un service qui manque" in html
    assert "/mon-espace/recherches/garder/?q=zorglub&amp;lieu=Zzyzx&amp;theme=mobilite&amp;prevenir=1" in html
    assert "Demander à quelqu’un" not in html, "nobody is in this directory: no way leads nowhere"
    assert "data-searched" not in html


def test_what_a_browser_may_remember_is_what_was_found(client: Client, broad: None) -> None:
    assert 'data-searched="permis"' in get(client, "/recherche/?q=pemris")
    assert "data-recent" in get(client, "/recherche/")
