"""A real site, a real browser, and a visitor who notices everything that goes wrong."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.pages import EDITOR, MEMBER, PASSWORD

ROOT = Path(__file__).resolve().parents[2]
FOR_OTHER_TESTS = {"DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL", "EMAIL_URL"}
"""Services other tests may be pointed at; browsers visit the site that needs none."""
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site as `make run` starts it: demo content, web and worker, with data of its own."""
    folder = tmp_path_factory.mktemp("site")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in os.environ.items() if name not in FOR_OTHER_TESTS} | {
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "BASE_URL": address,
        "DEBUG": "on",
        "LOG_LEVEL": "ERROR",
    }
    if template := os.environ.get("TEST_DATABASE_TEMPLATE"):
        shutil.copy(template, folder / "site.sqlite3")
    log = folder / "site.log"

    def manage(*command: str) -> "subprocess.Popen[bytes]":
        with log.open("a") as output:
            return subprocess.Popen(
                [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, stdout=output, stderr=output
            )

    for preparation in (("setup", "--demo", "--password", PASSWORD), ("run_tasks", "--until-idle")):
        if manage(*preparation).wait(timeout=180):
            pytest.fail(f"{preparation[0]} failed:\n{log.read_text()[-4000:]}")
    process = manage("run_site")
    try:
        _wait_until_up(f"{address}/robots.txt", process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_up(url: str, process: "subprocess.Popen[bytes]", log: Path, seconds: int = 120) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"The site did not start:\n{log.read_text()[-4000:]}")


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
    return _sign_in(chromium, site, MEMBER)


@pytest.fixture(scope="session")
def editor_cookies(chromium: Browser, site: str) -> list[dict[str, object]]:
    """The session of somebody who may do everything in the administration."""
    return _sign_in(chromium, site, EDITOR)


def _sign_in(chromium: Browser, site: str, email: str) -> list[dict[str, object]]:
    with chromium.new_context(base_url=site) as context:
        page = context.new_page()
        page.goto("/compte/connexion/?next=/compte/deconnexion/")
        page.get_by_label("Adresse électronique").fill(email)
        page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Se connecter").click()
        page.wait_for_url("**/compte/deconnexion/")
        return [dict(cookie) for cookie in context.cookies()]
