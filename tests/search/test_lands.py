"""A list that is about one territory speaks its words and hides what does not exist there."""

import pytest
from django.test import Client

from search.indexing import catch_up
from tests.search.factories import Shelf
from tests.territories.factories import BasinFactory, MunicipalityFactory, TerritoryFactory
from vocabulary.models import Audience, Theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lands(sheets: Shelf) -> None:
    for slug in ("mobilite", "mobilite--velo", "sante"):
        Theme.objects.create(slug=slug, label=slug.capitalize())
    Audience.objects.create(slug="detenus", label="Détenus")
    wallonia = TerritoryFactory(
        slug="wallonie", labels={"basin": "bassin EFE"}, hidden_terms=["theme:mobilite", "audience:detenus"]
    )
    doubs = TerritoryFactory(slug="doubs", country="FR", labels={"basin": "bassin d’emploi"})
    verviers = BasinFactory(slug="verviers", name="Verviers", territory=wallonia)
    MunicipalityFactory(code="BE:63079", name="Verviers", postcode="4800", basin=verviers)
    BasinFactory(slug="besancon", name="Besançon", territory=doubs)
    facets = {"theme": ("mobilite", "mobilite--velo", "sante"), "audience": ("detenus",)}
    sheets.put("1", "Ici", facets={**facets, "basin": ("verviers",)})
    catch_up()


def get(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    assert "1 résultat" in html
    return html


def test_a_basin_is_called_as_its_territory_does(client: Client) -> None:
    html = get(client, "/recherche/?bassin=verviers")
    assert "<legend>Bassin EFE</legend>" in html
    assert "Bassin EFE de Verviers</a>" in html


def test_basins_of_several_territories_have_everyone_s_word(client: Client, sheets: Shelf) -> None:
    sheets.change("1", facets={"basin": ("verviers", "besancon")})
    catch_up()
    assert "<legend>Bassin</legend>" in get(client, "/recherche/")


@pytest.mark.parametrize("about", ["bassin=verviers", "lieu=4800"])
def test_what_does_not_exist_there_is_no_choice(client: Client, about: str) -> None:
    html = get(client, f"/recherche/?{about}")
    assert 'value="sante"' in html
    assert 'value="mobilite' not in html
    assert 'value="detenus"' not in html


@pytest.mark.parametrize("about", ["", "bassin=verviers&bassin=besancon"])
def test_a_list_about_no_territory_or_several_hides_nothing(client: Client, about: str) -> None:
    html = get(client, f"/recherche/?{about}")
    assert 'value="mobilite"' in html
    assert 'value="detenus"' in html


def test_a_hidden_value_that_is_asked_is_still_said(client: Client) -> None:
    assert "Retirer : </span>Mobilite" in get(client, "/recherche/?bassin=verviers&theme=mobilite").replace("\xa0", " ")
