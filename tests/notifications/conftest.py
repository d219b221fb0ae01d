"""A table of notices and a kind of thing of the tests' own, so that no sentence of the product is needed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import pytest
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from cards.kinds import Card, Viewer
from cards.refs import Ref
from notifications.notices import Family, Notice

WORKING = timezone.make_aware(datetime(2026, 11, 24, 10, 0))
NOTICES = {
    "answered": Notice("Une réponse sur {title}", "{count} réponses sur {title}", Family.ADDRESSED),
    "closed": Notice("{title} a fermé", "{title} a fermé", Family.INFORMED),
    "alarm": Notice("{title} brûle", "{title} brûle", Family.ADDRESSED, urgent=True),
}


class Things:
    """Things named by their key; « secret » ones are for nobody."""

    label, plural, icon = "Chose", "Choses", "sheet"

    def cards(self, keys: Sequence[str], viewer: Viewer) -> Mapping[str, Card]:
        shown = [key for key in keys if not key.startswith("secret")]
        return {key: Card(Ref("thing", key), f"La chose {key}", f"/choses/{key}/", "Chose", "sheet") for key in shown}


KINDS = {"thing": Things()}


@pytest.fixture(autouse=True)
def tables(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.NOTICES = "tests.notifications.conftest.NOTICES"
    settings.KINDS = "tests.notifications.conftest.KINDS"
    settings.BASE_URL = "https://voisines.example"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the time; a Tuesday at ten until it is."""

    def at(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    at(WORKING)
    return at


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("aicha@demo.test", "x", first_name="Aïcha")
