"""Roles are given and taken in one place by administrators, each gesture is in the journal, and somebody always
administers the site."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import ModelLogEntry

from accounts.models import User
from fichesactions.seeding import load_tree
from operations.personal_data import erase_person
from outbox.generation import generation
from territories.models import Part, Role
from tests.territories.factories import BasinFactory


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    load_tree()
    client.force_login(
        User.objects.create_superuser("claire@demo.test", "un mot de passe", first_name="Claire", last_name="Wauters")
    )
    return client


@pytest.fixture
def sonia(db: None) -> User:
    return User.objects.create_user("sonia@demo.test", "x", first_name="Sonia", last_name="Dethier")


@pytest.fixture
def basin(db: None) -> Any:
    return BasinFactory(name="Verviers", slug="verviers")


def give(client: Client, email: str = "SONIA@demo.test", part: str = "editor", place: str = "basin:verviers") -> Any:
    return client.post("/admin/roles/", {"email": email, "part": part, "place": place}, follow=True)


def journal() -> list[tuple[str, str]]:
    return [(entry.action, entry.message) for entry in ModelLogEntry.objects.order_by("timestamp", "pk")]


def test_a_role_given_opens_the_administration_and_taken_closes_it(admin: Client, sonia: User, basin: Any) -> None:
    before = generation()
    assert "Sonia Dethier a ce rôle" in give(admin).text
    assert generation() > before, "strangers read who facilitates"
    give(admin)
    role = Role.objects.get()
    assert (role.user, role.part, role.basin, role.given_by.email) == (sonia, "editor", basin, "claire@demo.test")
    assert sonia.groups.get().name == "Rédaction"
    give(admin, part="facilitator", place=f"territory:{basin.territory.slug}")
    screen = admin.get("/admin/roles/").text
    assert "Rédaction\u00a0: Sonia Dethier" in screen
    assert "En entier" in screen
    for each in Role.objects.order_by("part"):
        assert "n’a plus ce rôle" in admin.post(f"/admin/roles/{each.pk}/retirer/", follow=True).text
    assert "n’existe plus" in admin.post(f"/admin/roles/{role.pk}/retirer/", follow=True).text
    assert not sonia.groups.exists()
    assert journal() == [
        ("roles.given", f"Rôle donné\u00a0: Rédaction, {basin.full_name}"),
        ("roles.given", f"Rôle donné\u00a0: Animation, {basin.territory}"),
        ("roles.taken", f"Rôle retiré\u00a0: Rédaction, {basin.full_name}"),
        ("roles.taken", f"Rôle retiré\u00a0: Animation, {basin.territory}"),
    ]
    history = admin.get("/admin/reports/site-history/?action=roles.taken").text
    assert "Rôle retiré" in history
    assert "Sonia Dethier" in history
    erase_person(sonia)
    assert "Sonia" not in "".join(ModelLogEntry.objects.values_list("label", flat=True))


def test_what_is_wrong_is_said_beside_its_field(admin: Client, sonia: User, basin: Any) -> None:
    assert "Aucun compte actif n’a cette adresse" in give(admin, email="personne@demo.test").text
    assert "Choisissez un bassin" in give(admin, place="").text
    User.objects.filter(pk=sonia.pk).update(is_active=False)
    assert "Aucun compte actif" in give(admin).text
    assert not Role.objects.exists()


def test_somebody_always_administers_the_site(admin: Client, sonia: User) -> None:
    claire = User.objects.get(email="claire@demo.test")
    take = f"/admin/roles/administration/{claire.pk}/retirer/"
    assert "la dernière personne" in admin.post(take, follow=True).text
    form = {"email": claire.email, "first_name": "Claire", "last_name": "Wauters", "is_active": "on"}
    assert "personne n’administrerait" in admin.post(f"/admin/users/edit/{claire.pk}/", form, follow=True).text
    admin.post(f"/admin/users/delete/{claire.pk}/")
    bulk = f"/admin/bulk/accounts/user/delete/?id={claire.pk}"
    admin.post(bulk)
    claire.refresh_from_db()
    assert claire.is_superuser
    give(admin, part="administrator", place="")
    sonia.refresh_from_db()
    assert sonia.is_superuser
    admin.post(take)
    claire.refresh_from_db()
    assert not claire.is_superuser
    assert [action for action, _ in journal()] == ["roles.administrator_given", "roles.administrator_taken"]


def test_only_administrators_give_and_take(client: Client, sonia: User, basin: Any) -> None:
    load_tree()
    role = Role.objects.create(user=sonia, part=Part.FACILITATOR, basin=basin)
    editor = User.objects.create_user("nadia@demo.test", "x")
    editor.groups.add(Group.objects.get(name="Rédaction"))
    for person in (None, sonia, editor):
        if person:
            client.force_login(person)
        give(client)
        client.post(f"/admin/roles/{role.pk}/retirer/")
        client.post(f"/admin/roles/administration/{sonia.pk}/retirer/")
        assert "Donner un rôle" not in client.get("/admin/roles/", follow=True).text
    assert [each.pk for each in Role.objects.all()] == [role.pk]
