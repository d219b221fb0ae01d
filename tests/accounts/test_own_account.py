"""One's own account: its address, its password, its second step; other doors into it."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.models import User
from accounts.wagtail_hooks import one_address_only

pytestmark = pytest.mark.django_db
ADDRESS, PASSWORD = "aicha@cpas.test", "trois mots sans rapport"


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    cache.clear()


@pytest.fixture
def member(client: Client) -> User:
    user = User.objects.create_user(ADDRESS, PASSWORD, first_name="Aïcha")
    client.post("/compte/connexion/", {"login": ADDRESS, "password": PASSWORD})
    return user


def say_password(client: Client, path: str) -> None:
    """Go where it matters: the password is asked again first."""
    asked = client.get(path)
    assert asked["Location"].startswith("/compte/verification/")
    client.post(asked["Location"], {"password": PASSWORD})


def now_code(secret: str) -> str:
    """What the telephone shows."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def test_an_address_changes_once_the_new_one_is_confirmed_and_the_old_one_is_told(client: Client, member: User) -> None:
    asked = client.post("/compte/adresse/", {"email": "Aicha.Benomar@cpas.test", "action_add": "1"})
    assert asked["Location"].startswith("/compte/verification/")
    client.post(asked["Location"], {"password": PASSWORD})
    member.refresh_from_db()
    assert member.email == ADDRESS, "nothing changes before"
    found = re.search(r"\d{6}", mail.outbox[-1].body)
    assert found is not None
    assert mail.outbox[-1].to == ["aicha.benomar@cpas.test"]
    done = client.post("/compte/adresse/code/", {"code": found[0]})
    assert done["Location"] == "/compte/?fait=adresse"
    assert "Votre nouvelle adresse est en place" in client.get(done["Location"]).content.decode()
    member.refresh_from_db()
    assert member.email == "aicha.benomar@cpas.test"
    assert mail.outbox[-1].to == [ADDRESS]
    assert "ne permet plus d’entrer" in mail.outbox[-1].body
    late = Client().post("/compte/connexion/", {"login": ADDRESS, "password": PASSWORD})
    assert late.status_code == 200


def test_the_address_of_another_account_is_never_taken_nor_told(client: Client, member: User) -> None:
    User.objects.create_user("autre@cpas.test", "x")
    client.post("/compte/verification/", {"password": PASSWORD})
    pages = []
    for email in ("autre@cpas.test", "libre@cpas.test"):
        asked = client.post("/compte/adresse/", {"email": email, "action_add": "1"}, follow=True)
        assert asked.redirect_chain == [("/compte/adresse/code/", 302)]
        pages.append(re.sub(rf"{email}|value=\"\w{{64}}\"", "", asked.content.decode()))
    assert pages[0] == pages[1]
    with pytest.raises(ValidationError, match="existe déjà"):
        User(email="AUTRE@cpas.test", password="x").full_clean()


def test_a_new_password_ends_the_sessions_of_other_devices(client: Client, member: User) -> None:
    phone = Client()
    phone.post("/compte/connexion/", {"login": ADDRESS, "password": PASSWORD})
    new = "quatre mots vraiment neufs"
    done = client.post(
        "/compte/mot-de-passe/modifier/", {"oldpassword": PASSWORD, "password1": new, "password2": new}, follow=True
    )
    assert "Votre mot de passe est enregistré" in done.content.decode()
    assert phone.get("/compte/").status_code == 302, "this one is signed out"
    assert "mot de passe a changé" in mail.outbox[-1].subject


def test_who_enters_by_codes_may_choose_a_password(client: Client) -> None:
    client.force_login(User.objects.create_user(ADDRESS))
    assert client.get("/compte/mot-de-passe/modifier/")["Location"] == "/compte/mot-de-passe/choisir/"
    client.post("/compte/mot-de-passe/choisir/", {"password1": PASSWORD, "password2": PASSWORD})
    assert User.objects.get().check_password(PASSWORD)


def test_a_second_step_is_set_up_asked_at_sign_in_and_stands_few_guesses(client: Client, member: User) -> None:
    say_password(client, "/compte/deux-etapes/activer/")
    page = client.get("/compte/deux-etapes/activer/")
    secret = page.context["form"].secret
    assert "data:image/svg+xml" in page.content.decode()
    codes = client.post("/compte/deux-etapes/activer/", {"code": now_code(secret)}, follow=True)
    assert codes.redirect_chain[-1][0] == "/compte/deux-etapes/secours/"
    assert secret not in str(Authenticator.objects.values()), "a backup of the database holds no telephone"
    spare = codes.context["unused_codes"][0]
    cache.clear()
    phone = Client()
    for way in ("password", "link"):
        if way == "password":
            asked = phone.post("/compte/connexion/", {"login": ADDRESS, "password": PASSWORD})
        else:
            Client().post("/compte/connexion/code/", {"email": ADDRESS})
            found = re.search(r"https?://[^/\s]+(/compte/connexion/lien/\S+)", mail.outbox[-1].body)
            assert found is not None
            asked = phone.post(found[1])
        assert asked["Location"] == "/compte/deux-etapes/code/", way
        assert "_auth_user_id" not in phone.session
    guesses = [phone.post("/compte/deux-etapes/code/", {"code": "000000"}).content.decode() for _ in range(6)]
    assert "Ce code n’est pas le bon" in guesses[0]
    assert "Trop d’essais" in guesses[-1]
    cache.clear()
    phone.post("/compte/deux-etapes/code/", {"code": spare})
    assert phone.session["_auth_user_id"] == str(member.pk)


def test_the_staff_is_sent_to_set_it_up_where_the_site_asks_for_it(client: Client, settings: Settings) -> None:
    settings.STAFF_NEEDS_TOTP = True
    admin = User.objects.create_superuser("admin@cpas.test", PASSWORD)
    client.force_login(admin)
    sent = client.get("/admin/pages/", follow=True)
    assert sent.redirect_chain[-1][0] == "/compte/deux-etapes/demandee/"
    assert "Une seconde étape avant l’administration" in sent.content.decode()
    Authenticator.objects.create(user=admin, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get("/admin/").status_code == 200
    member = User.objects.create_user(ADDRESS, PASSWORD)
    client.force_login(member)
    assert client.get("/compte/").status_code == 200


def test_every_screen_of_the_account_stands_in_our_layout(client: Client, member: User) -> None:
    client.post("/compte/verification/", {"password": PASSWORD})
    for path in ("", "adresse/", "verification/", "mot-de-passe/modifier/", "deux-etapes/", "deux-etapes/demandee/"):
        page = client.get(f"/compte/{path}").content.decode()
        assert page.count("<h1>") == 1, path
        assert '<html lang="fr">' in page, path
        assert "<main" in page, path


def test_an_address_changed_in_the_administration_is_the_only_one_that_enters(rf: RequestFactory) -> None:
    user = User.objects.create_user("nouvelle@cpas.test", PASSWORD)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    one_address_only(rf.get("/"), user)
    assert Client().post("/compte/connexion/", {"login": ADDRESS, "password": PASSWORD}).status_code == 200
    assert Client().post("/compte/connexion/", {"login": user.email, "password": PASSWORD}).status_code == 302
