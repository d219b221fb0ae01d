"""An import killed in the middle and run again ends where an undisturbed one would."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from wagtail.models import Collection, Locale, Page

from fichesactions.models import ActionSheet, Contributor, KnowledgePage
from fichesactions.seeding import load_tree

ROOT = Path(__file__).resolve().parents[2]
LINES = 60


@pytest.fixture
def tree(transactional_db: None) -> None:
    """The site's pages, also after another test's clean-up took away the roots that Wagtail's migrations made."""
    Locale.objects.get_or_create(language_code="fr")
    if not Page.objects.exists():
        Page.add_root(instance=Page(title="Root", slug="root"))
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    load_tree()


@pytest.mark.usefixtures("tree")
def test_an_import_killed_in_the_middle_and_run_again_doubles_nothing(tmp_path: Path) -> None:
    path = tmp_path / "fiches.jsonl"
    people = [{"name": "Nadia Colson"}]
    path.write_text(
        "\n".join(json.dumps({"id": f"s{n}", "title": f"Fiche {n}", "contributors": people}) for n in range(LINES))
    )
    first = _import(path)
    deadline = time.monotonic() + 60
    while not (begun := ActionSheet.objects.count()) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert 0 < begun < LINES

    assert _import(path).wait(timeout=120) == 0
    assert ActionSheet.objects.live().count() == LINES
    assert Contributor.objects.count() == LINES
    assert KnowledgePage.find_problems() == ([], [], [], [], [])


def _import(path: Path) -> "subprocess.Popen[bytes]":
    name = connection.settings_dict["NAME"]
    if connection.vendor != "sqlite":
        pytest.skip("The child process is given SQLite's file.")
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{name}", "DATA_DIR": str(path.parent), "DEBUG": "on"}
    command = [sys.executable, "manage.py", "import_sheets", str(path), "--publish"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
