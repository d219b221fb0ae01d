"""In the admin the catalogue is read, never written."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from offers.models import Offer
from tests.offers.factories import a_structure, an_offer, deliver

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


@pytest.mark.parametrize("view", ["add", "edit", "delete"])
def test_nobody_writes_in_it(admin: Client, tmp_path: Path, view: str) -> None:
    offer = an_offer(tmp_path)
    url = reverse(f"wagtailsnippets_offers_offer:{view}", args=[] if view == "add" else [offer.pk])
    assert admin.post(url, {"name": "Écrit à la main"}).status_code == 302
    assert Offer.objects.get().name == offer.name
