"""A person may have what is kept about them, and may go: what they wrote for all stays, their name does not."""

import json
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.models import Comment, ModelLogEntry, Page, PageLogEntry, Revision

from accounts.models import User
from operations.letters import letters
from tests.operations.test_letters import send

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "Zénobie", "zenobie@demo.test"


@pytest.fixture
def person() -> User:
    return User.objects.create_user(ADDRESS, "un mot de passe", first_name=NAME, last_name="Quartz")


@pytest.fixture
def page(person: User) -> Page:
    """A page with every trace that its author can leave on it."""
    home = Page.objects.filter(depth=2).first() or Page.get_first_root_node()
    page = home.add_child(instance=Page(title="Une page", slug="une-page-de-zenobie", owner=person, locked_by=person))
    page.save_revision(user=person, log_action=True)
    Comment.objects.create(page=page, user=person, text="à revoir", contentpath="title")
    content_type = ContentType.objects.get_for_model(Page)
    FormState.objects.create(
        user=person, content_type=content_type, object_id=str(page.pk), data="title=x", last_updated_at=timezone.now()
    )
    return page


def export() -> dict[str, list[dict[str, object]]]:
    out = StringIO()
    call_command("export_person", ADDRESS.upper(), stdout=out)
    return json.loads(out.getvalue())


def test_a_person_is_handed_everything_without_secrets(person: User, page: Page) -> None:
    EmailAddress.objects.create(user=person, email=ADDRESS, verified=True, primary=True)
    exported = export()
    assert exported["Compte"][0]["email"] == ADDRESS
    assert [row["title"] for row in exported["Pages créées"]] == ["Une page"]
    assert [row["text"] for row in exported["Commentaires"]] == ["à revoir"]
    assert len(exported["Versions enregistrées"]) == 1
    assert "password" not in json.dumps(exported)


def test_an_erased_person_leaves_pages_and_no_trace(
    person: User, page: Page, client: Client, django_capture_on_commit_callbacks: object
) -> None:
    client.force_login(person)
    ModelLogEntry.objects.log_action(person, "wagtail.create", user=None)
    send("Bonjour", "texte", to=ADDRESS)
    pk = person.pk
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        call_command("erase_person", ADDRESS, stdout=StringIO())
    assert not User.objects.filter(pk=pk).exists()
    assert not Session.objects.exists()
    assert Page.objects.get(pk=page.pk).owner is None
    assert not PageLogEntry.objects.filter(user_id=pk).exists()
    assert Revision.objects.filter(user=None, object_id=str(page.pk)).exists()
    assert not Comment.objects.exists()
    assert not any(NAME in label for label in ModelLogEntry.objects.values_list("label", flat=True))
    assert letters() == []


def test_an_erased_person_leaves_the_others_alone(person: User, client: Client) -> None:
    other = User.objects.create_user("autre@demo.test", "un mot de passe")
    client.force_login(other)
    call_command("erase_person", ADDRESS, stdout=StringIO())
    assert User.objects.get() == other
    assert Session.objects.count() == 1


@pytest.mark.parametrize("command", ["export_person", "erase_person"])
def test_an_unknown_address_is_said(command: str) -> None:
    with pytest.raises(CommandError, match=r"Aucun compte n’a l’adresse personne@demo\.test"):
        call_command(command, "personne@demo.test")
