"""The catalogue, taken by others: the schema's own form, no row skipped or doubled, nobody named to strangers."""

import json
from pathlib import Path
from typing import Any

import pytest
from data_inclusion.schema import v1
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Organisation
from offers.importing import import_delivery
from offers.models import Offer
from tests.offers.factories import LIEGE, a_member, a_service, a_structure, deliver, services

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]

FULL: dict[str, Any] = {
    "description": "Une puéricultrice vient chez vous, dès 5 h du matin : « c’est possible ».",
    "type": "accompagnement",
    "thematiques": ["famille--garde-denfants", "famille--soutien-aidants"],
    "publics": ["familles", "jeunes"],
    "publics_precisions": "Parents qui travaillent la nuit.",
    "frais": "payant",
    "frais_precisions": "2 € par heure",
    "conditions_acces": "Habiter le quartier.",
    "modes_accueil": ["a-distance", "en-presentiel"],
    "modes_mobilisation": ["telephoner"],
    "mobilisable_par": ["professionnels"],
    "mobilisation_precisions": "Laisser un message.",
    "lien_mobilisation": "https://exemple.test/demande?a=1",
    "lien_source": "https://exemple.test/service/1",
    "zone_eligibilite": ["25", "25056", "france"],
    "commune": "Besançon",
    "code_postal": "25000",
    "code_insee": "25056",
    "adresse": "1 rue Haute",
    "complement_adresse": "Au fond de la cour",
    "latitude": 47.24,
    "longitude": 6.02,
    "telephone": "+33381000000",
    "courriel": "accueil@exemple.example",
    "horaires_accueil": "Mo-Fr 09:00-12:00",
    "volume_horaire_hebdomadaire": 7.5,
    "nombre_semaines": 12,
}


def get(client: Client, path: str = "/api/v1/offers", **params: Any) -> dict[str, Any]:
    response = client.get(path, params)
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    found: dict[str, Any] = response.json()
    return found


def every_page(client: Client, path: str, size: int) -> list[dict[str, Any]]:
    """All items, by following `next`."""
    items, address = [], f"{path}?size={size}"
    while address:
        page = client.get(address).json()
        assert len(page["items"]) <= size
        items += page["items"]
        address = page["next"]
    return items


def kept() -> list[Any]:
    """What is kept of the catalogue, less its own keys."""
    tables = (Offer.objects, Organisation.objects)
    rows: list[dict[str, Any]] = [dict(row) for table in tables for row in table.order_by("source_id").values()]
    filed = [
        (offer.source_id, sorted(t.slug for t in offer.themes.all()), sorted(a.slug for a in offer.audiences.all()))
        for offer in Offer.objects.order_by("source_id")
    ]
    return [{name: row[name] for name in row if name not in {"id", "organisation_id"}} for row in rows] + filed


def test_a_service_has_the_fields_of_the_schema_and_validates(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_structure(), a_service(**FULL))
    [item] = get(client)["items"]
    assert item == a_service(**FULL) | {"contact_nom_prenom": None, "_pour": ["professionnels"]}
    assert item.keys() - {"_pour"} == v1.Service.model_fields.keys()
    v1.Service.model_validate(item)


def test_what_is_unknown_is_null(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_service())
    [item] = get(client)["items"]
    known = {name for name, value in item.items() if value is not None}
    assert known == {"source", "structure_id", "id", "nom", "description", "date_maj", "thematiques", "_pour"}
    v1.Service.model_validate(item)


def test_places_of_belgium_say_so_and_their_codes_stand_without_a_country(client: Client, tmp_path: Path) -> None:
    belgian: dict[str, Any] = LIEGE | {"zone_eligibilite": ["62063", "wallonie"]}
    deliver(tmp_path, a_structure(**LIEGE), a_service(**belgian), a_service("fr"))
    first, second = get(client)["items"]
    assert (first["_pays"], first["code_insee"], first["zone_eligibilite"]) == ("BE", "62063", ["62063", "wallonie"])
    assert "_pays" not in second
    [structure] = get(client, "/api/v1/structures")["items"]
    assert (structure["_pays"], structure["code_insee"]) == ("BE", "62063")


def test_a_structure_has_the_fields_of_the_schema(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_structure(siret="13002526500013", reseaux_porteurs=["ccas-cias"]))
    Organisation.objects.create(name="Saisie par un membre", slug="membre")
    [item] = get(client, "/api/v1/structures")["items"]
    assert item.keys() == v1.Structure.model_fields.keys()
    assert v1.Structure.model_validate(item).siret == "13002526500013"


def test_pages_follow_one_another_without_a_gap_while_an_import_runs(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, *services(5))
    first = get(client, size=2)
    changed = [a_service(str(key), nom=f"Changé {key}") for key in range(5)]
    deliver(tmp_path, *changed, a_service("new"))
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    ids = [item["id"] for page in (first, second, third) for item in page["items"]]
    assert ids == [f"essai--{key}" for key in (0, 1, 2, 3, 4, "new")]
    assert third["next"] is None


