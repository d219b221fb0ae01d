"""À qui m’adresser: the nearest first, everywhere people look in vain; kept true by those who are there."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from search.indexing import rebuild
from territories.contact_files import import_contacts
from territories.emergencies import emergencies
from territories.models import Basin, FirstContact, Municipality, Part, Role, Territory
from tests.territories.factories import BasinFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db
CONTACTS = "/territoires/wallonie/verviers/contacts/"


@pytest.fixture
def dison() -> Municipality:
    land = Territory.objects.create(slug="wallonie", name="Wallonie", country="BE")
    basin = BasinFactory(slug="verviers", name="Verviers", territory=land)
    town: Municipality = MunicipalityFactory(basin=basin, name="Dison", code="BE:63020", postcode="4820")
    return town


def a_contact(name: str, place: Municipality | Basin | Territory, position: int = 1, **said: object) -> FirstContact:
    own = {type(place).__name__.lower(): place}
    fields = {"what_for": "Orienter", "phone": "087 00 00 00", "verified_on": timezone.localdate(), **said}
    return FirstContact.objects.create(name=name, position=position, **own, **fields)


def test_the_nearest_come_first_and_the_widest_fill_up_to_three(dison: Municipality, client: Client) -> None:
    assert dison.basin
    assert dison.territory
    a_contact("Forem", dison.territory)
    a_contact("MIRE de Verviers", dison.basin)
    a_contact("CPAS de Dison", dison)
    a_contact("Guichet de Dison", dison, 2)
    told = client.get("/territoires/a-qui-m-adresser/", {"lieu": "4820"}).content.decode()
    assert told.index("CPAS de Dison") < told.index("Guichet de Dison") < told.index("MIRE de Verviers")
    assert "Forem" not in told
    assert 'href="tel:087000000"' in told
    door = client.get("/territoires/wallonie/verviers/").content.decode()
    assert door.index("MIRE de Verviers") < door.index("Forem")
    assert "CPAS de Dison" not in door


def test_every_empty_search_and_list_with_a_place_says_whom_to_ring(dison: Municipality, client: Client) -> None:
    rebuild()
    a_contact("CPAS de Dison", dison, verified_on=date(2020, 1, 1))
    for address in ("/services/?lieu=4820", "/services/?q=zzzz&lieu=dison", "/recherche/?q=zzzz&lieu=dison"):
        told = client.get(address).content.decode()
        assert "CPAS de Dison" in told, address
        assert "il y a plus d’un an" in told
        assert told.index("Urgences en Belgique") < told.index("Urgences en France"), "its own country first"
    assert "Dites où vous êtes" in client.get("/recherche/?q=zzzz").content.decode()
    assert "À qui m’adresser" not in client.get("/fiches-actions/").content.decode()


def test_a_facilitator_keeps_three_at_most_and_says_which_still_hold(dison: Municipality, client: Client) -> None:
    assert dison.basin
    user = User.objects.create_user("sonia@demo.test", "x")
    Role.objects.create(user=user, part=Part.FACILITATOR, basin=dison.basin)
    client.force_login(user)
    form = {"name": "CPAS de Dison", "what_for": "Aide", "phone": "087 33 00 00", "town": "Dison"}
    for name in ("CPAS de Dison", "CPAS de Dison", "Mission", "Guichet"):
        assert client.post(CONTACTS, form | {"name": name}).status_code == 302
    assert dison.contacts.count() == 3, "the same form sent twice is one contact"
    assert "a déjà trois premiers contacts" in client.post(CONTACTS, form | {"name": "Un autre"}).content.decode()
    assert "au moins un téléphone" in client.post(CONTACTS, form | {"phone": ""}).content.decode()
    assert "ne connaissons pas" in client.post(CONTACTS, form | {"town": "Zzyzx"}).content.decode()
    contact = dison.contacts.get(position=1)
    FirstContact.objects.update(verified_on=timezone.localdate() - timedelta(days=400))
    client.post(f"/territoires/contacts/{contact.pk}/", {"vrai": "1"})
    contact.refresh_from_db()
    assert not contact.is_old
    assert client.post(f"/territoires/contacts/{contact.pk}/", form | {"hours": "Le matin"}).status_code == 302
    client.post(f"/territoires/contacts/{dison.contacts.get(position=2).pk}/", {"retirer": "1"})
    assert sorted(dison.contacts.values_list("position", "hours")) == [(1, "Le matin"), (3, "")]
    whole = a_contact("MIRE", dison.basin, 3)
    moved = form | {"name": "MIRE"}
    assert client.post(f"/territoires/contacts/{whole.pk}/", moved).status_code == 302
    assert dison.contacts.get(name="MIRE").position == 2, "its rank was taken there: the first free one is its own"
    client.force_login(User.objects.create_user("autre@demo.test", "x"))
    assert client.get(f"/territoires/contacts/{contact.pk}/").status_code == 404


def test_each_country_has_its_own_numbers_first() -> None:
    belgium, france = emergencies("BE")
    assert [each.number for each in belgium.brief] == ["112", "107"]
    assert [each.country for each in emergencies("FR")] == ["FR", "BE"]
    assert "115" in {each.number for each in france.numbers}


@pytest.mark.usefixtures("dison")
def test_my_basin_stays_on_the_device_of_the_stranger_who_asks_for_it(client: Client) -> None:
    assert "Choisissez-le une fois" in client.get("/mon-bassin/").content.decode()
    answer = client.post("/mon-bassin/", {"bassin": "verviers"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 302
    cookie = answer.cookies["bassin"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/mon-bassin/", True, "Lax")
    assert set(answer.cookies) == {"bassin"}, "neither session nor token"
    assert "Verviers" in client.get("/mon-bassin/").content.decode()
    assert client.post("/mon-bassin/", {"oublier": "1"}).cookies["bassin"].value == ""
    assert client.post("/mon-bassin/", {"bassin": "nulle-part"}).status_code == 404
    assert client.post("/mon-bassin/", {"lieu": "dison"}).cookies["bassin"].value == "verviers"
    assert "dans aucun bassin" in client.post("/mon-bassin/", {"lieu": "Zzyzx"}).content.decode()
    foreign = client.post("/mon-bassin/", {"bassin": "verviers"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403


@pytest.mark.usefixtures("dison")
def test_my_basin_is_kept_in_the_account_of_who_has_one(django_user_model: type[User]) -> None:
    client, user = Client(enforce_csrf_checks=True), User.objects.create_user("membre@demo.test", "x")
    client.force_login(user)

    def page() -> str:
        return client.get("/mon-bassin/").content.decode()

    token = page().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert client.post("/mon-bassin/", {"bassin": "verviers"}).status_code == 403, "no token"
    sent = client.post("/mon-bassin/", {"bassin": "verviers", "csrfmiddlewaretoken": token})
    assert sent.status_code == 302
    assert "bassin" not in sent.cookies
    user.profile.refresh_from_db()
    assert user.profile.basin
    assert user.profile.basin.slug == "verviers"
    assert "dans votre compte" in page()


def test_contacts_come_from_a_file_and_the_same_file_twice_changes_nothing(dison: Municipality, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text(
        "place,name,what_for,phone,verified_on\nBE:63020,CPAS,Aide,087 00,2026-01-02\nbasin:verviers,MIRE,Orienter,,\n"
        "territory:wallonie,Forem,Chercher,0800,2026-01-02\nBE:99999,Rien,Rien,,\nBE:63020,Guichet,Aide,,hier\n",
        encoding="utf-8",
    )
    report = import_contacts(path)
    assert (report.created, [refusal.line for refusal in report.refused]) == (3, [5, 6])
    again = import_contacts(path)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 3)
    path.write_bytes(b"\xff\xfe")
    assert import_contacts(path).exit_code == 1
    assert dison.contacts.get().verified_on == date(2026, 1, 2)
