"""Lists around a place: what is near first, then what serves these people from afar, in pages that follow on."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from search import answer
from search import listing as listings
from search.answer import Listing
from search.document import apart_key, basin_key
from search.engines.embedded import reading
from search.indexing import catch_up
from territories.models import Basin, Municipality, Territory
from tests.search.factories import Shelf

pytestmark = pytest.mark.django_db
HERE = "/recherche/?sorte=offer&lieu=4800"


@pytest.fixture(autouse=True)
def verviers(db: None) -> None:
    land = Territory.objects.create(slug="wallonie", name="Wallonie", country="BE")
    basin = Basin.objects.create(slug="verviers", name="Verviers", territory=land)
    here = {"territory": land, "basin": basin, "postcode": "4800", "latitude": 50.59, "longitude": 5.86}
    Municipality.objects.create(code="BE:63079", name="Verviers", **here)


@pytest.fixture
def catalogue(sheets: Shelf, offers: Shelf) -> Shelf:
    newest = date(2026, 1, 1)
    offers.put("here", "Aide ici", point=(50.6, 5.87), municipality="BE:63079", date=newest - timedelta(9))
    offers.put("same", "Aide de la commune", point=(51.6, 5.87), municipality="BE:63079", date=newest - timedelta(8))
    offers.put("comes", "Aide qui vient", offered_in=(basin_key("verviers"),), date=newest - timedelta(7))
    offers.put("remote", "Aide par téléphone", offered_in=(apart_key("verviers"),), date=newest)
    offers.put("nation", "Aide nationale", offered_in=(apart_key("BE"),), date=newest - timedelta(1))
    offers.put("france", "Aide de l’autre pays", offered_in=(apart_key("FR"),))
    offers.put("doubs", "Aide au loin", offered_in=(apart_key("pontarlier"),))
    offers.put("away", "Aide ailleurs", point=(50.1, 5.0), municipality="BE:92094")
    catch_up()
    return offers


def listing(client: Client, address: str) -> Listing:
    found: Listing = client.get(address).context["listing"]
    return found


def html(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("tail", ["", "&q=aide", "&tri=date", "&tri=distance", "&q=aide&tri=date"])
def test_what_is_near_comes_first_whatever_the_order(client: Client, catalogue: Shelf, tail: str) -> None:
    found = listing(client, f"{HERE}{tail}")
    keys = [item.card.ref.key for item in found.items]
    assert set(keys[:3]) == {"here", "same", "comes"}
    assert set(keys[3:]) == {"remote", "nation"}
    assert (found.total, found.near_total, found.apart_total) == (5, 3, 2)
    assert [item.apart for item in found.items] == [False, False, False, True, True]
    assert all(item.distance is None for item in found.apart_items)


def test_those_kept_apart_stand_under_their_own_heading(client: Client, catalogue: Shelf) -> None:
    page = html(client, HERE)
    before, after = page.split("À distance, ou sur une zone plus large</h2>")
    assert "Aide ici" in before
    assert "Aide par téléphone" not in before
    assert "Aide par téléphone" in after
    assert "Aide ici" not in after
    assert "sur une zone plus large" not in html(client, "/recherche/?sorte=offer")
    assert "sur une zone plus large" not in html(client, f"{HERE}&rayon=partout")


def test_nothing_near_leaves_those_kept_apart_at_once(client: Client, catalogue: Shelf) -> None:
    for key in ("here", "same", "comes"):
        catalogue.take(key)
    catch_up()
    found = listing(client, HERE)
    assert (found.near_total, found.apart_total) == (0, 2)
    assert [item.apart for item in found.items] == [True, True]


def test_pages_run_through_both_without_a_gap_or_a_double(client: Client, offers: Shelf, sheets: Shelf) -> None:
    for number in range(25):
        offers.put(f"n{number}", f"Aide {number}", municipality="BE:63079", date=date(2026, 1, 1))
        offers.put(f"a{number}", f"Aide {number}", offered_in=(apart_key("BE"),), date=date(2026, 1, 2))
    catch_up()
    pages = [listing(client, f"{HERE}&page={number}") for number in (1, 2, 3, 4)]
    shown = [item.card.ref.key for page in pages for item in page.items]
    assert [len(page.items) for page in pages] == [20, 20, 10, 0]
    assert len(set(shown)) == 50
    assert [key[0] for key in shown] == ["n"] * 25 + ["a"] * 25
    assert pages[0].apart_url == f"{HERE.replace('sorte=offer&lieu=4800', 'lieu=4800&sorte=offer')}&page=2#a-distance"
    assert pages[1].apart_url == "#a-distance"
    assert [page.total for page in pages] == [50, 50, 50, 50]


def test_filters_count_what_is_near_and_what_is_apart(client: Client, catalogue: Shelf) -> None:
    catalogue.change("here", facets={"fees": ("gratuit",)})
    catalogue.change("nation", facets={"fees": ("gratuit", "payant")})
    catch_up()
    (fees,) = [facet for facet in listing(client, HERE).facets if facet.name == "fees"]
    assert {choice.value: choice.count for choice in fees.choices} == {"gratuit": 2, "payant": 1}


def test_pages_that_stand_nowhere_stay_among_what_is_near(client: Client, catalogue: Shelf, sheets: Shelf) -> None:
    sheets.put("1", "Aide : une fiche")
    catch_up()
    found = listing(client, "/recherche/?q=aide&lieu=4800")
    assert "sheet" in {item.card.ref.kind for item in found.near_items}
    assert found.near_total == 4


def test_what_a_filter_leaves_out_for_want_of_knowing_is_told_with_the_way_to_it(
    client: Client, offers: Shelf, sheets: Shelf
) -> None:
    offers.put("1", "Aide", facets={"fees": ("gratuit",)})
    offers.put("2", "Aide", facets={"fees": ("non-precise",)})
    offers.put("3", "Aide", facets={"fees": ("non-precise",)})
    catch_up()
    told = re.compile(r"Coût non précisé : 2 services. <a class=\"link\" href=\"([^\"]*)\">Les voir aussi</a>")
    found = told.search(html(client, "/recherche/?cout=gratuit"))
    assert found is not None
    everything = listing(client, found[1].replace("&amp;", "&"))
    assert everything.total == 3
    assert everything.unsaid == []
    assert "voir aussi" not in html(client, "/recherche/")


def test_without_the_engine_everything_is_one_simple_list(client: Client, catalogue: Shelf, settings: Settings) -> None:
    settings.SEARCH_INDEX_DIR = settings.DATA_DIR / "nowhere"
    page = html(client, f"{HERE}&q=aide")
    assert "La recherche rapide est en panne" in page
    assert "sur une zone plus large" not in page


def test_a_place_costs_the_same_queries_whatever_is_found(
    client: Client, catalogue: Shelf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    costs = []
    for address in (HERE, f"{HERE}&q=zorglub&exact=1", f"{HERE}&q=aide"):
        client.get(address)
        with django_assert_max_num_queries(9) as queries:
            client.get(address)
        costs.append(len(queries))
    found, nothing, some = costs
    assert some == found + 2, "synonyms, and the need counted"
    assert nothing == some + 3, "whom to turn to, and what else there is"


def test_far_down_the_list_nothing_is_passed_off_as_near(
    client: Client, catalogue: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past the depth that engines rank, what is near has no more hits, and what is apart must not fill its pages."""
    monkeypatch.setattr(reading, "DEEPEST", 2)
    monkeypatch.setattr(answer, "DEEPEST", 2)
    monkeypatch.setattr(answer, "PAGE", 1)
    monkeypatch.setattr(listings, "PAGE", 1)
    assert [item.card.ref.key for item in listing(client, f"{HERE}&page=3").items] == []
    last = listing(client, f"{HERE}&page=2")
    assert (last.pages, last.next_url, last.is_cut) == (2, None, True)
