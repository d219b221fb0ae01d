"""`manage.py setup`: from nothing to a site that stands; again, and nothing changes."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as conf
from django.core.management import CommandError, call_command
from pytest_django import Settings
from wagtail.models import Page, Revision

from accounts.models import Organisation, User
from offers.models import Offer
from operations.demo_accounts import DEMO_ACCOUNTS
from search.engines import engine
from territories.models import Basin
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


def another_process(data_dir: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "manage.py", "check"]
    environment = os.environ | {"DATA_DIR": str(data_dir), "DEBUG": "on"}
    return subprocess.run(command, env=environment, cwd=conf.BASE_DIR, capture_output=True, text=True, check=False)


def setup(*arguments: str) -> str:
    out = StringIO()
    call_command("setup", *arguments, stdout=out)
    return out.getvalue()


def counts() -> list[int]:
    return [model.objects.count() for model in (Page, Revision, Offer, Organisation, User, Theme, Basin)]


@pytest.fixture
def demo(settings: Settings) -> None:
    settings.DEMO = True


def test_the_demonstration_stands_at_once_and_a_second_time_changes_nothing(demo: None) -> None:
    first = setup("--demo", "--password", "un mot de passe choisi")
    before = counts()
    assert all(account.email in first for account in DEMO_ACCOUNTS)
    assert Offer.objects.count() >= 30
    assert engine().is_ready()
    assert setup("--demo", "--password", "un mot de passe choisi") == "", "nothing to announce twice"
    assert counts() == before


def test_the_editor_may_write_and_review(demo: None) -> None:
    setup("--demo", "--password", "un mot de passe choisi")
    editor = User.objects.get(email="redactrice@demo.test")
    assert {group.name for group in editor.groups.all()} == {"Rédaction", "Relecture"}
    assert editor.has_perm("wagtailadmin.access_admin")
    assert not User.objects.get(email="sociale@demo.test").has_perm("wagtailadmin.access_admin")


def test_an_unchosen_password_is_drawn_and_printed_once(demo: None) -> None:
    password = setup("--demo").split("«")[1].split("»")[0].strip()
    assert User.objects.get(email="admin@demo.test").check_password(password)
    assert "mot de passe" not in setup("--demo")


def test_a_password_given_later_replaces_the_old_one(demo: None) -> None:
    setup("--demo")
    assert "admin@demo.test" in setup("--demo", "--password", "un autre mot de passe")
    assert User.objects.get(email="admin@demo.test").check_password("un autre mot de passe")


def test_without_demo_nobody_and_nothing_fictional_is_added() -> None:
    setup()
    assert not User.objects.exists()
    assert not Offer.objects.exists()
    assert Basin.objects.exists()


def test_a_real_site_refuses_fictional_content(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=on"):
        setup("--demo")


def test_data_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nowhere")):
        ended = another_process(folder)
        assert ended.returncode == 1
        assert len(ended.stderr.splitlines()) == 1
        assert f"DATA_DIR={folder}" in ended.stderr