def test_the_last_page_is_last_even_when_it_is_full(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, *services(4))
    page = get(client, size=2)
    assert page["next"] == f"/api/v1/offers?after={Offer.objects.get(source_id='essai--1').pk}&size=2"
    assert client.get(page["next"]).json()["next"] is None
    assert get(client)["next"] is None


def test_withdrawn_services_are_gone(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_service("1"), a_service("2"))
    deliver(tmp_path, a_service("1"), confirm_withdrawals=True)
    assert [item["id"] for item in get(client)["items"]] == ["essai--1"]


@pytest.mark.parametrize("asked", ["after=abc", "after=-1", f"after={10**30}", "size=0", "size=501", "size=x"])
@pytest.mark.parametrize("path", ["/api/v1/offers", "/api/v1/structures"])
def test_what_makes_no_sense_is_refused_in_a_sentence(client: Client, path: str, asked: str) -> None:
    response = client.get(f"{path}?{asked}")
    assert response.status_code == 400
    error = response.json()["error"]
    assert error["code"] == "invalid_parameters"
    assert error["message"].startswith(asked.split("=")[0])


@pytest.mark.parametrize("path", ["/api/v1/offers", "/api/v1/structures"])
def test_an_unchanged_page_is_not_sent_again(client: Client, tmp_path: Path, path: str) -> None:
    deliver(tmp_path, a_structure(), a_service())
    first = client.get(path)
    etag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = client.get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    deliver(tmp_path, a_structure(nom="Autre nom"), a_service(nom="Autre nom"))
    assert client.get(path, headers={"if-none-match": etag}).status_code == 200


def test_only_members_read_who_to_ask_for(client: Client, tmp_path: Path) -> None:
    person = {"contact_nom_prenom": "Luc Fagnoul", "courriel": "luc.fagnoul@exemple.example"}
    deliver(tmp_path, a_structure(courriel="l.fagnoul@exemple.example"), a_service(**person))
    for path in ("/api/v1/offers", "/api/v1/structures"):
        assert "agnoul" not in client.get(path).text
    client.force_login(a_member())
    [item] = get(client)["items"]
    assert {name: item[name] for name in person} == person
    assert "l.fagnoul" in client.get("/api/v1/structures").text


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(
    client: Client, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    deliver(tmp_path, a_structure(), *services(2))
    with django_assert_num_queries(4):  # services, their themes and audiences, whom their structures' services name
        client.get("/api/v1/offers", {"size": 2})
    with django_assert_num_queries(2):
        client.get("/api/v1/structures")
    deliver(tmp_path, *(a_structure(str(key)) for key in range(2, 9)), *services(12))
    with django_assert_num_queries(4):
        client.get("/api/v1/offers", {"size": 12})
    with django_assert_num_queries(2):
        client.get("/api/v1/structures")


def test_what_was_taken_makes_the_same_catalogue_elsewhere_and_changes_nothing_here(
    client: Client, tmp_path: Path
) -> None:
    shared = {name: FULL[name] for name in FULL if name in v1.Structure.model_fields}
    structures = [a_structure(**shared), a_structure("be", **LIEGE)]
    others = [a_service("be", **LIEGE), a_service("co", _pour=["entreprises"]), a_service("full", **FULL)]
    deliver(tmp_path, *structures, *services(3), *others)
    before = kept()
    taken = every_page(client, "/api/v1/structures", 1) + every_page(client, "/api/v1/offers", 2)
    again = deliver(tmp_path, *taken)
    assert (again.created, again.changed, again.withdrawn, again.refused) == (0, 0, 0, [])
    Offer.objects.all().delete()
    Organisation.objects.all().delete()
    report = deliver(tmp_path, *taken)
    assert not report.refused
    assert kept() == before


def test_a_member_takes_contacts_with_the_rest(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, a_service(contact_nom_prenom="Luc Fagnoul", courriel="luc.fagnoul@exemple.example"))
    client.force_login(a_member())
    assert deliver(tmp_path, *every_page(client, "/api/v1/offers", 5)).unchanged == 1


def test_the_pages_are_a_delivery_as_they_are(client: Client, tmp_path: Path) -> None:
    deliver(tmp_path, *services(2))
    file = tmp_path / "page.json"
    file.write_text(json.dumps(get(client)))
    assert import_delivery([file]).unchanged == 2


def test_the_documentation_shows_the_schema(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    operation = described["paths"]["/api/v1/offers"]["get"]
    assert operation["summary"] == "Reprendre les services"
    assert {each["name"] for each in operation["parameters"]} == {"after", "size"}
    assert "zone_eligibilite" in described["components"]["schemas"]["Service"]["properties"]
