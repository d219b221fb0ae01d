"""The real site with pages kept for strangers: nothing leaks, nothing lags, no header is lost, limits hold."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

import vocabulary.seeding
from accounts.models import User
from fichesactions.seeding import load_tree
from offers.models import Offer
from search.indexing import catch_up
from tests.fichesactions.factories import make_page, restrict
from tests.offers.factories import a_service, a_structure, deliver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]


@pytest.fixture(autouse=True)
def kept(settings: Settings) -> None:
    settings.GUEST_PAGES_MB = 1


@pytest.fixture
def words(db: None) -> None:
    vocabulary.seeding.load()
    load_tree()


def is_kept(client: Client, address: str) -> bool:
    client.get(address)
    return "ETag" in client.get(address).headers


def test_a_delivery_is_read_at_once_and_its_lists_once_indexed(client: Client, tmp_path: Path) -> None:
    catch_up()
    deliver(tmp_path, a_structure(), a_service(nom="Garde du soir"))
    page = Offer.objects.get().get_absolute_url()
    assert "Garde du soir" in client.get(page).text
    assert "Garde du soir" not in client.get("/services/").text, "not indexed yet"
    catch_up()
    assert "Garde du soir" in client.get("/services/").text
    deliver(tmp_path, a_structure(), a_service(nom="Garde du matin"))
    assert "Garde du matin" in client.get(page).text


def test_a_page_that_closes_is_closed_at_once(client: Client) -> None:
    page = make_page("Réservée demain")
    assert is_kept(client, page.url)
    restrict(page)
    assert client.get(page.url).status_code == 404


def test_who_is_signed_in_neither_gets_nor_fills_a_strangers_page(client: Client) -> None:
    member = Client()
    member.force_login(User.objects.create_superuser("membre@exemple.test", "un-long-secret"))
    theirs = member.get("/")
    assert "ETag" not in theirs.headers
    strangers = client.get("/")
    assert "/admin/" in theirs.text
    assert "/admin/" not in strangers.text
    assert "/admin/" in member.get("/").text
    assert client.get("/").text == strangers.text


@pytest.mark.parametrize("megabytes", [0, 1])
def test_what_is_made_for_someone_stays_in_their_own_browser(settings: Settings, megabytes: int) -> None:
    settings.GUEST_PAGES_MB = megabytes
    member = Client()
    member.force_login(User.objects.create_user("membre@exemple.test", "un-long-secret"))
    for address in ("/", "/fiches-actions/", "/nulle-part/"):
        assert member.get(address).headers["Cache-Control"] == "private, no-cache"
    assert "no-store" in member.get("/compte/connexion/").headers["Cache-Control"], "what a view says stands"
    assert "private" not in Client().get("/").headers.get("Cache-Control", "")


def test_a_malformed_token_costs_a_stranger_no_cookie_until_a_form_asks(client: Client) -> None:
    client.cookies["csrftoken"] = "n’importe quoi".encode().decode("latin-1")
    for address in ("/", "/fiches-actions/", "/nulle-part/"):
        assert not client.get(address).cookies
    assert client.get("/compte/connexion/").cookies["csrftoken"].value


@pytest.mark.parametrize("address", ["/", "/services/", "/recherche/?q=garde", "/api/v1/search?q=garde", "/robots.txt"])
def test_a_kept_page_bears_every_header_of_a_fresh_one(client: Client, settings: Settings, address: str) -> None:
    settings.SECURE_HSTS_SECONDS = 60
    catch_up()
    kept_page = [client.get(address, secure=True) for _ in range(2)][1]
    settings.GUEST_PAGES_MB = 0
    fresh = Client().get(address, secure=True)
    assert kept_page.content == fresh.content
    ours = {"ETag", "Cache-Control"}
    assert {**fresh.headers} == {k: v for k, v in kept_page.headers.items() if k not in ours - fresh.headers.keys()}
    wanted = {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"}
    assert wanted | {"Strict-Transport-Security", "X-Frame-Options"} <= kept_page.headers.keys()
    assert "nonce" not in kept_page.headers["Content-Security-Policy"]


def test_a_kept_page_still_counts(client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REQUESTS_PER_MINUTE = {"search": 3}
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    cache.clear()
    catch_up()
    assert [client.get("/recherche/").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert client.get("/recherche/", REMOTE_ADDR="192.0.2.7").status_code == 200, "others are still given it"
    refused = client.get("/recherche/")
    assert int(refused.headers["Retry-After"]) > 0
    assert "Content-Security-Policy" in refused.headers


def test_a_list_without_its_engine_is_not_kept(client: Client) -> None:
    for address in ("/recherche/?q=garde", "/services/", "/api/v1/search?q=garde"):
        assert not is_kept(client, address)
        assert client.get(address).headers["Cache-Control"] == "no-store"
    catch_up()
    assert is_kept(client, "/services/")


def test_a_host_that_is_not_ours_is_refused_whatever_is_kept(client: Client) -> None:
    assert is_kept(client, "/")
    for _ in range(2):
        assert client.get("/", headers={"host": "autre.example"}).status_code == 400


def test_what_changes_without_an_event_is_never_kept(client: Client) -> None:
    for address in ("/health/live", "/health/ready", "/compte/connexion/", "/demo/courriers/", "/admin/login/"):
        assert not is_kept(client, address)


def test_the_pages_people_read_are_kept(client: Client) -> None:
    catch_up()
    sheet = make_page("Une fiche")
    for address in ("/", sheet.url, "/fiches-actions/", "/sitemap.xml", "/fils/fiches.atom", "/api/v1/suggest?q=un"):
        assert is_kept(client, address), address
