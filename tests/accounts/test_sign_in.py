"""The door: signing in and out, a forgotten password, and what strangers may learn there (nothing)."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db

ADDRESS, PASSWORD = "aicha@cpas.test", "trois mots sans rapport"


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    """Limits count in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def member() -> User:
    return User.objects.create_user(ADDRESS, PASSWORD, first_name="Aïcha")


def test_an_address_in_any_case_and_a_password_open_the_door(client: Client, member: User) -> None:
    response = client.post("/compte/connexion/?next=/services/", {"login": "AICHA@cpas.test", "password": PASSWORD})
    assert response.status_code == 302
    assert response["Location"] == "/services/"
    assert client.session["_auth_user_id"] == str(member.pk)


def test_signing_in_never_leads_to_another_site(client: Client, member: User) -> None:
    response = client.post(
        "/compte/connexion/", {"login": ADDRESS, "password": PASSWORD, "next": "https://ailleurs.example/"}
    )
    assert response["Location"] == "/"


@pytest.mark.parametrize("box", [True, False])
def test_one_stays_signed_in_only_on_a_device_of_ones_own(client: Client, member: User, box: bool) -> None:
    client.post("/compte/connexion/", {"login": ADDRESS, "password": PASSWORD} | ({"remember": "on"} if box else {}))
    assert client.session.get_expire_at_browser_close() is not box
    assert not box or client.session.get_expiry_age() == 90 * 86400


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, member: User) -> None:
    answers = [
        client.post("/compte/connexion/", {"login": login, "password": "faux"})
        for login in (ADDRESS, "inconnue@cpas.test")
    ]
    pages = [re.sub(r"aicha|inconnue|value=\"\w{64}\"", "", page.content.decode()) for page in answers]
    assert [page.status_code for page in answers] == [200, 200]
    assert "ne correspond à aucun compte" in pages[0]
    assert pages[0] == pages[1]


def test_a_forgotten_password_gets_the_same_answer_for_everyone_and_a_letter(client: Client, member: User) -> None:
    answers = [client.post("/compte/mot-de-passe/", {"email": email}) for email in (ADDRESS, "inconnue@cpas.test")]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/compte/mot-de-passe/envoye/")
    ] * 2
    known, unknown = mail.outbox
    assert known.to == [ADDRESS]
    assert known.subject == "Choisir un nouveau mot de passe"
    assert "/compte/mot-de-passe/" in known.body
    assert unknown.to == ["inconnue@cpas.test"]
    assert "Aucun compte n’existe à cette adresse" in unknown.body
    assert "/compte/mot-de-passe/" not in unknown.body


def test_the_link_of_the_letter_lets_one_choose_a_password_once(client: Client, member: User) -> None:
    client.post("/compte/mot-de-passe/", {"email": ADDRESS})
    found = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
    assert found is not None
    link = found[1]
    form = client.get(link, follow=True)
    assert form.redirect_chain[-1][0].endswith("-set-password/"), "the key leaves the address bar"
    chosen = {"password1": "quatre mots vraiment neufs", "password2": "quatre mots vraiment neufs"}
    done = client.post(form.redirect_chain[-1][0], chosen, follow=True)
    assert "Votre mot de passe est enregistré" in done.content.decode()
    member.refresh_from_db()
    assert member.check_password("quatre mots vraiment neufs")
    assert "Ce lien ne fonctionne plus" in Client().get(link, follow=True).content.decode()


def test_a_new_password_is_long_enough_and_written_twice_the_same(client: Client, member: User) -> None:
    client.post("/compte/mot-de-passe/", {"email": ADDRESS})
    found = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)
    assert found is not None
    form = client.get(found[1], follow=True).redirect_chain[-1][0]
    short = client.post(form, {"password1": "court", "password2": "court"}).content.decode()
    assert 'id="id_password1_error"' in short
    apart = client.post(form, {"password1": PASSWORD + " a", "password2": PASSWORD + " b"}).content.decode()
    assert 'id="id_password2_error"' in apart
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def test_a_disabled_account_says_so_only_to_who_knows_its_password(client: Client, member: User) -> None:
    User.objects.update(is_active=False)
    wrong = client.post("/compte/connexion/", {"login": ADDRESS, "password": "faux"})
    assert "ne correspond à aucun compte" in wrong.content.decode()
    right = client.post("/compte/connexion/", {"login": ADDRESS, "password": PASSWORD}, follow=True)
    assert "Ce compte est désactivé" in right.content.decode()
    assert "_auth_user_id" not in client.session


def test_looking_at_the_sign_out_page_signs_nobody_out(client: Client, member: User) -> None:
    client.force_login(member)
    assert "Se déconnecter ?" in client.get("/compte/deconnexion/").content.decode().replace("\u202f", " ")
    assert "_auth_user_id" in client.session
    response = client.post("/compte/deconnexion/")
    assert response["Location"] == "/"
    assert "messages" not in response.cookies
    assert "_auth_user_id" not in client.session


def test_repeated_guesses_are_stopped(client: Client, member: User) -> None:
    for _ in range(5):
        client.post("/compte/connexion/", {"login": ADDRESS, "password": "faux"})
    stopped = client.post("/compte/connexion/", {"login": ADDRESS, "password": PASSWORD})
    assert "Trop d’essais" in stopped.content.decode()
    assert "_auth_user_id" not in client.session


