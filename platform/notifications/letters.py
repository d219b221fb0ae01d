"""Letters: one for everything that is due to somebody, written down before it is sent, so that it is sent once.

The row comes first, with its Message-ID and what it tells; the words are found at the moment of sending, by what the
reader may see then. Nothing is sent within a transaction, and one that fails is tried again under the same Message-ID.
"""

import logging
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from notifications.calendar import is_quiet
from notifications.emails import message
from notifications.models import Letter, Notification, NotificationQuerySet, Preferences
from notifications.notices import notices
from notifications.reading import lines
from ui.letters import message_id

logger = logging.getLogger(__name__)

AT_ONCE = 500
"""Letters of one run: the next one is five minutes away, and a task must end within its lease."""
PATIENCE = timedelta(minutes=10)
"""Before another may take up a letter whose sender said nothing more."""
MOST_TRIES = 8


@dataclass(slots=True)
class Sent:
    """What one run did."""

    letters: int = 0
    events: int = 0
    without_object: int = 0
    """Letters that had nothing left to say: read meanwhile, gone, or no longer for their reader."""
    failed: int = 0

    def as_dict(self) -> dict[str, int]:
        """For those who read it by program."""
        return asdict(self)


def send_due(now: datetime | None = None) -> Sent:
    """Write the letters that are due and send them, with those left over from before. Safe to call from several."""
    sent = Sent()
    write_due(now or timezone.now())
    for pk in _left().order_by("pk").values_list("pk", flat=True)[:AT_ONCE]:
        if _taken(pk):
            _send(pk, sent)
    return sent


def would_send(now: datetime | None = None) -> Sent:
    """What `send_due` would do, doing nothing."""
    sent = Sent()
    due = _due(now or timezone.now())
    for reader in get_user_model()._default_manager.filter(pk__in=due.values("recipient")).order_by("pk")[:AT_ONCE]:
        told = lines(due.filter(recipient=reader.pk).order_by("told_at", "id"), reader)
        sent.letters += bool(told)
        sent.without_object += not told
        sent.events += sum(line.count for line in told)
    return sent


def write_due(now: datetime) -> None:
    """A row for each reader to whom something is due, holding all of it, committed one by one."""
    readers = _due(now).order_by("recipient").values_list("recipient", flat=True).distinct()
    for reader in list(readers[:AT_ONCE]):
        with transaction.atomic():
            due = list(_due(now).filter(recipient=reader).select_for_update().values_list("pk", flat=True))
            if due:
                letter = Letter.objects.create(
                    recipient_id=reader, message_id=message_id(f"told.{token_hex(16)}"), written_at=now
                )
                Notification.objects.filter(pk__in=due).update(letter=letter)


def _due(now: datetime) -> NotificationQuerySet:
    due = Notification.objects.to_send().filter(due_at__lte=now)
    if not is_quiet(now):
        return due
    # What was due before a night during which nothing ran waits for the morning too.
    urgent = [event for event, line in notices().items() if line.urgent]
    return due.filter(Q(event__in=urgent) | Q(recipient__in=Preferences.objects.filter(quiet=False).values("person")))


def _left() -> "QuerySet[Letter]":
    nobody = Q(tried_at=None) | Q(tried_at__lt=timezone.now() - PATIENCE)
    return Letter.objects.filter(nobody, ended_at=None, tries__lt=MOST_TRIES)


def _taken(pk: int) -> bool:
    """Whether this letter is ours to send: of two who ask at once, one is told so."""
    return bool(_left().filter(pk=pk).update(tried_at=timezone.now(), tries=F("tries") + 1))


def _send(pk: int, sent: Sent) -> None:
    letter = Letter.objects.select_related("recipient").get(pk=pk)
    reader = letter.recipient
    told = lines(letter.notifications.unread().order_by("told_at", "id"), reader) if reader.is_active else []
    if not told:
        sent.without_object += 1
    else:
        try:
            message(letter, told).send()
        except Exception:
            logger.exception("Letter %s was not sent, try %d", letter.message_id, letter.tries)
            sent.failed += 1
            return
        sent.letters += 1
        sent.events += sum(line.count for line in told)
    Letter.objects.filter(pk=pk).update(ended_at=timezone.now())
