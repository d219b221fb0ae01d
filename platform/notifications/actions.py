"""What people do with what they are told: read it, and choose how often they want letters."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cards.refs import Ref
from notifications.models import Notification, Preferences
from notifications.notices import Family, Rhythm, notices
from notifications.telling import due_for


def read(*, reader_id: int, event: str, ref: Ref) -> None:
    """They have seen this, however many times it happened."""
    unread = Notification.objects.unread().filter(recipient=reader_id, event=event, kind=ref.kind, key=ref.key)
    unread.update(read_at=timezone.now())


def read_all(*, reader_id: int, until: datetime | None = None) -> int:
    """They have seen everything that was there at `until`: what came while they read the page stays unread."""
    now = timezone.now()
    unread = Notification.objects.unread().filter(recipient=reader_id, told_at__lte=until or now)
    return unread.update(read_at=now)


def choose(*, person_id: int, rhythms: Mapping[Family, Rhythm], quiet: bool | None = None) -> Preferences:
    """Letters leave in these rhythms from now on, for what waits already too. Families that are not named stay."""
    with transaction.atomic():
        choice, _ = Preferences.objects.select_for_update().get_or_create(person_id=person_id)
        for family, rhythm in rhythms.items():
            setattr(choice, family.value, rhythm)
        if quiet is not None:
            choice.quiet = quiet
        choice.save()
        _put_off_or_forward(choice)
    return choice


def may_be_told(*, person_id: int) -> bool:
    """Whether there is such a person, still."""
    return get_user_model()._default_manager.filter(pk=person_id).exists()


def _put_off_or_forward(choice: Preferences) -> None:
    """One statement per line of the table, however much waits."""
    waiting, now = Notification.objects.unread().filter(recipient=choice.pk, letter=None), timezone.now()
    for moment, events in _events_by_due(choice, now).items():
        # What was told before « never » is not brought back by choosing otherwise: the site has it.
        changed = waiting.filter(Q(due_at__isnull=False), event__in=events)
        changed.update(due_at=moment)


def _events_by_due(choice: Preferences, now: datetime) -> dict[datetime | None, list[str]]:
    events: dict[datetime | None, list[str]] = {}
    for event, line in notices().items():
        events.setdefault(due_for(choice, line, now), []).append(event)
    return events
