"""In the admin the catalogue is read, never written."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.permissions import policy_registry

from accounts.models import Organisation, User
from accounts.structures.admin import ChangedOnItsPage, ReadOnly
from offers.models import Offer
from tests.offers.factories import LIEGE, a_service, a_structure, an_offer, deliver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chef@exemple.test", "un-long-secret"))
    return client


def test_the_catalogue_is_listed_searched_and_inspected(admin: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_structure())
    offer = an_offer(tmp_path, nom="Permanence logement", contact_nom_prenom="Camille Canari")
    an_offer(tmp_path, nom="Autre chose")
    listed = admin.get(reverse("wagtailsnippets_offers_offer:list"), {"q": "logement"}).content.decode()
    assert "Permanence logement" in listed
    assert "Autre chose" not in listed
    assert "La Petite Ourse" in listed
    inspected = admin.get(reverse("wagtailsnippets_offers_offer:inspect", args=[offer.pk])).content.decode()
    assert "Permanence logement" in inspected
    assert admin.get(reverse("wagtailsnippets_accounts_organisation:list")).status_code == 200


def test_its_rules_are_registered_before_wagtail_makes_any() -> None:
    assert type(policy_registry.get_by_type(Offer, fallback=False)) is ReadOnly
    assert type(policy_registry.get_by_type(Organisation, fallback=False)) is ChangedOnItsPage


@pytest.mark.parametrize("view", ["add", "edit", "delete"])
def test_nobody_writes_in_it(admin: Client, tmp_path: Path, view: str) -> None:
    offer = an_offer(tmp_path)
    url = reverse(f"wagtailsnippets_offers_offer:{view}", args=[] if view == "add" else [offer.pk])
    assert admin.post(url, {"name": "Écrit à la main"}).status_code == 302
    assert Offer.objects.get().name == offer.name


def test_what_stands_in_a_municipality_unknown_here_is_inspected_with_its_code(admin: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_structure(**LIEGE), a_service(**LIEGE))
    for thing in (Offer.objects.get(), Organisation.objects.get()):
        name = f"wagtailsnippets_{thing._meta.app_label}_{thing._meta.model_name}:inspect"
        response = admin.get(reverse(name, args=[thing.pk]))
        assert response.status_code == 200
        assert "BE:62063" in response.content.decode()
