"""What notifications keep about a person: what they were told, the letters, how often they want any."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Model

from notifications.models import Letter, Notification, Preferences

models: Sequence[type[Model]] = (Notification, Letter, Preferences)


def export(user: AbstractBaseUser) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """What they were told, when, and how often they want letters."""
    told = Notification.objects.filter(recipient=user.pk).order_by("-told_at")
    return {
        "Avis reçus": list(told.values("event", "kind", "key", "told_at", "read_at")),
        "Lettres": list(Letter.objects.filter(recipient=user.pk).values("written_at", "ended_at")),
        "Choix des avis": list(
            Preferences.objects.filter(person=user.pk).values("addressed", "basin", "informed", "quiet")
        ),
    }


def erase(user: AbstractBaseUser) -> None:
    """All of it: nobody else reads any."""
    Notification.objects.filter(recipient=user.pk).delete()
    Letter.objects.filter(recipient=user.pk).delete()
    Preferences.objects.filter(person=user.pk).delete()