def test_too_many_letters_are_refused_with_a_page(client: Client, member: User) -> None:
    answers = [client.post("/compte/mot-de-passe/", {"email": ADDRESS}) for _ in range(8)]
    assert answers[-1].status_code == 429
    assert "Trop de demandes en peu de temps" in answers[-1].content.decode()
    assert len(mail.outbox) < 8


def test_the_administration_uses_the_same_door_and_remembers_where_one_was_going(client: Client) -> None:
    response = client.get("/admin/login/?next=/admin/pages/")
    assert response["Location"] == "/compte/connexion/?next=%2Fadmin%2Fpages%2F"
    assert client.get("/admin/").headers["Location"] == "/compte/connexion/?next=/admin/"


def test_a_member_without_the_right_is_told_and_not_sent_round_in_circles(client: Client, member: User) -> None:
    client.force_login(member)
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert "Vous ne pouvez pas ouvrir cette page" in response.content.decode()


@pytest.mark.parametrize("screen", ["email", "password/change", "3rdparty", "reauthenticate", "login", "signup"])
def test_screens_of_allauth_that_we_do_not_offer_do_not_exist(client: Client, screen: str) -> None:
    assert client.get(f"/compte/{screen}/").status_code == 404


def ask_code(client: Client, email: str = ADDRESS) -> str:
    """Ask for a sign-in code in this browser; the letter that comes of it."""
    answer = client.post("/compte/connexion/code/?next=/services/", {"email": email, "next": "/services/"})
    assert answer["Location"] == "/compte/connexion/code/entrer/?next=%2Fservices%2F"
    return str(mail.outbox[-1].body)


def code_in(letter: str) -> str:
    found = re.search(r"^Votre code\xa0: (\d{6})$", letter, re.MULTILINE)
    assert found is not None, letter
    return found[1]


def test_a_code_signs_in_where_it_was_asked_and_nowhere_else(client: Client, member: User) -> None:
    code = code_in(ask_code(client))
    before = client.session.session_key
    assert "_auth_user_id" not in Client().post("/compte/connexion/code/entrer/", {"code": code}).cookies
    entered = client.post("/compte/connexion/code/entrer/?next=/services/", {"code": code, "remember": "on"})
    assert entered["Location"] == "/services/"
    assert client.session["_auth_user_id"] == str(member.pk)
    assert client.session.session_key != before, "whoever planted a session before does not share it after"
    assert client.session.get_expiry_age() == 90 * 86400


def test_asking_for_a_code_tells_nothing_of_the_address(client: Client, member: User) -> None:
    pages = []
    for email in (ADDRESS, "inconnue@cpas.test"):
        browser = Client()
        browser.post("/compte/connexion/code/", {"email": email})
        page = browser.get("/compte/connexion/code/entrer/").content.decode()
        wrong = browser.post("/compte/connexion/code/entrer/", {"code": "000000"}).content.decode()
        assert "Ce code n’est pas le bon" in wrong
        pages.append(re.sub(rf"{email}|value=\"\w{{64}}\"", "", page + wrong))
    assert pages[0] == pages[1]
    assert [letter.subject for letter in mail.outbox] == ["Votre code de connexion", "Aucun compte à cette adresse"]


def test_few_codes_are_tried_and_few_are_sent(client: Client, member: User) -> None:
    code = code_in(ask_code(client))
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(4):
        last = client.post("/compte/connexion/code/entrer/", {"code": wrong})
    assert last["Location"] == "/compte/connexion/code/"
    assert client.post("/compte/connexion/code/entrer/", {"code": code}).status_code == 302
    assert "_auth_user_id" not in client.session, "the right one comes too late"
    answers = [Client().post("/compte/connexion/code/", {"email": ADDRESS}).content.decode() for _ in range(3)]
    assert "Trop d’essais" in answers[-1]
    assert len(mail.outbox) == 3


def test_the_link_of_the_letter_signs_in_on_another_device_once_and_only_when_asked_to(member: User) -> None:
    found = re.search(r"https?://[^/\s]+(/compte/connexion/lien/\S+)", ask_code(Client()))
    assert found is not None
    scanner, phone = Client(), Client()
    assert "Aïcha" in scanner.get(found[1]).content.decode()
    assert "_auth_user_id" not in scanner.session
    phone.post(found[1], {"remember": "on"})
    assert phone.session["_auth_user_id"] == str(member.pk)
    for late in (scanner.get(found[1]), scanner.post(found[1])):
        assert late.status_code == 410
    assert "_auth_user_id" not in scanner.session
    assert scanner.get("/compte/connexion/lien/n-importe-quoi/").status_code == 410


def test_who_waits_at_a_code_may_use_their_password_or_correct_their_address(client: Client, member: User) -> None:
    ask_code(client, "faute@cpas.test")
    assert client.get("/compte/connexion/code/").status_code == 200
    assert client.get("/compte/connexion/").status_code == 200
    client.post("/compte/connexion/", {"login": ADDRESS, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(member.pk)
