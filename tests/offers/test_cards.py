"""What lists show of a service, and what search may know of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Organisation
from cards.kinds import cards_for
from cards.refs import Ref
from offers import freshness
from offers.cards import offer as kind
from offers.models import Offer, OfferQuerySet
from offers.nearby import alternatives_to
from offers.panels import offers_of_the_same_themes, recent_offers
from offers.sitemaps import OfferSitemap
from search.document import Document
from search.indexing import rebuild
from territories.models import Municipality
from tests.offers.factories import LIEGE, a_basin, a_service, a_structure, an_offer, deliver, services
from vocabulary.models import Audience

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]
STRANGER = AnonymousUser()
SHEET = Ref("sheet", "1")


ALL_OF_BELGIUM = {"apart:bassin-liege", "apart:bassin-verviers", "apart:BE"}
ALL_OF_FRANCE = {"apart:bassin-besancon", "apart:FR"}


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
        "type": ("non-precise",),
        "fees": ("non-precise",),
        "format": ("en-presentiel",),
        "organisation": (Organisation.objects.get().slug,),
    }
    assert {"La Petite Ourse", "Liège", "4000", "Famille", "Jeunes"} <= set(document.tags)
    assert (document.municipality, document.point, document.source_id) == ("BE:62063", (50.6, 5.5), offer.source_id)
    assert "Canari" not in repr(document)


@pytest.mark.parametrize(
    ("fields", "near"),
    [
        (LIEGE, {"BE:62063"}),  # people go there: its point says how near it is
        (LIEGE | {"zone_eligibilite": ["63079"]}, {"BE:62063"}),
        (LIEGE | {"latitude": 50.6, "longitude": 5.5, "modes_accueil": ["a-distance"]}, ALL_OF_BELGIUM),
        (LIEGE | {"modes_accueil": ["a-distance", "en-presentiel"]}, {"BE:62063"} | ALL_OF_BELGIUM),
        ({"_pays": "BE"}, ALL_OF_BELGIUM),
        ({"_pays": "BE", "zone_eligibilite": ["63079"]}, {"basin:bassin-verviers"}),  # it comes to people there
        ({"_pays": "BE", "zone_eligibilite": ["60000"]}, {"basin:bassin-liege", "basin:bassin-verviers"}),
        ({"_pays": "BE", "zone_eligibilite": ["63079"], "modes_accueil": ["a-distance"]}, {"apart:bassin-verviers"}),
        ({"_pays": "BE", "modes_accueil": ["en-presentiel"]}, set()),  # somewhere that nobody knows
        ({"zone_eligibilite": ["75"]}, set()),
        ({"modes_accueil": ["a-distance"]}, ALL_OF_FRANCE),
        ({"zone_eligibilite": ["99100"]}, ALL_OF_FRANCE),
        ({"zone_eligibilite": ["21", "25", "39", "70"]}, {"apart:bassin-besancon"}),  # a whole region
        ({"modes_accueil": ["a-distance"], "zone_eligibilite": ["75"]}, set()),
    ],
)
def test_a_service_is_near_where_it_stands_and_where_it_comes_to_people(
    tmp_path: Path, fields: dict[str, Any], near: set[str]
) -> None:
    a_basin("BE:62063", "Liège")
    a_basin("BE:63079", "Verviers")
    a_basin("FR:25056", "Besançon", "FR")
    assert set(document_of(an_offer(tmp_path, **fields)).places) == near


def test_a_service_without_a_point_stands_at_that_of_its_municipality(tmp_path: Path) -> None:
    a_basin()
    Municipality.objects.update(latitude=50.64, longitude=5.57)
    assert document_of(an_offer(tmp_path, **LIEGE)).point == (50.64, 5.57)
    assert document_of(an_offer(tmp_path, **LIEGE, latitude=50.6, longitude=5.5)).point == (50.6, 5.5)


def test_a_service_at_a_distance_stands_nowhere_even_when_its_record_has_an_address(tmp_path: Path) -> None:
    a_basin()
    here = LIEGE | {"latitude": 50.6, "longitude": 5.5}
    remote = document_of(an_offer(tmp_path, **here, modes_accueil=["a-distance"]))
    assert (remote.municipality, remote.point) == ("", None)
    both = document_of(an_offer(tmp_path, **here, modes_accueil=["a-distance", "en-presentiel"]))
    assert (both.municipality, both.point) == ("BE:62063", (50.6, 5.5))


def test_a_service_of_a_merged_municipality_stands_in_the_one_of_today(tmp_path: Path) -> None:
    a_basin()
    today = Municipality.objects.get()
    middle = Municipality.objects.create(code="BE:62002", name="Hier", postcode="4000", successor=today)
    Municipality.objects.create(code="BE:62001", name="Avant-hier", postcode="4000", successor=middle)
    assert document_of(an_offer(tmp_path, **LIEGE | {"code_insee": "62001"})).municipality == "BE:62063"
    Municipality.objects.filter(pk=today.pk).update(successor=middle)  # A mistake must not turn for ever.
    assert document_of(an_offer(tmp_path, **LIEGE | {"code_insee": "62002"})).municipality in {"BE:62063", "BE:62002"}


def test_what_is_open_to_all_is_found_under_every_audience(tmp_path: Path) -> None:
    audiences = document_of(an_offer(tmp_path, publics=["tous-publics"])).facets["audience"]
    assert set(audiences) == set(Audience.objects.values_list("slug", flat=True))
    assert document_of(an_offer(tmp_path)).facets["audience"] == ("non-precise",)


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


def test_a_sheet_is_followed_by_services_of_its_themes_offered_in_its_basins(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    liege, verviers = a_basin(), a_basin("BE:63079", "Verviers")
    a_basin("FR:25056", "Besançon", "FR")
    deliver(
        tmp_path,
        a_service("ici", nom="Ici", **LIEGE),
        a_service("partout", nom="Par téléphone", _pays="BE"),
        a_service("pays", nom="Autre pays", code_insee="25056"),
        a_service("autre", nom="Autre", thematiques=["mobilite--acceder-a-un-vehicule"], **LIEGE),
        a_service("visa", nom="Loin d’ici", thematiques=["mobilite--acceder-a-un-vehicule"], code_insee="25056"),
    )
    rebuild()

    def shown(theme: str, *basins: str) -> set[str]:
        panel = offers_of_the_same_themes(STRANGER, SHEET, {"theme": (theme,), "basin": basins})
        return {card.title for card in panel.context["cards"]} if panel else set()

    for theme in ("famille--garde-denfants", "famille"):
        with django_assert_num_queries(1):  # offers with their structure
            assert shown(theme, liege.slug) == {"Ici", "Par téléphone"}
    assert shown("mobilite", verviers.slug) == {"Autre"}  # Nothing there: what the country has.
    assert shown("famille") == {"Ici", "Par téléphone", "Autre pays"}
    with django_assert_num_queries(0):
        assert offers_of_the_same_themes(STRANGER, SHEET, {}) is None


def test_the_front_page_shows_what_sources_touched_last(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert recent_offers(STRANGER, None, {}) is None
    deliver(tmp_path, *[a_service(str(day), nom=f"Jour {day}", date_maj=f"2026-09-0{day}") for day in range(1, 6)])
    with django_assert_num_queries(1):
        panel = recent_offers(STRANGER, None, {})
    assert panel is not None
    assert [card.title for card in panel.context["cards"]] == ["Jour 5", "Jour 4", "Jour 3"]


def test_what_a_viewer_may_not_see_is_in_no_panel_no_alternative_and_no_sitemap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path, a_service("1", **LIEGE), a_service("2", **LIEGE))
    rebuild()
    shown, closed = Offer.objects.with_relations().order_by("pk")
    monkeypatch.setattr(OfferQuerySet, "visible_to", lambda offers, viewer: offers.exclude(pk=closed.pk))
    panel = offers_of_the_same_themes(STRANGER, SHEET, {"theme": ("famille--garde-denfants",)})
    assert panel is not None
    assert [card.ref for card in panel.context["cards"]] == [shown.ref]
    assert alternatives_to(shown, STRANGER) == []
    assert list(OfferSitemap().items()) == [shown]
