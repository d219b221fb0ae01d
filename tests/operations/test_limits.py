"""One address may not take the site from everyone else; where limits are lifted, it is said and only in DEBUG."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as project_settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def low_limits(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few requests, in a minute that does not end during the test."""
    settings.REQUESTS_PER_MINUTE = {"search": 2, "api:api_suggest": 1}
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    cache.clear()


def test_past_the_limit_a_page_says_so_and_when_to_come_back(client: Client) -> None:
    assert [client.get("/recherche/").status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get("/recherche/")
    assert "Trop de demandes" in refused.text
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert not refused.cookies


def test_the_api_refuses_in_its_own_words(client: Client) -> None:
    client.get("/api/v1/suggest?q=a")
    refused = client.get("/api/v1/suggest?q=a")
    assert refused.status_code == 429
    assert refused.json()["error"]["code"] == "too_many"
    assert int(refused.headers["Retry-After"]) > 0


def test_each_address_and_each_view_has_its_own_count(client: Client) -> None:
    for _ in range(3):
        client.get("/recherche/")
    assert client.get("/recherche/", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get("/api/v1/suggest?q=a").status_code == 200
    assert client.get("/api/v1/search?q=a").status_code == 200, "nobody set a limit for it here"


def test_behind_a_proxy_visitors_are_counted_and_not_the_proxy(client: Client, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for visitor in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
        assert client.get("/recherche/", headers={"x-forwarded-for": visitor}).status_code == 200
    invented = ("192.0.2.4, 192.0.2.9", "192.0.2.5, 192.0.2.9", "192.0.2.6, 192.0.2.9")
    answers = [client.get("/recherche/", headers={"x-forwarded-for": each}).status_code for each in invented]
    assert answers == [200, 200, 429], "what the visitor wrote in the header itself counts for nothing"


@pytest.mark.parametrize(("debug", "told"), [("on", "{} False"), ("off", "LIMITS=off")])
def test_limits_are_lifted_in_debug_only(debug: str, told: str) -> None:
    question = "from config import settings; print(settings.REQUESTS_PER_MINUTE, settings.ACCOUNT_RATE_LIMITS)"
    environment = os.environ | {
        "LIMITS": "off",
        "DEBUG": debug,
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "site.example",
        "PYTHONPATH": "platform",
        "ENV_FILE": "/dev/null",
    }
    asked = subprocess.run(
        [sys.executable, "-c", question],
        env=environment,
        cwd=project_settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert told in asked.stdout + asked.stderr
