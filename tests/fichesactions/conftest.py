"""The tree of the site, an ear on its events, and the time of day."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from fichesactions import texts
from fichesactions.models import HomePage
from fichesactions.seeding import load_tree
from tests.fichesactions import factories


@pytest.fixture
def home(db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HomePage:
    """The seeded tree with two short texts; from here on, what is told of pages is heard instead of indexed."""
    for name in ("aide", "glossaire"):
        (tmp_path / f"{name}.md").write_text(f"# {name.title()}\n\n## Un titre\n\nUn texte.\n")
    monkeypatch.setattr(texts, "TEXTS", tmp_path)
    monkeypatch.setattr(texts, "OF_TERRITORIES", tmp_path / "territoires")
    load_tree()
    settings.SUBSCRIPTIONS = "tests.fichesactions.factories.LISTENING"
    factories.heard.clear()
    return HomePage.objects.get()


@pytest.fixture
def opening(db: None) -> HomePage:
    """The seeded tree with all the texts that a site opens with."""
    load_tree()
    return HomePage.objects.get()


@pytest.fixture
def now_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Pretend that it is this moment."""

    def pretend(text: str) -> None:
        monkeypatch.setattr(timezone, "now", lambda: factories.moment(text))

    return pretend
