"""What lists show of a service, and what search may know of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cards.kinds import cards_for, kinds
from cards.refs import Ref
from offers import freshness
from offers.cards import offer as kind
from offers.models import Offer
from offers.panels import offers_of_the_same_themes, recent_offers
from offers.sitemaps import OfferSitemap
from search.document import Document
from tests.offers.factories import LIEGE, a_basin, a_service, a_structure, an_offer, deliver, services
from vocabulary.models import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]
STRANGER = AnonymousUser()


def document_of(offer: Offer) -> Document:
    return kind.documents([str(offer.pk)])[str(offer.pk)]


def test_a_card_says_who_where_how_much_and_how_fresh(tmp_path: Path) -> None:
    deliver(tmp_path, a_structure())
    offer = an_offer(tmp_path, **LIEGE, frais="gratuit", publics=["jeunes"], description="**Une** aide<br>utile")
    (card,) = cards_for([offer.ref], STRANGER)
    assert card.facts == ("La Petite Ourse", "Liège", "Gratuit")
    assert card.summary == "Une aide utile"
    assert [mark.label for mark in card.marks] == ["Famille"]
    assert card.freshness.startswith("Mise à jour le 1er septembre 2026")


def test_a_card_says_that_the_audience_is_unknown(tmp_path: Path) -> None:
    (card,) = cards_for([an_offer(tmp_path).ref], STRANGER)
    assert "Public non précisé" in card.facts


@pytest.mark.parametrize(("age", "state"), [(0, "ok"), (183, "ok"), (184, "due"), (548, "due"), (549, "stale")])
def test_freshness_is_told_by_age(age: int, state: str) -> None:
    assert freshness.state(timezone.localdate() - timedelta(age)) == state


def test_a_document_holds_what_is_needed_to_find_and_no_person(tmp_path: Path) -> None:
    basin = a_basin()
    deliver(tmp_path, a_structure())
    offer = an_offer(
        tmp_path, **LIEGE, contact_nom_prenom="Camille Canari", publics=["jeunes"], latitude=50.6, longitude=5.5,
        modes_accueil=["en-presentiel"], mobilisable_par=["professionnels"],
    )  # fmt: skip
    document = document_of(offer)
    assert document.facets == {
        "theme": ("famille--garde-denfants", "famille"),
        "audience": ("jeunes",),
        "basin": (basin.slug,),
        "serves": ("professionnels",),
        "format": ("en-presentiel",),
    }
    assert {"La Petite Ourse", "Liège", "4000", "Famille", "Jeunes"} <= set(document.tags)
    assert (document.municipality, document.point, document.source_id) == ("BE:62063", (50.6, 5.5), offer.source_id)
    assert "Canari" not in repr(document)


def test_what_is_open_to_all_is_found_under_every_audience(tmp_path: Path) -> None:
    audiences = document_of(an_offer(tmp_path, publics=["tous-publics"])).facets["audience"]
    assert set(audiences) == set(Audience.objects.values_list("slug", flat=True))
    assert document_of(an_offer(tmp_path)).facets["audience"] == ()


def test_unknown_audiences_and_old_records_weigh_less(tmp_path: Path) -> None:
    known = document_of(an_offer(tmp_path, publics=["jeunes"], date_maj=timezone.localdate().isoformat()))
    unknown = document_of(an_offer(tmp_path, date_maj=timezone.localdate().isoformat()))
    old = document_of(an_offer(tmp_path, date_maj="2020-01-01"))
    assert 1.0 == known.weight > unknown.weight > old.weight


def test_a_withdrawn_service_is_in_no_list_no_search_and_no_sitemap(tmp_path: Path) -> None:
    deliver(tmp_path, *services(5))
    gone = Offer.objects.get(source_id="essai--4")
    deliver(tmp_path, *services(4))
    keys = [str(gone.pk)]
    assert kind.cards(keys, STRANGER) == {}
    assert kind.documents(keys) == {}
    assert str(gone.pk) not in list(kind.all_keys())
    assert str(gone.pk) not in kind.named_like(["garde"], STRANGER, 10)
    assert gone not in OfferSitemap().items()
    assert len(list(kind.all_keys())) == OfferSitemap().items().count() == 4


def test_without_the_engine_a_service_is_found_by_all_the_words_of_its_name(tmp_path: Path) -> None:
    offer = an_offer(tmp_path, nom="Permanence logement")
    assert kind.named_like(["LOGEMENT", "perm"], STRANGER, 10) == [str(offer.pk)]
    assert kind.named_like(["logement", "garde"], STRANGER, 10) == []


def test_cards_and_documents_cost_the_same_for_one_and_for_many(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    deliver(tmp_path, a_structure(), *[a_service(str(key), publics=["jeunes"]) for key in range(12)])
    keys = [str(pk) for pk in Offer.objects.values_list("pk", flat=True)]
    for some in (keys[:1], keys):
        with django_assert_num_queries(2):  # offers with their structure, themes
            kind.cards(some, STRANGER)
        with django_assert_num_queries(5):  # the same, their audiences, the basins' municipalities, all audiences
            kind.documents(some)


def test_a_key_that_is_no_number_is_nothing() -> None:
    assert kind.cards(["x", "²", "9" * 30], STRANGER) == {}


def test_a_sheet_is_followed_by_services_of_its_themes_those_of_its_basins_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    basin = a_basin()
    deliver(
        tmp_path,
        a_service("loin", nom="Ailleurs", date_maj="2026-10-01", code_insee="33063"),
        a_service("ici", nom="Ici", **LIEGE),
        a_service("autre", nom="Autre", thematiques=["mobilite--acceder-a-un-vehicule"], **LIEGE),
    )
    ref = Ref("sheet", "1")
    sheet = Document(ref, "Fiche", "/", facets={"theme": ("famille--garde-denfants",), "basin": (basin.slug,)})
    monkeypatch.setattr(type(kinds()["sheet"]), "documents", lambda self, keys: {"1": sheet})
    panel = offers_of_the_same_themes(STRANGER, ref)
    assert panel is not None
    assert [card.title for card in panel.context["cards"]] == ["Ici", "Ailleurs"]
    monkeypatch.setattr(type(kinds()["sheet"]), "documents", lambda self, keys: {})
    assert offers_of_the_same_themes(STRANGER, ref) is None


def test_the_front_page_shows_what_sources_touched_last(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert recent_offers(STRANGER, None) is None
    deliver(tmp_path, *[a_service(str(day), nom=f"Jour {day}", date_maj=f"2026-09-0{day}") for day in range(1, 6)])
    with django_assert_num_queries(2):
        panel = recent_offers(STRANGER, None)
    assert panel is not None
    assert [card.title for card in panel.context["cards"]] == ["Jour 5", "Jour 4", "Jour 3"]
