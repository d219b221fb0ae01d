"""A site made ready once for the whole run, and copied by whoever needs one: making it is most of the cost."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.pages import BARE, PASSWORD, WITHDRAWN

ROOT = Path(__file__).resolve().parents[2]
FOR_OTHER_TESTS = {"DATABASE_URL", "REDIS_URL", "ELASTICSEARCH_URL", "EMAIL_URL"}
"""Services other tests may be pointed at; these sites need none."""
RARELY_SEEN = f"""
from django.core.mail import send_mail
from django.utils import timezone
from fichesactions.models import Folder
from fichesactions.models.indexes import SheetIndexPage
from offers.models import Offer

assert Offer.objects.filter(slug="{WITHDRAWN}").update(withdrawn_on=timezone.localdate())
bare = dict(source="essai", source_id="essai--1", slug="{BARE}", country="FR", audiences_known=False)
Offer.objects.create(name="Un service dont on ne sait que le nom", updated_on="2024-01-01", **bare)
folder = Folder(title="Un dossier d’essai", slug="dossier-essai")
SheetIndexPage.objects.get().add_child(instance=folder)
folder.save_revision().publish()
send_mail("Votre fiche est publiée", "Bonjour,\\n\\nhttp://127.0.0.1/fiches-actions/", None, ["sociale@demo.test"])
"""
"""What a demonstration does not hold, and browsers have to see all the same."""


class House:
    """A site with data of its own, whose commands and processes are real."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.log = folder / "site.log"
        own = {"DATA_DIR": str(folder), "PORT": str(port), "BASE_URL": self.address}
        for_trying = {"DEBUG": "on", "LOG_LEVEL": "ERROR", "LIMITS": "off"}
        own |= {"DJANGO_SETTINGS_MODULE": "tests.browser.settings"}
        self.environment = {k: v for k, v in os.environ.items() if k not in FOR_OTHER_TESTS} | own | for_trying

    def start(self, *command: str) -> "subprocess.Popen[bytes]":
        with self.log.open("a") as output:
            whole = [sys.executable, "manage.py", *command]
            return subprocess.Popen(whole, cwd=ROOT, env=self.environment, stdout=output, stderr=output)

    def manage(self, *command: str) -> None:
        if self.start(*command).wait(timeout=180):
            pytest.fail(f"{command[0]} failed:\n{self.log.read_text()[-4000:]}")

    def serve(self, seconds: int = 120) -> "subprocess.Popen[bytes]":
        """Start the whole site, and return once it answers."""
        process = self.start("run_site")
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.address}/robots.txt", timeout=2).close()
                return process
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        pytest.fail(f"The site did not start:\n{self.log.read_text()[-4000:]}")

    def rows(self, question: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.folder / "site.sqlite3", timeout=20) as database:
            return database.execute(question).fetchall()


def demonstration(shared: Path) -> Path:
    """The folder of a demonstration made ready, in a place all processes of the run share: made by whoever is first."""
    ready = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            begun = shared / "demonstration.begun"
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir()
            if template := os.environ.get("TEST_DATABASE_TEMPLATE"):
                shutil.copy(template, begun / "site.sqlite3")
            house = House(begun)
            house.manage("setup", "--demo", "--password", PASSWORD)
            house.manage("shell", "--verbosity", "0", "--command", RARELY_SEEN)
            house.manage("run_tasks", "--until-idle")
            begun.rename(ready)
    return ready


def a_house_like(ready: Path, folder: Path, port: int) -> House:
    """The same site, elsewhere: a copy that answers at an address of its own."""
    shutil.copytree(ready, folder, dirs_exist_ok=True)
    house = House(folder, port)
    house.rows(f"update wagtailcore_site set port = {port}")
    return house


if __name__ == "__main__":  # tests/services/run_all, ahead of those who will ask for it.
    demonstration(Path(sys.argv[1]))
