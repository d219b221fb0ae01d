"""The filter form: what most people use at hand, the rest folded until it is at work."""

import pytest
from django.test import Client

from search.indexing import catch_up
from tests.search.factories import Shelf
from vocabulary.models import PracticeTopic, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def filed(sheets: Shelf) -> None:
    Theme.objects.create(slug="sante", label="Santé")
    PracticeTopic.objects.create(slug="supervision", label="Supervision")
    sheets.put("1", "Ici", facets={"theme": ("sante",), "topic": ("supervision",)})
    catch_up()


def form(client: Client, tail: str) -> tuple[str, str]:
    """The part at hand, and the folded part."""
    html = client.get(f"/recherche/{tail}").content.decode()
    at_hand, folded = html.split("<summary>Plus de filtres</summary>")
    return at_hand, folded.partition("</form>")[0]


def test_common_filters_and_the_button_are_at_hand_and_the_others_folded(client: Client) -> None:
    at_hand, folded = form(client, "")
    for each in ('name="lieu"', 'name="rayon"', 'name="tri"', "Thème", "Voir les résultats"):
        assert each in at_hand
    assert "Sujet de pratique" in folded
    assert "Voir les résultats" in folded
    assert at_hand.rstrip().endswith("<details>")


def test_the_fold_is_open_when_one_of_its_filters_is_at_work(client: Client) -> None:
    at_hand, _ = form(client, "?sujet=supervision")
    assert at_hand.rstrip().endswith("<details open>")
    at_hand, _ = form(client, "?theme=sante")
    assert at_hand.rstrip().endswith("<details>")
