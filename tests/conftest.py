"""What every test stands on: its own folders, quick passwords, and a worker on demand."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from pytest_django import Settings

TEMPLATE = os.environ.get("TEST_DATABASE_TEMPLATE", "")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file of this process's own, so that real worker processes can share it with a test."""
    database = project_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "tests.sqlite3")
        if TEMPLATE:
            shutil.copy(TEMPLATE, database["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A copied template is migrated already: it is used as it is, not made anew."""
    return bool(TEMPLATE) and project_settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path: Path) -> None:
    """No test reads or leaves anything in the developer's own data."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Run everything that is due, as the worker would, and say how many tasks that was."""
    from outbox import worker

    # Between tasks a worker drops old connections; a test's own lies inside its transaction, and has to stay.
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    return lambda: worker.Worker().run(until_idle=True)
