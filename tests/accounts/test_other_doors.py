"""Signing in through OpenID Connect, against a provider of ours that is as strict as the standard."""

import re
import time
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import Application, User
from tests.accounts.openid_provider import CLIENT, SECRET, Provider, a_key
from tests.territories.factories import BasinFactory

pytestmark = pytest.mark.django_db
ADDRESS = "aicha@cpas.test"
DOOR = "/compte/connexion/par/proconnect/"


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Provider:
    """ProConnect as its documentation tells of it, in this process: no socket is opened."""
    provider = Provider()
    app = {
        "provider_id": "proconnect", "name": "ProConnect", "client_id": CLIENT, "secret": SECRET,
        "settings": {
            "server_url": provider.issuer, "scope": ["openid", "given_name", "usual_name", "email"],
            "auth_params": {"acr_values": "eidas1"},
        },
    }  # fmt: skip
    settings.OIDC_APPS = [app]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    settings.BASE_URL = "http://127.0.0.1:8000"

    def send(self: object, request: requests.PreparedRequest, **kwargs: object) -> requests.Response:
        url = str(request.url)
        assert kwargs["timeout"], "nobody waits for ever"
        if url.removeprefix(provider.issuer) == provider.away:
            raise requests.ConnectTimeout(url)
        answer = provider.answer(str(request.method), url, str(request.body or ""), request.headers)
        made = requests.Response()
        made.status_code, made._content, made.url = answer.status, answer.body.encode(), url
        made.headers["Content-Type"], made.request = answer.content_type, request
        return made

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)
    cache.clear()
    return provider


def member(email: str = ADDRESS, *, confirmed: bool = True, is_active: bool = True) -> User:
    user = User.objects.create_user(email, "trois mots sans rapport", first_name="Aïcha", is_active=is_active)
    EmailAddress.objects.create(user=user, email=email.lower(), verified=confirmed, primary=True)
    return user


def leave(client: Client, towards: str = "") -> str:
    """The provider's address to which the site leads."""
    page = client.post(f"{DOOR}{towards}").content.decode()
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page)
    assert found is not None, page
    return unescape(found[1])


def through(client: Client, provider: Provider, towards: str = "") -> str:
    """Go and come back: where one then is."""
    back = client.get(provider.agree(leave(client, towards)))
    assert back.status_code == 302, back.content.decode()
    return str(back["Location"])


def signed_in(client: Client) -> str | None:
    found: str | None = client.session.get("_auth_user_id")
    return found


def test_a_member_enters_the_account_that_has_this_address_whatever_its_case(
    client: Client, provider: Provider
) -> None:
    user = member()
    provider.person |= {"email": "Aicha@CPAS.test", "given_name": "Aïcha", "siret": "13002526500013"}
    assert "Se connecter avec ProConnect" in client.get("/compte/connexion/").content.decode()
    assert "Vous allez vers ProConnect" in client.get(f"{DOOR}").content.decode(), "asking changes nothing"
    assert provider.asked == []
    assert through(client, provider, "?next=/annuaire/") == "/annuaire/"
    assert signed_in(client) == str(user.pk)
    account = SocialAccount.objects.get()
    assert (account.user, account.uid, account.extra_data) == (user, "42", {}), "nothing else is kept of what was said"
    assert not SocialToken.objects.exists()
    again = Client()
    provider.person["email"] = "autre@cpas.test"
    through(again, provider)
    assert signed_in(again) == str(user.pk), "known by the door from now on, whatever the address becomes there"
    assert User.objects.count() == 1


def test_what_is_asked_of_the_provider_is_never_for_the_address_to_say(client: Client, provider: Provider) -> None:
    address = leave(client, "?auth_params=redirect_uri%3Dhttps%3A%2F%2Fmal.test&scope=siret&process=connect")
    asked = parse_qs(urlsplit(address).query)
    assert asked["redirect_uri"] == [provider.redirect_uri]
    assert set(asked["scope"][0].split()) == {"openid", "given_name", "usual_name", "email"}
    assert asked["acr_values"] == ["eidas1"]
    assert asked["code_challenge_method"] == ["S256"]
    other = parse_qs(urlsplit(leave(client)).query)
    assert all(len(asked[name][0]) > 15 and asked[name] != other[name] for name in ("nonce", "state", "code_challenge"))


