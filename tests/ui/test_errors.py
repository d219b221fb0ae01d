"""The pages people meet when something goes wrong."""

import sqlite3
from collections.abc import Callable

import psycopg
import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.test import Client
from django.urls import path
from pytest_django import Settings

from config import urls as site_urls

pytestmark = pytest.mark.django_db


def _raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("essai/panne/", _raising(RuntimeError("secret interne"))),
    path("essai/interdit/", _raising(PermissionDenied("secret interne"))),
    path("essai/abime/", _raising(SuspiciousOperation("secret interne"))),
    path("essai/lourd/", _raising(RequestDataTooBig("secret interne"))),
    *site_urls.urlpatterns,
]
handler400, handler404, handler500 = site_urls.handler400, site_urls.handler404, site_urls.handler500


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/essai/panne/", 500, "Une panne de notre côté"),
        ("/essai/interdit/", 403, "Vous ne pouvez pas ouvrir cette page"),
        ("/essai/abime/", 400, "Le site n’a pas compris cette demande"),
        ("/essai/lourd/", 413, "Cet envoi est trop lourd"),
    ],
)
def test_each_error_has_a_page_in_plain_french(client: Client, address: str, status: int, words: str) -> None:
    client.raise_request_exception = False
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert "secret interne" not in page
    assert 'action="/recherche/"' in page
    assert not response.cookies


@pytest.mark.parametrize("template", ["500.html", "503.html", "400.html"])
def test_the_page_of_a_breakdown_needs_nothing_that_may_be_broken(template: str, settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    page = get_template(template).render()
    assert '<html lang="fr">' in page
    assert "112" in page


def _held_by_others() -> list[OperationalError]:
    locked = sqlite3.OperationalError("database is locked")
    locked.sqlite_errorname = "SQLITE_BUSY"
    errors = []
    for reason in (locked, psycopg.errors.QueryCanceled(), psycopg.errors.LockNotAvailable()):
        error = OperationalError(str(reason))
        error.__cause__ = reason
        errors.append(error)
    return errors


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("error", _held_by_others(), ids=lambda error: type(error.__cause__).__name__)
def test_a_database_that_others_hold_asks_for_patience(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch, error: OperationalError, debug: bool
) -> None:
    settings.DEBUG = debug
    monkeypatch.setattr("allauth.account.forms.LoginForm.clean", _raising(error))
    response = client.post("/compte/connexion/", {"login": "a@b.be", "password": "x"})
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "réessayez dans un instant" in response.content.decode()


def test_it_does_outside_any_view_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("operations.limits.Limits.__call__", lambda *_: _raising(_held_by_others()[0])(HttpRequest()))
    assert client.get("/").status_code == 503


@pytest.mark.urls(__name__)
def test_a_database_that_is_away_is_a_breakdown(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr(
        "operations.limits.Limits.__call__", lambda *_: _raising(OperationalError("away"))(HttpRequest())
    )
    assert client.get("/").status_code == 500


def test_a_form_that_stayed_open_too_long_is_explained() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/compte/connexion/", {"login": "a@b.be", "password": "x"})
    assert response.status_code == 403
    assert "L’envoi n’est pas parti" in response.content.decode()
