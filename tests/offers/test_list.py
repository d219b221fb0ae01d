"""The list of services: its filters, the door of employers, and places as people ask for them."""

from pathlib import Path

import pytest
from django.test import Client

from search.answer import Listing
from search.indexing import rebuild
from territories.models import Municipality
from tests.offers.factories import LIEGE, a_basin, a_service, deliver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]


def listing(client: Client, tail: str = "") -> Listing:
    found: Listing = client.get(f"/services/{tail}").context["listing"]
    return found


def names(client: Client, tail: str = "") -> set[str]:
    return {item.card.title for item in listing(client, tail).items}


def test_services_are_told_apart_by_kind_cost_format_and_public_and_what_is_unknown_can_be_asked_for(
    client: Client, tmp_path: Path
) -> None:
    deliver(
        tmp_path,
        a_service("1", nom="Atelier", type="atelier", frais="gratuit", modes_accueil=["en-presentiel"]),
        a_service("2", nom="Aide", type="aide-financiere", frais="payant", modes_accueil=["a-distance"]),
        a_service("3", nom="Jeunes", publics=["jeunes"]),
        a_service("4", nom="Tous", publics=["tous-publics"]),
    )
    rebuild()
    assert names(client, "?type=atelier") == {"Atelier"}
    assert names(client, "?type=atelier&type=aide-financiere") == {"Atelier", "Aide"}
    assert names(client, "?cout=gratuit") == {"Atelier"}
    assert names(client, "?cout=non-precise") == {"Jeunes", "Tous"}
    assert names(client, "?format=a-distance") == {"Aide"}
    assert names(client, "?public=jeunes") == {"Jeunes", "Tous"}
    assert names(client, "?public=jeunes&public=non-precise") == {"Atelier", "Aide", "Jeunes", "Tous"}
    (unsaid,) = listing(client, "?public=jeunes").unsaid
    assert (unsaid.count, unsaid.url) == (2, "/services/?public=jeunes&public=non-precise")
    assert [facet.label for facet in listing(client).first_facets] == [
        "Thème",
        "Public",
        "Type d’aide",
        "Coût",
        "Sur place ou à distance",
    ]


def test_employers_have_a_door_of_their_own(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_service("1", nom="Appui aux employeurs"), a_service("2", nom="Garde d’enfants"))
    rebuild()
    page = client.get("/services/?pour=entreprises").content.decode()
    assert "<h1>Vous recrutez, ou vous employez</h1>" in page
    assert '/services/?pour=entreprises">' in page.partition('rel="canonical"')[2][:90]
    assert names(client, "?pour=entreprises") == {"Appui aux employeurs"}
    assert "<h1>Services et aides</h1>" in client.get("/services/?pour=entreprises&pour=personnes").content.decode()
    assert "/services/?pour=entreprises" in client.get("/services/").content.decode()


def test_a_service_of_the_same_municipality_is_near_whatever_the_radius_even_under_a_merged_code(
    client: Client, tmp_path: Path
) -> None:
    a_basin()
    Municipality.objects.update(latitude=50.64, longitude=5.57)
    Municipality.objects.create(code="BE:62001", name="Angleur", postcode="4031", successor=Municipality.objects.get())
    far = {"latitude": 50.2, "longitude": 5.57}
    deliver(
        tmp_path,
        a_service("1", nom="Au bout de la commune", **LIEGE | far),
        a_service("2", nom="Sous l’ancien code", **LIEGE | far | {"code_insee": "62001"}),
        a_service("3", nom="Ailleurs", **LIEGE | far | {"code_insee": "63079"}),
        a_service("4", nom="De l’autre pays"),
    )
    rebuild()
    found = listing(client, "?lieu=4000&rayon=5")
    assert {item.card.title for item in found.near_items} == {"Au bout de la commune", "Sous l’ancien code"}
    assert found.apart_total == 0


def test_the_count_says_what_is_near_and_what_is_apart(client: Client, tmp_path: Path) -> None:
    a_basin()
    Municipality.objects.update(latitude=50.64, longitude=5.57)
    remote = a_service("1", nom="Par téléphone", _pays="BE", modes_accueil=["a-distance"])
    deliver(tmp_path, remote, a_service("2", nom="Sur place", **LIEGE))
    rebuild()
    text = client.get("/services/?lieu=4000").content.decode()
    assert "1 service près de 4000 Liège," in text
    assert '<a href="#a-distance">1 à distance ou sur une zone plus large</a>' in text
    deliver(tmp_path, remote, confirm_withdrawals=True)
    rebuild()
    text = client.get("/services/?lieu=4000").content.decode()
    assert "Aucun service à moins de 25\u00a0km de 4000 Liège, mais" in text
    assert "À distance, ou sur une zone plus large</h2>" in text


@pytest.mark.parametrize(
    ("tail", "title"),
    [
        ("", "Services et aides"),
        ("?q=garde&lieu=4000", "Garde près de 4000 Liège · Services et aides"),
        ("?q=garde&cout=gratuit&lieu=4000&rayon=partout", "Garde, Gratuit, depuis 4000 Liège · Services et aides"),
        ("?pour=entreprises", "Vous recrutez, ou vous employez"),
    ],
)
def test_the_title_of_the_list_says_what_was_asked(client: Client, tmp_path: Path, tail: str, title: str) -> None:
    a_basin()
    deliver(tmp_path, a_service("1", nom="Garde", frais="gratuit"))
    rebuild()
    assert f"<title>{title} – " in client.get(f"/services/{tail}").content.decode().replace("\n", "")


def test_an_empty_list_speaks_of_what_was_asked(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_service("1", frais="gratuit"))
    rebuild()
    for tail, said in (("?q=zorglub", "à ces mots"), ("?cout=payant", "à tous ces filtres")):
        assert f"<h2>Aucun service ne répond {said}</h2>" in client.get(f"/services/{tail}").content.decode()
    assert "filtre" not in client.get("/services/?q=zorglub").content.decode().partition('class="empty"')[2]


def test_a_service_without_an_address_says_how_wide_its_zone_is(client: Client, tmp_path: Path) -> None:
    deliver(
        tmp_path,
        a_service("1", nom="Deux", zone_eligibilite=["25", "39"]),
        a_service("2", nom="Cinq", zone_eligibilite=["21", "25", "39", "70", "90"]),
        a_service("3", nom="Commune", zone_eligibilite=["25056"]),
        a_service("4", nom="Ici", zone_eligibilite=["25"], commune="Besançon"),
    )
    rebuild()
    facts = {card.title: card.facts for card in listing(client).cards}
    assert "Le Doubs et le Jura" in facts["Deux"]
    assert "5 départements" in facts["Cinq"]
    assert not [fact for name in ("Commune", "Ici") for fact in facts[name] if "Doubs" in fact or "25056" in fact]


def test_the_address_above_those_of_structures_leads_to_the_directory(client: Client) -> None:
    response = client.get("/annuaire/structures/")
    assert (response.status_code, response["Location"]) == (302, "/annuaire/?sorte=organisation")
