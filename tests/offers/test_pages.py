"""A service's page says what is known, says what is not, and shows no one's name to strangers."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from offers.models import Offer
from offers.nearby import alternatives_to
from tests.offers.factories import LIEGE, a_basin, a_member, a_service, a_structure, an_offer, deliver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]
HOSTILE = (
    "**gras** <script>alert(1)</script><img src=x onerror=alert(1)>"
    '<a href="javascript:alert(1)">ici</a><br>fin</script>'
)


def page_of(offer: Offer, client: Client) -> str:
    response = client.get(offer.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_page_says_what_for_whom_how_much_and_where(client: Client, tmp_path: Path) -> None:
    a_basin()
    deliver(tmp_path, a_structure(nom="La Petite Ourse"))
    page = page_of(
        an_offer(
            tmp_path, **LIEGE, publics=["familles"], frais="payant", frais_precisions="De 0 à 4 € de l’heure",
            conditions_acces="Avoir un contrat", adresse="Rue de la Station 14", telephone="+3287000221",
            courriel="bonjour@petite-ourse.example", zone_eligibilite=["62063"], modes_accueil=["en-presentiel"],
            horaires_accueil="Mo-Fr 08:30-12:00; PH off", mobilisable_par=["usagers"],
            modes_mobilisation=["telephoner"], volume_horaire_hebdomadaire=7.5, nombre_semaines=8,
        ),
        client,
    )  # fmt: skip
    for words in (
        "Proposé par La Petite Ourse, à Liège.", "Familles", "Payant.", "De 0 à 4 € de l’heure", "Avoir un contrat",
        'href="tel:+3287000221"', "087 00 02 21", 'href="mailto:bonjour@petite-ourse.example"', "Rue de la Station 14",
        "4000 Liège", "Du lundi au vendredi, de 8 h 30 à 12 h.", "Fermé les jours fériés.",
        "La personne fait la demande",
        "7,5 h par semaine pendant 8 semaines", "<dt>Zone</dt><dd><p>Liège</p>", "Mise à jour le 1er septembre 2026",
    ):  # fmt: skip
        assert words in page
    assert "précisé" not in page


def test_what_the_source_does_not_say_is_said_to_be_unknown(client: Client, tmp_path: Path) -> None:
    page = page_of(an_offer(tmp_path), client)
    for unknown in (
        "Public non précisé.", "Non précisées.", "Non précisé.", "Horaires non précisés.", "Adresse non précisée.",
        "Aucun contact connu", "Structure non précisée", "Partout", "Pas encore vérifié ici.",
    ):  # fmt: skip
        assert unknown in page


def test_the_structure_lends_its_contacts_to_a_service_that_has_none(client: Client, tmp_path: Path) -> None:
    deliver(
        tmp_path, a_structure(telephone="+33248620120", adresse="1 rue Haute", code_postal="18000", commune="Bourges")
    )
    page = page_of(an_offer(tmp_path), client)
    assert "02 48 62 01 20" in page
    assert "1 rue Haute" in page


def test_the_contact_person_is_for_members_only(client: Client, tmp_path: Path) -> None:
    offer = an_offer(tmp_path, contact_nom_prenom="Camille Canari")
    page = page_of(offer, client)
    assert "Canari" not in page
    assert "Visible pour les membres." in page
    client.force_login(a_member())
    assert "Camille Canari" in page_of(offer, client)


def test_hostile_texts_are_shown_as_harmless_words(client: Client, tmp_path: Path) -> None:
    fields = dict.fromkeys(("description", "conditions_acces", "publics_precisions", "frais_precisions"), HOSTILE)
    offer = an_offer(tmp_path, nom="Nom </script><script>alert(1)</script>", adresse="<b onclick=x>rue</b>", **fields)
    page = page_of(offer, client)
    assert "<script>alert" not in page
    assert "onerror" not in page
    assert "javascript:" not in page
    assert "<b onclick" not in page
    assert "<strong>gras</strong>" in page
    assert page.count("</script>") == page.count("<script")


def test_a_stranger_gets_no_cookie(client: Client, tmp_path: Path) -> None:
    for url in (an_offer(tmp_path).get_absolute_url(), reverse("offers")):
        assert not client.get(url).cookies


def test_a_withdrawn_service_keeps_a_page_that_says_so_and_leads_on(client: Client, tmp_path: Path) -> None:
    here = {"code_postal": "25000", "code_insee": "25056", "commune": "Besançon", "telephone": "+33381000000"}
    deliver(tmp_path, *[a_service(str(key), **here) for key in range(5)])
    deliver(tmp_path, *[a_service(str(key), **here) for key in range(4)])
    page = page_of(Offer.objects.get(source_id="essai--4"), client)
    assert "Ce service n’est plus proposé" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Garde d’enfants à domicile 0" in page
    assert "tel:" not in page
    assert "application/ld+json" not in page


def test_alternatives_are_near_or_open_to_the_people_of_this_place(client: Client, tmp_path: Path) -> None:
    doubs = {"code_postal": "25000", "code_insee": "25056"}
    deliver(
        tmp_path,
        a_service("ici", nom="Celui-ci", **doubs),
        a_service("pres", nom="Tout près", code_postal="25300", code_insee="25462"),
        a_service("loin", nom="Au bout du pays", code_postal="33000", code_insee="33063"),
        a_service("partout", nom="Ouvert à tous"),
        a_service("departement", nom="Pour le Doubs", zone_eligibilite=["25"]),
        a_service("ailleurs", nom="Pour la Gironde", zone_eligibilite=["33"]),
        a_service("autre", nom="Autre thème", thematiques=["mobilite--acceder-a-un-vehicule"], **doubs),
    )
    page = page_of(Offer.objects.get(name="Celui-ci"), client)
    shown = {name for name in Offer.objects.values_list("name", flat=True) if f">{name}</a>" in page}
    assert shown == {"Tout près", "Ouvert à tous", "Pour le Doubs"}


@pytest.mark.parametrize(
    ("country", "code", "postcode", "zone"),
    [("BE", "62063", "4000", "60000"), ("FR", "2A004", "20000", "2A"), ("FR", "97411", "97400", "974")],
)
def test_a_service_for_the_province_or_the_department_is_an_alternative_there(
    tmp_path: Path, country: str, code: str, postcode: str, zone: str
) -> None:
    deliver(
        tmp_path,
        a_service("ici", nom="Celui-ci", _pays=country, code_insee=code, code_postal=postcode),
        a_service("pres", nom="Pour la province", _pays=country, zone_eligibilite=[zone]),
        a_service("loin", nom="Pour une autre", _pays=country, zone_eligibilite=["50000" if country == "BE" else "25"]),
    )
    found = alternatives_to(Offer.objects.with_relations().get(name="Celui-ci"), AnonymousUser())
    assert [offer.name for offer in found] == ["Pour la province"]


def test_alternatives_that_share_more_themes_come_first_at_the_same_distance(client: Client, tmp_path: Path) -> None:
    here = {"code_postal": "25000", "code_insee": "25056"}
    care, school, home = (
        "famille--garde-denfants",
        "famille--soutien-a-la-parentalite-et-a-leducation",
        "logement-hebergement",
    )
    deliver(
        tmp_path,
        a_service("ici", nom="Celui-ci", thematiques=[care, school], **here),
        a_service("un", nom="Un thème, récent", date_maj="2026-11-01", thematiques=[care], **here),
        a_service("deux", nom="Deux thèmes, ancien", date_maj="2020-01-01", thematiques=[care, school], **here),
        a_service("vieux", nom="Un thème, ancien", date_maj="2020-01-01", thematiques=[care], **here),
        a_service(
            "loin", nom="Deux thèmes, plus loin", thematiques=[care, school], code_postal="25300", code_insee="25462"
        ),
        a_service("autre", nom="Autre thème", thematiques=[home], **here),
    )
    response = client.get(Offer.objects.get(name="Celui-ci").get_absolute_url())
    names = [card.title for card in response.context["alternatives"]]
    assert names == ["Deux thèmes, ancien", "Un thème, récent", "Un thème, ancien"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("demo", "Catalogue de démonstration"),
        ("emplois-de-linclusion", "Les emplois de l’inclusion"),
        ("cd35_annuaire-social", "Cd35 annuaire social"),
    ],
)
def test_a_source_is_called_by_its_name(client: Client, tmp_path: Path, source: str, name: str) -> None:
    deliver(tmp_path, a_service(source=source, id=f"{source}--1"))
    assert f"<dt>Source</dt><dd>{name}</dd>" in page_of(Offer.objects.get(), client)


def test_a_page_costs_the_same_whatever_it_holds(
    client: Client, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_basin()
    deliver(tmp_path, a_structure(), *[a_service(str(key), **LIEGE) for key in range(12)])
    offer = an_offer(tmp_path, **LIEGE, publics=["familles", "jeunes"], zone_eligibilite=["62063", "60000"])
    client.get(offer.get_absolute_url())
    # The offer, its themes and audiences, the names of its zone, its alternatives and their themes.
    with django_assert_num_queries(6):
        client.get(offer.get_absolute_url())


def test_an_address_that_leads_nowhere_is_missing(client: Client) -> None:
    assert client.get("/services/rien-0000000000/").status_code == 404
    assert client.post("/services/").status_code == 405
