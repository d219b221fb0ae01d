"""A real site, a real browser and those who visit with it: fixtures for whichever tests are marked `browser`."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.pages import EDITOR, MEMBER, PASSWORD
from tests.browser.readymade import a_house_like, demonstration

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def ready_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration made ready: to be copied, never to be served from."""
    if begun := os.environ.get("TEST_DEMONSTRATION"):
        return demonstration(Path(begun))
    own = tmp_path_factory.getbasetemp()
    return demonstration(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def site(ready_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site as `make run` starts it: demo content, web and worker, with data of its own."""
    house = a_house_like(ready_site, tmp_path_factory.mktemp("site"), free_port())
    process = house.serve()
    try:
        yield house.address
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests. Without Chromium they are skipped aloud, and fail under CI."""
    if not Path(CHROMIUM).exists():
        complaint = f"No Chromium at {CHROMIUM}: set CHROMIUM; browser and accessibility tests did not run."
        if os.environ.get("CI") == "true":
            pytest.fail(complaint)
        pytest.skip(complaint)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    """A stranger's browser, with nothing kept from before."""
    with chromium.new_context(base_url=site, locale="fr-FR") as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def member_cookies(chromium: Browser, site: str) -> list[dict[str, object]]:
    """The session of a member, signed in once through the form."""
    return _cookies_of(chromium, site, MEMBER)


@pytest.fixture(scope="session")
def editor_cookies(chromium: Browser, site: str) -> list[dict[str, object]]:
    """The session of somebody who may do everything in the administration."""
    return _cookies_of(chromium, site, EDITOR)


def sign_in(page: Page, email: str, *, towards: str) -> None:
    """By the door that everyone takes, on to an address of the site."""
    page.goto(f"/compte/connexion/?next={towards}")
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    page.wait_for_url(f"**{towards}")


def _cookies_of(chromium: Browser, site: str, email: str) -> list[dict[str, object]]:
    with chromium.new_context(base_url=site) as context:
        sign_in(context.new_page(), email, towards="/compte/deconnexion/")
        return [dict(cookie) for cookie in context.cookies()]
