"""One letter however much happened, sent once, telling what its reader may see as it leaves."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from cards.refs import Ref
from notifications import letters
from notifications.letters import send_due, write_due
from notifications.models import Letter, Notification, Preferences
from notifications.stopping import token_of
from notifications.tasks import forget_old_notices
from notifications.telling import tell
from tests.notifications.conftest import WORKING

pytestmark = pytest.mark.django_db
THING = Ref("thing", "a")
Clock = Callable[[datetime], None]


def test_one_letter_tells_everything_that_is_due(reader: User, clock: Clock) -> None:
    for who in ("1", "2"):
        tell([reader.pk], "answered", THING, occurrence=who)
    tell([reader.pk], "answered", Ref("thing", "b"))
    tell([reader.pk], "answered", Ref("thing", "secret-canari"))
    tell([reader.pk], "closed", Ref("thing", "plus-tard"))
    sent = send_due()
    assert (sent.letters, sent.events) == (1, 3)
    [letter] = mail.outbox
    text = str(letter.message())
    assert "2 réponses sur «\u00a0La chose a\u00a0»\nhttps://voisines.example/choses/a/" in letter.body
    assert letter.body.startswith("Bonjour Aïcha,")
    assert "canari" not in text
    assert "plus-tard" not in text
    assert letter.subject == "2 nouvelles de Pratiques voisines"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"/lettres/arreter/{token_of(reader.pk)}/" in letter.extra_headers["List-Unsubscribe"]
    assert send_due().letters == 0
    clock(WORKING + timedelta(days=3))
    assert send_due().letters == 1, "the Friday letter"
    assert mail.outbox[1].subject == "«\u00a0La chose plus-tard\u00a0» a fermé"


def test_what_was_read_on_the_site_is_not_written(reader: User, clock: Clock) -> None:
    tell([reader.pk], "answered", THING)
    write_due(WORKING)
    Notification.objects.update(read_at=WORKING)
    sent = send_due()
    assert (sent.letters, sent.without_object) == (0, 1)
    assert Letter.objects.get().ended_at is not None


def test_a_letter_that_fails_is_tried_again_as_the_same(
    reader: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell([reader.pk], "answered", THING)
    real = letters.message

    def broken(*args: object) -> object:
        raise OSError("the mail service is away")

    monkeypatch.setattr(letters, "message", broken)
    assert send_due().failed == 1
    written = Letter.objects.get().message_id
    monkeypatch.setattr(letters, "message", real)
    assert send_due().letters == 0, "another may still be sending it"
    clock(WORKING + timedelta(minutes=11))
    tell([reader.pk], "answered", Ref("thing", "b"))
    assert send_due().letters == 2
    assert written in [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(mail.outbox) == 2


def test_of_two_senders_one_sends(reader: User, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    tell([reader.pk], "answered", THING)
    taken = letters._taken

    def another_comes_first(pk: int) -> bool:
        monkeypatch.setattr(letters, "_taken", taken)
        assert send_due().letters == 1
        return taken(pk)

    monkeypatch.setattr(letters, "_taken", another_comes_first)
    assert send_due().letters == 0
    assert len(mail.outbox) == 1


def test_a_night_without_worker_wakes_nobody(reader: User, clock: Clock) -> None:
    tell([reader.pk], "answered", THING)
    clock(WORKING.replace(hour=23))
    assert send_due().letters == 0
    tell([reader.pk], "alarm", THING)
    assert send_due().letters == 1
    assert "brûle" in mail.outbox[0].body
    assert "réponse" not in mail.outbox[0].body


def test_the_command_says_what_would_leave_and_sends_nothing(reader: User, clock: Clock) -> None:
    tell([reader.pk], "answered", THING)
    for words in (["--dry-run"], []):
        out = StringIO()
        call_command("send_digests", "--json", *words, stdout=out)
        assert json.loads(out.getvalue()) == {"letters": 1, "events": 1, "without_object": 0, "failed": 0}
        assert len(mail.outbox) == (0 if words else 1)
    out = StringIO()
    call_command("send_digests", stdout=out)
    assert out.getvalue() == "0 lettre envoyée, 0 nouvelle.\n"


def test_stopping_takes_one_gesture_and_following_the_link_none(reader: User, clock: Clock, client: Client) -> None:
    tell([reader.pk], "answered", THING)
    address = f"/mon-espace/lettres/arreter/{token_of(reader.pk)}/"
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(address)
    assert page.status_code == 200
    assert not page.cookies
    assert not Preferences.objects.exists()
    done = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert Preferences.objects.get().addressed == "never"
    assert send_due().letters == 0, "nor does what was waiting"
    before = done.context["before"]
    strict.post(address, {"avant": before})
    assert Preferences.objects.get().addressed == "now"
    strict.post(address, {"vendredi": "1"})
    assert set(Preferences.objects.values_list("addressed", "basin", "informed").get()) == {"weekly"}
    for wrong in ("1", "1:faux", f"{token_of(reader.pk)}x"):
        assert strict.post(f"/mon-espace/lettres/arreter/{wrong}/").status_code == 404
    assert strict.get(f"/mon-espace/lettres/arreter/{token_of(10**9)}/").status_code == 404


def test_a_choice_holds_for_what_already_waits(reader: User, clock: Clock, client: Client) -> None:
    client.force_login(reader)
    tell([reader.pk], "closed", THING)
    chosen = {"addressed": "daily", "basin": "never", "informed": "now", "quiet": ""}
    assert client.post("/mon-espace/avis/choisir/", chosen)["Location"].endswith("?fait=1")
    assert send_due().letters == 1
    refused = client.post("/mon-espace/avis/choisir/", chosen | {"informed": "hourly"})
    assert refused.status_code == 200
    assert Preferences.objects.get().informed == "now"


def test_old_notices_are_forgotten(reader: User, clock: Clock) -> None:
    tell([reader.pk], "answered", THING)
    tell([reader.pk], "closed", THING)
    send_due()
    Notification.objects.filter(event="answered").update(read_at=WORKING)
    clock(WORKING + timedelta(days=91))
    forget_old_notices.call()
    assert [told.event for told in Notification.objects.all()] == ["closed"]
    assert not Letter.objects.exists()
