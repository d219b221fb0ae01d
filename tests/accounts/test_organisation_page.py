"""A structure's page: what is known, what is not, its services; and no one's address for strangers."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

import vocabulary.seeding
from accounts.models import Organisation
from accounts.sitemaps import OrganisationSitemap
from search.indexing import rebuild
from tests.offers.factories import a_member, a_service, a_structure, deliver

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words(db: None) -> None:
    vocabulary.seeding.load()


def page_of(organisation: Organisation, client: Client) -> str:
    response = client.get(organisation.get_absolute_url())
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_page_says_what_is_known(client: Client, tmp_path: Path) -> None:
    known = {
        "adresse": "1 rue Haute", "code_postal": "18000", "commune": "Bourges", "telephone": "+33248620120",
        "courriel": "accueil@petite-ourse.example", "site_web": "https://www.petite-ourse.example/",
        "horaires_accueil": "Mo-Fr 08:30-12:00", "reseaux_porteurs": ["caf"], "description": "Une **crèche**.",
        "lien_source": "https://source.example/1",
    }  # fmt: skip
    deliver(tmp_path, a_structure(**known))
    page = page_of(Organisation.objects.get(), client)
    for words in (
        "<h1>La Petite Ourse</h1>", "<strong>crèche</strong>", "02 48 62 01 20", "mailto:accueil@petite-ourse.example",
        ">petite-ourse.example</a>", "1 rue Haute<br>18000 Bourges", "Du lundi au vendredi, de 8 h 30 à 12 h.",
        "Caisse d’Allocations Familiales", "https://source.example/1", "mise à jour le 1er septembre 2026",
        '<div class="paper"><dt>Cette page</dt>', '"@type": "Organization"', '"telephone": "+33248620120"',
    ):  # fmt: skip
        assert words in page
    assert "Non précisé<" not in page


def test_what_is_unknown_is_said_once_and_a_structure_without_services_says_so(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_structure())
    page = page_of(Organisation.objects.get(), client)
    assert "L’adresse, le téléphone, le courriel, le site, les horaires et le réseau.</span>" in page
    assert "Aucun service publié" in page


def test_its_services_are_shown_and_past_a_dozen_the_list_has_them_all(
    client: Client, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = a_service("ailleurs", nom="Ailleurs", structure_id="essai--structure-2")
    deliver(tmp_path, a_structure(), a_structure("2", nom="Une autre"), a_service("1", nom="Le premier"), other)
    organisation = Organisation.objects.get(name="La Petite Ourse")
    page = page_of(organisation, client)
    assert "Le premier" in page
    assert "Ailleurs" not in page
    assert "Voir les" not in page
    deliver(tmp_path, a_structure(), a_structure("2", nom="Une autre"), other, *map(a_service, map(str, range(1, 15))))
    rebuild()
    for _ in range(2):
        # The structure, its sectors, those merged into it; its people; services, their themes; pages that come from it.
        with django_assert_num_queries(7):
            page = page_of(organisation, client)
    assert "Voir les 14 services" in page
    found = client.get("/services/", {"structure": organisation.slug}).context["listing"]
    assert found.total == 14
    assert [chip.label for chip in found.chips] == ["La Petite Ourse"]
    assert ("structure", organisation.slug) in found.kept
    assert client.get("/services/?structure=personne").context["listing"].total == 15


def test_a_withdrawn_service_is_not_among_them(client: Client, tmp_path: Path) -> None:
    kept = [a_service(str(key)) for key in range(4)]
    deliver(tmp_path, a_structure(), *kept, a_service("parti", nom="Parti"))
    deliver(tmp_path, a_structure(), *kept)
    page = page_of(Organisation.objects.get(), client)
    assert "Parti" not in page
    assert "retiré" not in page


def test_a_structure_whose_services_are_all_withdrawn_says_so(client: Client, tmp_path: Path) -> None:
    others = [a_service(str(key), structure_id="essai--structure-2") for key in range(2)]
    deliver(tmp_path, a_structure(), a_structure("2", nom="Une autre"), a_service("parti"), a_service("aussi"), *others)
    deliver(tmp_path, a_structure(), a_structure("2", nom="Une autre"), *others, confirm_withdrawals=True)
    assert "2 services en ont été retirés." in page_of(Organisation.objects.get(name="La Petite Ourse"), client)


def test_an_address_that_bears_the_name_of_a_contact_is_for_members(client: Client, tmp_path: Path) -> None:
    deliver(
        tmp_path,
        a_structure(courriel="camille.canari@petite-ourse.example"),
        a_service(contact_nom_prenom="Camille CANARI"),
    )
    organisation = Organisation.objects.get()
    page = page_of(organisation, client)
    assert "canari" not in page.lower()
    assert "Visible pour les membres." in page
    client.force_login(a_member())
    assert "camille.canari@" in client.get(organisation.get_absolute_url()).content.decode()


def test_what_the_house_entered_is_for_members_and_in_no_sitemap(client: Client) -> None:
    own = Organisation.objects.create(slug="a-nous", name="À nous")
    shown = Organisation.objects.create(slug="livree", name="Livrée", source="essai", source_id="essai--1")
    assert client.get(own.get_absolute_url()).status_code == 404
    assert list(OrganisationSitemap().items()) == [shown]
    assert shown.get_absolute_url() in client.get("/sitemap-structures.xml").content.decode()
    client.force_login(a_member())
    assert client.get(own.get_absolute_url()).status_code == 200
