"""A service's page says what is known, says what is not, and shows no one's name to strangers."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from cards.momentary import is_only_for_now
from offers.models import Offer
from offers.nearby import alternatives_to
from search.indexing import rebuild
from tests.offers.factories import LIEGE, a_basin, a_member, a_service, a_structure, an_offer, deliver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]
HOSTILE = (
    "**gras** <script>alert(1)</script><img src=x onerror=alert(1)>"
    '<a href="javascript:alert(1)">ici</a><br>fin</script>'
)


BESANCON = {"code_postal": "25000", "code_insee": "25056", "latitude": 47.24, "longitude": 6.02}
BAUME = {"code_postal": "25110", "code_insee": "25047", "latitude": 47.35, "longitude": 6.36}
"""Thirty kilometres from Besançon."""


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
        'La Petite Ourse</a>, à Liège.', "Familles", "Payant.", "De 0 à 4 € de l’heure", "Avoir un contrat",
        'href="tel:+3287000221"', "087 00 02 21", 'href="mailto:bonjour@petite-ourse.example"', "Rue de la Station 14",
        "4000 Liège", "Du lundi au vendredi, de 8 h 30 à 12 h.", "Fermé les jours fériés.",
        "La personne fait la demande",
        "7,5 h par semaine pendant 8 semaines", "<dt>Zone</dt><dd><p>Liège</p>", "Mise à jour le 1er septembre 2026",
    ):  # fmt: skip
        assert words in page
    assert "précisé" not in page


def test_what_the_source_does_not_say_is_said_to_be_unknown(client: Client, tmp_path: Path) -> None:
    known = {"horaires_accueil": "Mo 09:00-12:00", "modes_mobilisation": ["telephoner"], "adresse": "1 rue Haute"}
    page = page_of(an_offer(tmp_path, **known), client)
    for unknown in (
        "Public non précisé.", "Non précisées.", "Non précisé.", "Structure non précisée", "Pas de limite indiquée",
        "<dt>Vérifié ici</dt><dd><span class=\"unknown\">Pas encore.</span>",
    ):  # fmt: skip
        assert unknown in page


def test_a_service_with_nothing_but_its_name_says_so_once(client: Client, tmp_path: Path) -> None:
    page = page_of(an_offer(tmp_path, thematiques=None), client)
    assert "Le public, les conditions, le coût, comment demander, les horaires et l’adresse.</span>" in page
    assert "Aucun contact connu" in page
    for line in ("Public non précisé", "Horaires non précisés", "None"):
        assert line not in page


def test_a_service_for_companies_says_so(client: Client, tmp_path: Path) -> None:
    assert "Entreprises." in page_of(an_offer(tmp_path, nom="Appui aux employeurs"), client)
    assert "Entreprises." not in page_of(an_offer(tmp_path), client)


@pytest.mark.parametrize("address", ["camille.canari", "c.canari", "ccanari", "canari", "Camille.CANARI35", "m.dupont"])
def test_an_address_that_bears_somebodys_name_is_for_members(client: Client, tmp_path: Path, address: str) -> None:
    email = f"{address}@exemple.example"
    offer = an_offer(tmp_path, courriel=email, contact_nom_prenom="Camille Canari", telephone="+33381000000")
    page = page_of(offer, client)
    assert "anari" not in page.lower()
    assert "exemple.example" not in page
    assert "Visible pour les membres." in page
    assert "tel:" in page
    client.force_login(a_member())
    assert f"mailto:{email}" in page_of(offer, client)


@pytest.mark.parametrize(("address", "person"), [("accueil", "Accueil"), ("service.social", "Service social de Dole")])
def test_an_address_of_a_service_is_for_everyone(client: Client, tmp_path: Path, address: str, person: str) -> None:
    offer = an_offer(tmp_path, courriel=f"{address}@exemple.example", contact_nom_prenom=person)
    assert f"mailto:{address}@exemple.example" in page_of(offer, client)


def test_the_structure_does_not_lend_the_address_of_the_person_to_contact(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_structure(courriel="camille.canari@exemple.example"))
    offer = an_offer(tmp_path, contact_nom_prenom="Camille Canari")
    assert "canari" not in page_of(offer, client)
    assert offer.organisation is not None
    assert "canari" not in client.get(offer.organisation.get_absolute_url()).content.decode()
    client.force_login(a_member())
    assert "camille.canari@" in page_of(offer, client)
    assert "camille.canari@" in client.get(offer.organisation.get_absolute_url()).content.decode()


def test_an_address_that_bears_the_name_of_a_colleague_is_for_members(client: Client, tmp_path: Path) -> None:
    address = "canari@exemple.example"
    named, unnamed = a_service("1", contact_nom_prenom="Camille Canari"), a_service("2", courriel=address)
    deliver(tmp_path, named, unnamed, a_service("3", structure_id="essai--structure-2", courriel=address))
    pages = [page_of(Offer.objects.get(source_id=f"essai--{key}"), client) for key in (2, 3)]
    assert ["canari@" in page for page in pages] == [False, True]
    items = {item["id"]: item["courriel"] for item in client.get("/api/v1/offers").json()["items"]}
    assert (items["essai--2"], items["essai--3"]) == (None, address)


def test_the_subject_of_a_shared_letter_reads_as_the_title(client: Client, tmp_path: Path) -> None:
    name = 'L\'accueil « doux » & "lent" <3'
    page = page_of(an_offer(tmp_path, nom=name), client)
    assert f"mailto:?subject={quote(name, safe='')}&amp;body=" in page
    assert f'data-share-title="{escape(name)}"' in page


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


def alternatives(client: Client, name: str) -> list[str]:
    response = client.get(Offer.objects.get(name=name).get_absolute_url())
    return [card.title for card in response.context["alternatives"]]


def test_a_withdrawn_service_keeps_a_page_that_says_so_and_leads_on(client: Client, tmp_path: Path) -> None:
    here = {**BESANCON, "telephone": "+33381000000"}
    deliver(tmp_path, *[a_service(str(key), **here) for key in range(5)])
    deliver(tmp_path, *[a_service(str(key), **here) for key in range(4)])
    rebuild()
    page = page_of(Offer.objects.get(source_id="essai--4"), client)
    assert "Ce service n’est plus dans sa source" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Garde d’enfants à domicile 0" in page
    assert "tel:" not in page.partition("<footer")[0]
    assert "application/ld+json" not in page


def test_a_page_on_paper_keeps_its_contacts_and_its_address(client: Client, tmp_path: Path) -> None:
    offer = an_offer(tmp_path, telephone="+3287000221", courriel="bonjour@petite-ourse.example")
    paper = page_of(offer, client).split('<div class="paper">')[1:]
    assert [row.partition("</dd>")[0] for row in paper] == [
        "<dt>Téléphone</dt><dd>087 00 02 21",
        "<dt>Courriel</dt><dd>bonjour@petite-ourse.example",
        f"<dt>Cette page</dt><dd>{settings.BASE_URL}{offer.get_absolute_url()}",
    ]


def test_a_request_by_a_link_that_the_source_does_not_give_is_said(client: Client, tmp_path: Path) -> None:
    by_link = {"modes_mobilisation": ["utiliser-lien-mobilisation"]}
    without = page_of(an_offer(tmp_path, **by_link), client)
    assert "<li>Faire la demande en ligne : la source ne donne pas le lien.</li>" in without
    given = page_of(an_offer(tmp_path, **by_link, lien_mobilisation="https://exemple.example/"), client)
    assert given.count("Faire la demande en ligne") == 1
    assert "ne donne pas le lien" not in given


def test_no_known_limit_is_not_told_to_search_engines_as_a_place(client: Client, tmp_path: Path) -> None:
    assert "areaServed" not in page_of(an_offer(tmp_path), client)
    assert '"areaServed": "Le Doubs"' in page_of(an_offer(tmp_path, zone_eligibilite=["25"]), client)


def test_a_place_is_named_with_the_article_that_french_wants(client: Client, tmp_path: Path) -> None:
    assert ", au Mans." in page_of(an_offer(tmp_path, commune="Le Mans"), client)
    assert ", à La Louvière." in page_of(an_offer(tmp_path, commune="La Louvière"), client)


def test_of_the_same_category_only_what_is_near_is_an_alternative(client: Client, tmp_path: Path) -> None:
    parenting = ["famille--soutien-a-la-parentalite-et-a-leducation"]
    deliver(
        tmp_path,
        a_service("ici", nom="Celui-ci", **BESANCON),
        a_service("partout", nom="Pour tous, autre chose", thematiques=parenting),
    )
    rebuild()
    assert alternatives(client, "Celui-ci") == []


def test_a_page_stands_without_alternatives_while_the_engine_is_away(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_service("1", **BESANCON), a_service("2", **BESANCON))
    offer = Offer.objects.first()
    assert offer is not None
    response = client.get(offer.get_absolute_url())
    assert response.status_code == 200
    assert response.context["alternatives"] == []
    assert is_only_for_now(response.wsgi_request)


def test_a_withdrawn_service_that_nothing_resembles_leads_to_what_is_around(client: Client, tmp_path: Path) -> None:
    for themes in (None, ["mobilite--acceder-a-un-vehicule"]):
        gone = a_service("parti", nom="Parti", thematiques=themes, **BESANCON)
        far = a_service("loin", code_postal="33000", latitude=44.8, longitude=-0.6, nom="Loin")
        kept = [a_service("ici", nom="Autre chose ici", **BESANCON), far]
        deliver(tmp_path, *kept, gone, confirm_withdrawals=True)
        rebuild()
        assert alternatives(client, "Parti") == []
        deliver(tmp_path, *kept, confirm_withdrawals=True)
        rebuild()
        assert alternatives(client, "Parti") == ["Autre chose ici"]


def test_alternatives_are_of_the_same_category_when_none_is_of_the_same_theme(client: Client, tmp_path: Path) -> None:
    parenting = ["famille--soutien-a-la-parentalite-et-a-leducation"]
    deliver(
        tmp_path,
        a_service("ici", nom="Celui-ci", **BESANCON),
        a_service("famille", nom="Famille", thematiques=parenting, **BESANCON),
        a_service("autre", nom="Autre", thematiques=["mobilite--acceder-a-un-vehicule"], **BESANCON),
    )
    rebuild()
    assert alternatives(client, "Celui-ci") == ["Famille"]


def test_alternatives_are_near_or_come_to_the_people_of_this_place(client: Client, tmp_path: Path) -> None:
    a_basin("FR:25056", "Besançon", "FR")
    a_basin("BE:62063", "Liège")
    deliver(
        tmp_path,
        a_service("ici", nom="Celui-ci", **BESANCON),
        a_service("pres", nom="Tout près", **BAUME),
        a_service("loin", nom="Au bout du pays", code_postal="33000", latitude=44.8, longitude=-0.6),
        a_service("suisse", nom="De l’autre pays", _pays="BE", latitude=47.25, longitude=6.03),
        a_service("departement", nom="Pour le Doubs", zone_eligibilite=["25"]),
        a_service("partout", nom="Ouvert à tous"),
        a_service("ailleurs", nom="Pour la Gironde", zone_eligibilite=["33"]),
        a_service("autre", nom="Autre thème", thematiques=["mobilite--acceder-a-un-vehicule"], **BESANCON),
    )
    rebuild()
    assert alternatives(client, "Celui-ci") == ["Tout près", "Pour le Doubs", "Ouvert à tous"]


@pytest.mark.parametrize(("country", "code", "zone"), [("BE", "62063", "60000"), ("FR", "2A004", "2A")])
def test_a_service_for_the_province_or_the_department_is_an_alternative_there(
    tmp_path: Path, country: str, code: str, zone: str
) -> None:
    a_basin(f"{country}:{code}", "Ici", country)
    other = "50000" if country == "BE" else "25"
    deliver(
        tmp_path,
        a_service("ici", nom="Celui-ci", _pays=country, code_insee=code),
        a_service("zone", nom="Sans lieu", _pays=country, zone_eligibilite=[zone]),
        a_service("pres", nom="Pour la province", _pays=country, zone_eligibilite=[zone]),
        a_service("loin", nom="Pour une autre", _pays=country, zone_eligibilite=[other]),
    )
    rebuild()
    for name, others in (
        ("Celui-ci", {"Sans lieu", "Pour la province"}),
        ("Sans lieu", {"Celui-ci", "Pour la province"}),
    ):
        found = alternatives_to(Offer.objects.with_relations().get(name=name), AnonymousUser())
        assert {offer.name for offer in found} <= others
        assert "Pour la province" in {offer.name for offer in found}


def test_alternatives_that_share_more_themes_come_first_about_as_far(client: Client, tmp_path: Path) -> None:
    care, school = "famille--garde-denfants", "famille--soutien-a-la-parentalite-et-a-leducation"
    deliver(
        tmp_path,
        a_service("ici", nom="Celui-ci", thematiques=[care, school], **BESANCON),
        a_service("un", nom="Un thème", thematiques=[care], **BESANCON),
        a_service("deux", nom="Deux thèmes, au bout de la rue", thematiques=[care, school],
                  **BESANCON | {"latitude": 47.25}),
        a_service("loin", nom="Deux thèmes, plus loin", thematiques=[care, school], **BAUME),
        a_service("autre", nom="Autre thème", thematiques=["logement-hebergement"], **BESANCON),
    )  # fmt: skip
    rebuild()
    assert alternatives(client, "Celui-ci") == ["Deux thèmes, au bout de la rue", "Un thème", "Deux thèmes, plus loin"]


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
    rebuild()
    client.get(offer.get_absolute_url())
    # The offer, its themes and audiences, the names of its zone, its alternatives.
    with django_assert_num_queries(5):
        client.get(offer.get_absolute_url())


def test_an_address_that_leads_nowhere_is_missing(client: Client) -> None:
    assert client.get("/services/rien-0000000000/").status_code == 404
    assert client.post("/services/").status_code == 405
