"""Lists as people see them: filters that add up and live in the address, what to do when nothing is found."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from search.document import basin_key
from search.indexing import catch_up
from territories.models import Basin, Municipality, Territory
from tests.search.factories import Shelf
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(sheets: Shelf, offers: Shelf) -> None:
    for slug, label in (("logement-hebergement", "Logement et hébergement"), ("mobilite", "Mobilité")):
        Theme.objects.update_or_create(slug=slug, defaults={"label": label})
    land = Territory.objects.create(slug="wallonie", name="Wallonie", country="BE")
    basin = Basin.objects.create(slug="verviers", name="Verviers", territory=land)
    here = {"territory": land, "basin": basin, "postcode": "4800", "latitude": 50.59, "longitude": 5.86}
    Municipality.objects.create(code="BE:63079", name="Verviers", **here)
    housing, mobility = {"theme": ("logement-hebergement",), "basin": ("verviers",)}, {"theme": ("mobilite",)}
    sheets.put("1", "Chercher un logement à deux", summary="Une visite préparée.", facets=housing)
    sheets.put("2", "Un vélo pour travailler", summary="Prêt de vélos.", facets=mobility)
    near = {"facets": housing, "municipality": "BE:63079"}
    offers.put("3", "Aide au logement", summary="Une <b>permanence</b> & un café.", point=(50.6, 5.87), **near)
    offers.put("4", "Logement de transit", point=(50.1, 5.0), facets=housing, municipality="BE:92094")
    catch_up()


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_stranger_searches_without_a_cookie(client: Client, library: None) -> None:
    html = get(client, "/recherche/?q=logements")
    assert "3 résultats pour « logements »" in html
    assert "Chercher un <mark>logement</mark> à deux" in html
    assert "&lt;b&gt;permanence&lt;/b&gt; &amp; un café" in html
    assert not client.cookies


def test_filters_add_up_and_each_counts_without_itself(client: Client, library: None) -> None:
    html = get(client, "/recherche/?theme=logement-hebergement&sorte=offer")
    assert "2 résultats" in html
    assert "Mobilité" not in html  # no service has that theme
    assert 'value="logement-hebergement" checked' in html
    both = get(client, "/recherche/?theme=logement-hebergement&theme=mobilite")
    assert "4 résultats" in both
    none = get(client, "/recherche/?theme=mobilite&bassin=verviers")
    assert "Rien avec ces filtres" in none


def test_a_place_keeps_what_is_near_and_what_stands_nowhere(client: Client, library: None) -> None:
    html = get(client, "/recherche/?q=logement&lieu=4800&rayon=10")
    assert "Aide au <mark>logement</mark>" in html
    assert "Chercher un <mark>logement</mark>" in html
    assert "transit" not in html
    assert "à 1 km" in html
    assert "10 km autour de 4800 Verviers" in html
    assert "transit" in get(client, "/recherche/?q=logement&lieu=4800&rayon=partout")


def test_an_unknown_place_is_said_and_filters_nothing(client: Client, library: None) -> None:
    html = get(client, "/recherche/?q=logement&lieu=Zzyzx")
    assert "nous ne connaissons pas ce lieu" in html
    assert "3 résultats" in html


def test_a_mended_word_is_said_with_the_way_back(client: Client, library: None) -> None:
    html = get(client, "/recherche/?q=logment")
    assert "Résultats pour <strong>logement</strong>" in html
    assert "/recherche/?q=logment&amp;exact=1" in html


def test_a_far_more_common_word_is_proposed_by_a_link(client: Client, sheets: Shelf) -> None:
    sheets.put("slip", "Recherche de logment")
    for number in range(20):
        sheets.put(str(number), "Un logement")
    catch_up()
    html = get(client, "/recherche/?q=logment&sorte=sheet")
    assert "1 résultat " in html
    link = '<a class="link" href="/recherche/?q=logement&amp;sorte=sheet">logement</a>'
    assert f"Vouliez-vous dire {link}\u202f?" in html


def test_without_words_the_nearest_come_first_and_without_a_place_the_newest(
    client: Client, library: None, offers: Shelf
) -> None:
    for key, day in (("3", date(2020, 1, 1)), ("4", date(2026, 1, 1))):
        offers.change(key, date=day)
    catch_up()

    def order(address: str) -> list[str]:
        return [card.title for card in client.get(address).context["listing"].cards]

    assert order("/recherche/?sorte=offer&lieu=4800&rayon=partout") == ["Aide au logement", "Logement de transit"]
    assert order("/recherche/?sorte=offer") == ["Logement de transit", "Aide au logement"]
    assert order("/recherche/?sorte=offer&lieu=4800&rayon=partout&tri=date")[0] == "Logement de transit"


def test_a_municipality_without_a_basin_is_served_as_the_nearest_one(
    client: Client, library: None, offers: Shelf
) -> None:
    land = Territory.objects.get()
    lost = {"territory": land, "postcode": "4960", "latitude": 50.43, "longitude": 6.02}
    Municipality.objects.create(code="BE:63049", name="Malmedy", **lost)
    offers.put("5", "Aide par téléphone", offered_in=(basin_key("verviers"),))
    offers.put("6", "Aide d’ailleurs", offered_in=(basin_key("namur"),))
    catch_up()
    html = get(client, "/recherche/?q=aide&lieu=4960&rayon=5")
    assert "par téléphone" in html
    assert "ailleurs" not in html


def test_facets_are_said_in_the_words_of_offers(client: Client, offers: Shelf) -> None:
    offers.put("1", "Aide", facets={"serves": ("entreprises",), "format": ("en-presentiel", "a-distance")})
    catch_up()
    html = get(client, "/recherche/?pour=entreprises")
    for words in ("Une entreprise", "Sur place", "À distance"):
        assert words in html


def test_nothing_found_offers_ways_that_do_find(client: Client, library: None) -> None:
    html = get(client, "/recherche/?q=logement&sorte=sheet&theme=mobilite")
    assert "Rien pour « logement »" in html
    assert "Sans le filtre « Mobilité » (1)" in html
    assert "Dans toutes les sortes de pages" not in html  # it would find nothing either
    assert "Tous les services et aides" in html


def test_when_no_single_step_helps_the_words_alone_are_offered(client: Client, library: None) -> None:
    html = get(client, "/recherche/?q=logement+zorglub&sorte=sheet&theme=mobilite&bassin=verviers")
    assert "Sans aucun filtre, avec un seul de ces mots (3)" in html
    assert "Voici 3 pages" in get(client, "/recherche/?q=logement+zorglub")


def test_an_engine_that_is_away_is_said_and_never_shown_as_nothing(
    client: Client, library: None, settings: Settings
) -> None:
    settings.SEARCH_INDEX_DIR = settings.DATA_DIR / "nowhere"
    html = get(client, "/recherche/?q=logement")
    assert "La recherche rapide est en panne" in html
    assert "Chercher un <mark>logement</mark> à deux" in html
    assert "0 résultat" not in html
    assert "0 résultat" not in get(client, "/recherche/?q=zorglub")


def test_a_card_closed_since_it_was_indexed_is_neither_shown_nor_counted(
    client: Client, library: None, sheets: Shelf
) -> None:
    sheets.change("1", readers=("member",))
    html = get(client, "/recherche/?q=logement")
    assert "Chercher un <mark>" not in html
    assert "2 résultats" in html


def test_a_page_past_the_last_leads_back(client: Client, library: None) -> None:
    assert "Revenir à la première page" in get(client, "/recherche/?q=logement&page=9")


def test_results_are_cut_in_pages_and_every_page_is_an_address(client: Client, sheets: Shelf) -> None:
    for number in range(45):
        sheets.put(str(number), f"Permis {number}")
    catch_up()
    html = get(client, "/recherche/?q=permis&page=2")
    assert "Page 2 sur 3" in html
    assert "/recherche/?q=permis&amp;page=3" in html


def test_a_list_costs_the_same_queries_whatever_its_length(
    client: Client, library: None, sheets: Shelf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/recherche/?q=logement")
    # The words of the filters, the basins with their territories; places named, synonyms, and the need counted.
    with django_assert_num_queries(5):
        client.get("/recherche/?q=logement")
    for number in range(30):
        sheets.put(f"more{number}", f"Logement {number}")
    catch_up()
    with django_assert_num_queries(5):
        client.get("/recherche/?q=logement")


@pytest.mark.parametrize(
    "tail", ["q=%00", "q=%ED%A0%80", "q=" + "a" * 5000, "page=-1", "page=%C2%B2", "tri=x", "rayon=x", "theme=%00"]
)
def test_no_address_breaks_the_page(client: Client, library: None, tail: str) -> None:
    assert client.get(f"/recherche/?{tail}").status_code == 200


def test_when_no_page_holds_all_the_words_the_page_says_so_before_showing_those_that_hold_some(
    client: Client, library: None
) -> None:
    page = get(client, "/recherche/?q=logement+zzqqxx+wwkkvv")
    assert "Rien qui réunisse «\u00a0logement zzqqxx wwkkvv\u00a0»" in page
    assert "une partie de ces mots" in page


@pytest.mark.parametrize("tail", ["&lieu=Zzyzx", "&lieu=Anvers"])
def test_results_that_leave_an_asked_place_aside_say_so(client: Client, library: None, tail: str) -> None:
    said = "Les résultats ci-dessous ne tiennent pas compte du lieu."
    assert said in get(client, f"/recherche/?q=logement{tail}")
    assert said not in get(client, f"/recherche/?q=zorglub{tail}")
    assert said not in get(client, "/recherche/?q=logement&lieu=4800")


def test_a_mended_place_is_said(client: Client, library: None) -> None:
    assert "Lieu compris\u00a0: 4800 Verviers, pour «\u00a0Vervirs\u00a0»." in get(client, "/recherche/?lieu=Vervirs")
    assert "Lieu compris" not in get(client, "/recherche/?lieu=verviers")


def test_what_is_unsaid_is_told_with_its_filter_where_it_stands_alone(client: Client, library: None) -> None:
    listing = client.get("/recherche/?public=non-precise&cout=non-precise").context["listing"]
    assert [chip.label for chip in listing.chips] == ["Public\u00a0: non précisé", "Coût\u00a0: non précisé"]
    found = get(client, "/recherche/?q=logement&sorte=sheet&cout=non-precise")
    assert "Sans le filtre «\u00a0Coût\u00a0: non précisé\u00a0»" in found.replace("« ", "«\u00a0").replace(
        " »", "\u00a0»"
    )


def test_nothing_near_is_offered_from_farther(client: Client, library: None, offers: Shelf) -> None:
    offers.put("9", "Un tandem", point=(50.59, 6.3), municipality="BE:63049")
    catch_up()
    ways = client.get("/recherche/?q=tandem&lieu=4800&rayon=5").context["listing"].wider
    assert [(way.label, way.count) for way in ways[:2]] == [("Jusqu’à 50\u00a0km", 1), ("Jusqu’à 100\u00a0km", 1)]
    assert ways[0].url == "/recherche/?q=tandem&lieu=4800&rayon=50"
