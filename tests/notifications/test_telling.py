"""People are told once, with the change itself, and read only what they may see."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from cards.refs import Ref
from notifications import telling
from notifications.models import Notification
from notifications.notices import UnknownNoticeError
from notifications.telling import settle, tell
from tests.notifications.conftest import WORKING

pytestmark = pytest.mark.django_db
THING = Ref("thing", "a")


def test_telling_twice_is_telling_once(reader: User) -> None:
    gone = User.objects.create_user("parti@demo.test", "x", is_active=False)
    for _ in range(2):
        tell([reader.pk, reader.pk, gone.pk, 10**9], "answered", THING)
    tell([reader.pk], "answered", THING, occurrence="un autre")
    tell([reader.pk], "closed", THING)
    assert Notification.objects.filter(recipient=reader).count() == Notification.objects.count() == 3


def test_nothing_is_told_outside_the_change_nor_without_words(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownNoticeError):
        tell([reader.pk], "nobody.wrote.this", THING)
    monkeypatch.setattr(telling.transaction, "get_connection", lambda: SimpleNamespace(in_atomic_block=False))
    with pytest.raises(telling.ToldOutsideTransactionError):
        tell([reader.pk], "answered", THING)


def test_what_a_colleague_settled_waits_for_nobody(reader: User) -> None:
    other = User.objects.create_user("autre@demo.test", "x")
    for who in ("1", "2"):
        tell([reader.pk, other.pk], "answered", THING, occurrence=who)
    settle("answered", THING, occurrence="1")
    assert set(Notification.objects.values_list("occurrence", flat=True)) == {"2"}
    settle("answered", THING)
    assert not Notification.objects.exists()


def test_the_list_groups_hides_and_is_marked(reader: User, client: Client) -> None:
    client.force_login(reader)
    for who in ("1", "2", "3"):
        tell([reader.pk], "answered", THING, occurrence=who)
    tell([reader.pk], "answered", Ref("thing", "secret-canari"))
    tell([reader.pk], "closed", Ref("nowhere", "canari"))
    page = client.get("/mon-espace/avis/").content.decode()
    assert "3 réponses sur «\u00a0La chose a\u00a0»" in page
    assert "canari" not in page
    answer = client.post("/mon-espace/avis/lire/", {"event": "answered", "ref": "thing:a"})
    assert answer["Location"] == "/choses/a/"
    assert Notification.objects.unread().count() == 2
    hidden = client.post("/mon-espace/avis/lire/", {"event": "answered", "ref": "thing:secret-canari"})
    assert hidden["Location"] == "/mon-espace/avis/"


def test_what_came_while_one_read_stays_unread(reader: User, client: Client) -> None:
    client.force_login(reader)
    tell([reader.pk], "answered", THING)
    seen = Notification.objects.get().told_at - timedelta(seconds=1)
    Notification.objects.update(told_at=seen)
    tell([reader.pk], "closed", THING)
    client.post("/mon-espace/avis/tout-lu/", {"until": seen.isoformat()})
    assert [told.event for told in Notification.objects.unread()] == ["closed"]
    assert client.post("/mon-espace/avis/tout-lu/", {"until": "n’importe quoi"}).status_code == 302
    assert not Notification.objects.unread().exists()


def test_nobody_reads_anothers(reader: User, client: Client) -> None:
    tell([reader.pk], "answered", THING)
    client.force_login(User.objects.create_user("autre@demo.test", "x"))
    assert "La chose" not in client.get("/mon-espace/avis/").content.decode()
    client.post("/mon-espace/avis/lire/", {"event": "answered", "ref": "thing:a"})
    client.post("/mon-espace/avis/tout-lu/")
    assert Notification.objects.unread().count() == 1


def test_the_list_costs_the_same_whatever_waits(
    reader: User, client: Client, clock: Callable[[datetime], None]
) -> None:
    client.force_login(reader)

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = client.get("/mon-espace/avis/")
        assert page.content.count(b"<li") < 60
        return len(asked)

    tell([reader.pk], "answered", THING)
    few = cost()
    Notification.objects.bulk_create(
        Notification(recipient=reader, event="answered", kind="thing", key=str(n), told_at=WORKING) for n in range(2000)
    )
    assert cost() == few
    assert "(99+" in client.get("/mon-espace/avis/?page=3").content.decode()
    for asked in ("0", "-1", "x", "99999999999", "999"):
        assert client.get("/mon-espace/avis/", {"page": asked}).status_code == 200
