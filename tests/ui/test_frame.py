"""What every page shares: the frame, its menu, its small files, its headers."""

import json
import xml.etree.ElementTree as ElementTree

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User

pytestmark = pytest.mark.django_db

PAGE = "/compte/inscription/"


@pytest.fixture
def member() -> User:
    return User.objects.create_user("sociale@demo.test", "trois mots sans rapport", first_name="Aïcha", last_name="B.")


def test_a_stranger_gets_no_cookie_and_is_offered_to_sign_in_and_come_back(client: Client) -> None:
    response = client.get("/services/")
    assert not response.cookies
    assert "/compte/connexion/?next=/services/" in response.content.decode()


def test_a_missing_page_does_not_echo_its_address(client: Client) -> None:
    page = client.get("/services/une-adresse-qui-en-dit-long/").content.decode()
    assert 'href="/compte/connexion/"' in page
    assert "en-dit-long" not in page


def test_only_who_may_administer_is_shown_the_administration(client: Client, member: User) -> None:
    client.force_login(member)
    assert "Administration" not in client.get(PAGE, follow=True).content.decode()
    member.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert "Administration" in client.get("/rien/").content.decode()


def test_a_member_has_a_place_of_their_own_and_signs_out_by_a_form(client: Client, member: User) -> None:
    client.force_login(member)
    page = client.get("/rien/").content.decode()
    assert f'href="{reverse("my_space")}"' in page
    assert "sociale@demo.test" not in page
    assert '<form action="/compte/deconnexion/" method="post">' in page


@pytest.mark.parametrize("address", ["/une-page-qui-n-existe-pas/", "/x.html", "/une/adresse/sans/fin.php"])
@pytest.mark.parametrize("debug", [True, False])
def test_a_missing_page_is_the_sites_own(client: Client, settings: Settings, address: str, debug: bool) -> None:
    settings.DEBUG = debug
    response = client.get(address)
    assert response.status_code == 404
    assert "Cette page n’est pas ici" in response.content.decode()
    assert "Traceback" not in response.content.decode()


def test_an_address_without_its_last_slash_is_led_to_the_page(client: Client) -> None:
    response = client.get("/compte/inscription")
    assert response.status_code == 301
    assert response["Location"] == PAGE


def test_demonstrations_say_so_and_are_kept_out_of_search_engines(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    assert "des personnes et des services y sont fictifs" in client.get(PAGE).content.decode()
    assert client.get("/robots.txt").content.decode().split() == ["User-agent:", "*", "Disallow:", "/"]
    settings.DEMO = False
    assert "des personnes et des services y sont fictifs" not in client.get(PAGE).content.decode()
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /compte/" in robots
    assert "Disallow: /\n" not in robots
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in robots


def test_the_manifest_carries_the_sites_name_whatever_it_is(client: Client, settings: Settings) -> None:
    settings.SITE_NAME = 'Le « réseau » d’ici & "là"'
    manifest = json.loads(client.get("/manifest.webmanifest").content)
    assert manifest["name"] == settings.SITE_NAME
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}


def test_browsers_can_search_the_site_from_their_bar(client: Client, settings: Settings) -> None:
    description = ElementTree.fromstring(client.get("/opensearch.xml").content)
    url = description.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url is not None
    assert url.get("template") == f"{settings.BASE_URL}/recherche/?q={{searchTerms}}"


def test_the_gallery_is_for_builders_only(client: Client, settings: Settings) -> None:
    settings.DEBUG = False
    assert client.get("/composants/").status_code == 404
    settings.DEBUG = True
    assert client.get("/composants/").status_code == 200


def test_public_pages_allow_no_inline_script_and_the_administration_evaluates_nothing(client: Client) -> None:
    public = client.get(PAGE)["Content-Security-Policy"]
    assert "unsafe" not in public
    assert "default-src 'self'" in public
    client.force_login(User.objects.create_superuser("admin@demo.test"))
    admin = client.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in admin
    assert "unsafe-eval" not in admin


def test_no_page_may_ask_for_the_camera_or_the_place(client: Client) -> None:
    assert "camera=()" in client.get(PAGE)["Permissions-Policy"]
    assert "geolocation=()" in client.get(PAGE)["Permissions-Policy"]


@pytest.mark.parametrize("address", ["/robots.txt", "/manifest.webmanifest", "/health/live", "/demo/courriers/"])
def test_what_only_shows_refuses_to_be_written_to(settings: Settings, address: str) -> None:
    settings.DEBUG = True
    client = Client(enforce_csrf_checks=True)
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