@pytest.mark.parametrize("claim", [False, None, "false", 1, "oui"])
def test_an_address_that_the_provider_does_not_confirm_opens_no_account(
    client: Client, provider: Provider, claim: object
) -> None:
    member()
    provider.person["email_verified"] = claim
    assert through(client, provider) == "/compte/inscription/"
    assert signed_in(client) is None
    page = client.get("/compte/inscription/").content.decode()
    assert 'value="aicha@cpas.test"' in page
    assert "un code vous y sera envoyé" in page
    assert not SocialAccount.objects.exists()


def test_an_address_that_was_never_confirmed_here_opens_no_account(client: Client, provider: Provider) -> None:
    member(confirmed=False)
    assert through(client, provider) == "/compte/inscription/"
    BasinFactory(slug="verviers")
    typed = {"email": ADDRESS, "first_name": "Aïcha", "last_name": "Benomar", "basin": "verviers"}
    assert client.post("/compte/inscription/", typed)["Location"] == "/compte/inscription/code/", "as for anyone"
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()


def test_a_provider_that_never_says_is_believed_where_its_settings_say_so(
    client: Client, provider: Provider, settings: Settings
) -> None:
    user = member()
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["confirms_addresses"] = True
    provider.person["email_verified"] = False
    assert through(client, provider) == "/compte/inscription/", "it said no"
    del provider.person["email_verified"]
    assert through(client, provider) == "/"
    assert signed_in(client) == str(user.pk)


@pytest.mark.parametrize(("entry", "then"), [("domain", "/bienvenue/"), ("approval", "/attente/"), ("invitation", "")])
def test_a_new_person_joins_under_the_rules_of_everyone_without_a_code(
    client: Client, provider: Provider, settings: Settings, entry: str, then: str
) -> None:
    basin = BasinFactory(slug="verviers", territory__admission="invitation" if entry == "invitation" else "approval")
    settings.JOIN_DOMAINS = ["cpas.test"] if entry == "domain" else []
    provider.signed_userinfo = True
    provider.person = {"sub": "7", "email": ADDRESS, "email_verified": True, "given_name": "Aïcha", "usual_name": "Ben"}
    assert through(client, provider) == "/compte/inscription/"
    page = client.get("/compte/inscription/").content.decode()
    assert all(f'value="{said}"' in page for said in (ADDRESS, "Aïcha", "Ben")), "nothing is asked again"
    assert "ProConnect a confirmé votre adresse" in page
    typed = {"email": ADDRESS.upper(), "first_name": "Aïcha", "last_name": "Ben", "basin": basin.slug}
    joined = client.post("/compte/inscription/", typed)
    if entry == "invitation":
        assert "on entre avec une adresse d’un organisme reconnu" in joined.content.decode()
        assert not User.objects.exists()
        return
    assert joined["Location"].endswith(then)
    user = User.objects.get()
    assert (user.email, user.is_active, bool(signed_in(client))) == (ADDRESS, entry == "domain", entry == "domain")
    assert SocialAccount.objects.get().user == user
    assert not any("code" in letter.subject for letter in mail.outbox)
    if entry == "approval":
        assert through(Client(), provider) == "/compte/inscription/attente/", "and waits still"


def test_another_address_than_the_one_confirmed_is_sent_a_code(client: Client, provider: Provider) -> None:
    BasinFactory(slug="verviers")
    through(client, provider)
    typed = {"email": "autre@cpas.test", "first_name": "Aïcha", "last_name": "Ben", "basin": "verviers"}
    assert client.post("/compte/inscription/", typed)["Location"] == "/compte/inscription/code/"
    assert Application.objects.get().state == Application.State.UNCONFIRMED
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("known", [True, False])
def test_a_closed_account_stays_closed_and_its_owner_is_told_so(
    client: Client, provider: Provider, known: bool
) -> None:
    user = member(is_active=False)
    if known:
        SocialAccount.objects.create(user=user, provider="proconnect", uid="42")
    assert through(client, provider) == "/compte/desactive/"
    assert "Ce compte est désactivé" in client.get("/compte/desactive/").content.decode()
    assert signed_in(client) is None
    assert SocialAccount.objects.count() == known


