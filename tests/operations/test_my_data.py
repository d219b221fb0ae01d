"""What is kept about me is mine: I take it away, or leave with it."""

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from accounts.models import Kept, User
from notifications.models import Notification, Preferences
from operations import my_data

pytestmark = pytest.mark.django_db
SECRET = "un mot de passe long"


@pytest.fixture
def aicha() -> User:
    person = User.objects.create_user("aicha@demo.test", SECRET, first_name="Aïcha")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Kept.objects.create(person=person, kind="sheet", key="1", note="en parler lundi <b>")
    Notification.objects.create(recipient=person, event="page.published", kind="sheet", key="1")
    Preferences.objects.create(person=person)
    return person


@pytest.fixture
def me(aicha: User, client: Client) -> Client:
    """Signed in, and asked for the password again a moment ago."""
    client.post("/compte/connexion/", {"login": aicha.email, "password": SECRET})
    asked = client.get("/mon-espace/supprimer-mon-compte/")["Location"]
    assert client.post(asked, {"password": SECRET})["Location"] == "/mon-espace/supprimer-mon-compte/"
    return client


def test_what_is_kept_is_taken_away_to_read_and_for_programs(me: Client) -> None:
    page = me.get("/mon-espace/mes-donnees/").content.decode()
    assert "Pages gardées" in page
    ready = me.post("/mon-espace/mes-donnees/emporter/")  # What follows the question about the password is a page.
    assert "Vos données sont prêtes" in ready.content.decode()
    answer = me.post("/mon-espace/mes-donnees/emporter/", {"fichier": "oui"})
    assert answer["Content-Disposition"].startswith('attachment; filename="mes-donnees-')
    assert "no-store" in answer["Cache-Control"]
    files = zipfile.ZipFile(io.BytesIO(answer.content))
    told = json.loads(files.read("mes-donnees.json"))
    assert told["Pages gardées"][0]["note"] == "en parler lundi <b>"
    assert told["Avis reçus"][0]["event"] == "page.published"
    html = files.read("mes-donnees.html").decode()
    assert "en parler lundi &lt;b&gt;" in html
    assert "password" not in html
    assert "<dt>Adresse électronique</dt>" in html
    assert "first_name" not in html
    assert me.get("/mon-espace/mes-donnees/emporter/").status_code == 405


def test_a_session_left_open_neither_takes_nor_deletes(aicha: User, client: Client) -> None:
    client.force_login(aicha)
    for path in ("emporter/", None):
        address = f"/mon-espace/mes-donnees/{path}" if path else "/mon-espace/supprimer-mon-compte/"
        answer = client.post(address, {"d-accord": "oui"})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/compte/verification/")
    aicha.set_unusable_password()
    aicha.save()
    client.force_login(aicha)
    assert "Connectez-vous de nouveau" in client.post(address, {"d-accord": "oui"}).content.decode()
    assert User.objects.filter(pk=aicha.pk).exists()


def test_leaving_says_what_stays_asks_for_a_word_and_is_final(me: Client, aicha: User) -> None:
    address = "/mon-espace/supprimer-mon-compte/"
    assert "Ce qui reste, sans votre nom" in me.get(address).content.decode()
    refused = me.post(address)
    assert refused.status_code == 200
    assert "Cochez la case" in refused.content.decode()
    gone = me.post(address, {"d-accord": "oui"}, follow=True)
    assert "Votre compte est supprimé" in gone.content.decode()
    assert not User.objects.filter(pk=aicha.pk).exists()
    assert not Kept.objects.exists()
    assert not Notification.objects.exists()
    assert me.get("/mon-espace/")["Location"].startswith("/compte/connexion/")
    last = mail.outbox[-1]
    assert last.to == ["aicha@demo.test"]
    assert "sans votre nom" in last.body


def test_the_last_administrator_cannot_leave(me: Client, aicha: User) -> None:
    User.objects.filter(pk=aicha.pk).update(is_superuser=True, is_staff=True)
    address = "/mon-espace/supprimer-mon-compte/"
    assert "dernière personne" in me.post(address, {"d-accord": "oui"}).content.decode()
    assert User.objects.filter(pk=aicha.pk).exists()
    User.objects.create_superuser("nadia@demo.test", SECRET)
    assert me.post(address, {"d-accord": "oui"}).status_code == 302
    assert not User.objects.filter(pk=aicha.pk).exists()


def test_a_mail_service_that_is_away_keeps_nobody(me: Client, aicha: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: object) -> None:
        raise OSError("away")

    monkeypatch.setattr("ui.letters.EmailMessage.send", away)
    assert me.post("/mon-espace/supprimer-mon-compte/", {"d-accord": "oui"}).status_code == 302
    assert not User.objects.filter(pk=aicha.pk).exists()


def test_of_the_last_two_administrators_who_leave_at_once_one_stays(
    me: Client, aicha: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.filter(pk=aicha.pk).update(is_superuser=True)
    answers = iter([True])  # The page saw another one, who left before this one's turn.
    real = my_data.may_leave
    monkeypatch.setattr(my_data, "may_leave", lambda person: next(answers, None) or real(person))
    told = me.post("/mon-espace/supprimer-mon-compte/", {"d-accord": "oui"})
    assert (told.status_code, User.objects.filter(pk=aicha.pk).exists()) == (200, True)
