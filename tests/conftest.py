"""What every test stands on: its own folders, quick passwords, and a worker on demand."""

import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from pytest_django import Settings

pytest_plugins = ["tests.browser.visitors"]
TEMPLATE = os.environ.get("TEST_DATABASE_TEMPLATE", "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers last: Playwright leaves an event loop in its process, where Django would then refuse the database."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under CI=true whatever is skipped is a failure: nothing is held by a test that did not run."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome, report.longrepr = "failed", f"CI=true, and this was skipped: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database of this process's own; SQLite in a file, so that real worker processes can share it with a test."""
    database = project_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "tests.sqlite3")
        if TEMPLATE:
            shutil.copy(TEMPLATE, database["TEST"]["NAME"])
    else:
        database["TEST"]["NAME"] = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        database["TEST"]["TEMPLATE"] = os.environ.get("TEST_POSTGRES_TEMPLATE")


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
    settings.SEARCH_LOG = False  # It writes in a thread, which a test's transaction does not reach.
    settings.GUEST_PAGES_MB = 0  # Factories write without telling anyone, which kept pages rely on.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Run everything that is due, as the worker would, and say how many tasks that was."""
    from outbox import worker

    # Between tasks a worker drops old connections; a test's own lies inside its transaction, and has to stay.
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    return lambda: worker.Worker().run(until_idle=True)