def test_a_second_step_is_asked_after_another_door_too(client: Client, provider: Provider) -> None:
    Authenticator.objects.create(user=member(), type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert through(client, provider) == "/compte/deux-etapes/code/"
    assert signed_in(client) is None


WRONG: dict[str, dict[str, object]] = {
    "another nonce": {"in_id_token": {"nonce": "celui d’un autre"}},
    "no nonce": {"in_id_token": {"nonce": None}},
    "another audience": {"in_id_token": {"aud": "un-autre-site"}},
    "another issuer": {"in_id_token": {"iss": "https://mal.test"}},
    "expired": {"in_id_token": {"exp": time.time() - 3600}},
    "a lower level": {"in_id_token": {"acr": "eidas0"}},
    "another person": {"in_userinfo": {"sub": "43"}},
    "nobody": {"person": {"sub": "", "email": ADDRESS, "email_verified": True}},
    "another key": {"signs_with": a_key("stolen")},
    "no description": {"garbled": "/.well-known/openid-configuration"},
    "no tokens": {"garbled": "/token"},
    "no keys": {"garbled": "/jwks"},
    "no person": {"garbled": "/userinfo"},
    "away at the tokens": {"away": "/token"},
    "away at the person": {"away": "/userinfo"},
    "away wholly": {"away": "/.well-known/openid-configuration"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_as_it_should_is_a_plain_page_and_changes_nothing(
    client: Client, provider: Provider, wrong: str
) -> None:
    member()
    back = provider.agree(leave(client))
    for name, value in WRONG[wrong].items():
        setattr(provider, name, value)
    if wrong == "nobody":
        provider.in_id_token = {"sub": ""}
    answer = client.get(back)
    page = answer.content.decode()
    assert answer.status_code == (503 if wrong.startswith("away") else 403)
    assert ("ne répond pas pour le moment" if wrong.startswith("away") else "n’a pas confirmé qui vous êtes") in page
    assert '<html lang="fr">' in page
    assert page.count("<h1>") == 1
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()
    if "description" in wrong or "wholly" in wrong:
        assert client.post(DOOR).status_code == answer.status_code, "nor can one leave"


def test_one_who_refuses_or_whom_the_provider_refuses_is_told_that_nothing_changed(
    client: Client, provider: Provider
) -> None:
    gave_up = client.get(provider.agree(leave(client), error="access_denied"), follow=True)
    assert "Connexion abandonnée" in gave_up.content.decode()
    refused = client.get(provider.agree(leave(client), error="server_error"))
    assert refused.status_code == 403
    assert "Rien n’a changé" in refused.content.decode()
    assert client.get("/compte/connexion/par/inconnue/").status_code == 404


def test_a_way_back_serves_once_soon_and_in_the_browser_that_left(
    client: Client, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    member()
    back = provider.agree(leave(client))
    late = provider.agree(leave(client))
    code = re.search(r"code=([^&]+)", back)
    elsewhere = Client().get(back)
    assert elsewhere.status_code == 400
    assert "a commencé dans un autre navigateur" in elsewhere.content.decode()
    assert "/token" not in provider.asked, "the code is still good"
    assert client.get(back).status_code == 302
    client.post("/compte/deconnexion/")
    assert client.get(back).status_code == 400, "used"
    assert code is not None
    stolen = re.sub(r"code=[^&]+", code[0], provider.agree(leave(client)))
    assert client.get(stolen).status_code == 403, "the provider knows that code no more"
    late = provider.agree(leave(client))
    later = time.time() + 11 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.get(late).status_code == 400, "ten minutes have passed"
    assert signed_in(client) is None


def test_a_code_of_somebody_else_is_no_use_in_ones_own_browser(client: Client, provider: Provider) -> None:
    member()
    theirs = re.search(r"code=[^&]+", provider.agree(leave(Client())))
    assert theirs is not None
    mine = re.sub(r"code=[^&]+", theirs[0], provider.agree(leave(client)))
    assert client.get(mine).status_code == 403, "it was asked with another proof"
    assert signed_in(client) is None


def test_signing_out_closes_the_session_of_the_door_too(client: Client, provider: Provider) -> None:
    member()
    through(client, provider)
    page = client.post("/compte/deconnexion/").content.decode()
    assert signed_in(client) is None
    found = re.search(r'content="0;url=([^"]+)"', page)
    assert found is not None
    there = provider.answer("GET", unescape(found[1]))
    assert provider.signed_out == ["42"]
    assert client.get(there.location)["Location"] == "/"
    assert client.post("/compte/deconnexion/")["Location"] == "/", "once"
