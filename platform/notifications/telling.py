"""Telling people that something happened: rows written with the change itself, letters later."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from cards.refs import Ref
from notifications.calendar import due
from notifications.models import Notification, Preferences
from notifications.notices import Notice, notice

BATCH = 500


class ToldOutsideTransactionError(RuntimeError):
    """What people are told must commit or vanish with what happened."""


def tell(people: Iterable[int], event: str, ref: Ref, *, occurrence: str = "") -> None:
    """Tell these people (keys of users) that this happened to that thing, once each whoever repeats it.

    `event` is a line of config/notices.py. `occurrence` tells apart happenings of one event on one thing (which answer,
    which request): without it, a second one is the first. Whoever has no right to see the thing reads nothing of it.
    Raises UnknownNoticeError, and ToldOutsideTransactionError outside the transaction of the change.
    """
    if not transaction.get_connection().in_atomic_block:
        raise ToldOutsideTransactionError(event)
    line, now = notice(event), timezone.now()
    active = get_user_model()._default_manager.filter(pk__in=set(people), is_active=True).values_list("pk", flat=True)
    keys = sorted(active)
    chosen = {choice.pk: choice for choice in Preferences.objects.filter(person__in=keys)}
    usual = Preferences()
    Notification.objects.bulk_create(
        (
            Notification(
                recipient_id=key, event=event, kind=ref.kind, key=ref.key, occurrence=occurrence, told_at=now,
                due_at=due_for(chosen.get(key, usual), line, now),
            )
            for key in keys
        ),
        ignore_conflicts=True,
        batch_size=BATCH,
    )  # fmt: skip


def settle(event: str, ref: Ref, *, occurrence: str | None = None) -> None:
    """Take back what no longer waits for anybody, such as a request that a colleague has answered: those who have not
    read it will not. Without `occurrence`, all happenings of this event on this thing."""
    waiting = Notification.objects.unread().filter(event=event, kind=ref.kind, key=ref.key)
    (waiting if occurrence is None else waiting.filter(occurrence=occurrence)).delete()


def due_for(choice: Preferences, line: Notice, moment: datetime) -> datetime | None:
    """When a letter may tell this to somebody who chose so; None for never."""
    return due(choice.rhythm(line.family), moment, quiet=choice.quiet, urgent=line.urgent)
