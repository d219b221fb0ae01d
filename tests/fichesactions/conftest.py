"""The tree of the site, an ear on its events, and the time of day."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from pytest_django import Settings

from fichesactions.models import HomePage
from fichesactions.seeding import load_tree
from tests.fichesactions import factories


@pytest.fixture
def home(db: None, settings: Settings) -> HomePage:
    """The seeded tree; from here on, what is told of pages is heard instead of indexed."""
    load_tree()
    settings.SUBSCRIPTIONS = "tests.fichesactions.factories.LISTENING"
    factories.heard.clear()
    return HomePage.objects.get()


@pytest.fixture
def now_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Pretend that it is this moment."""

    def pretend(text: str) -> None:
        monkeypatch.setattr(timezone, "now", lambda: factories.moment(text))

    return pretend
