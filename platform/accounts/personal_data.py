"""What accounts keep about a person: the account itself, its addresses and rights, its open sessions."""

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Model

from accounts.models import Profile, User

models: Sequence[type[Model]] = (EmailAddress, Profile, User.groups.through, User.user_permissions.through)


def export(user: User) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The account, its addresses and its groups."""
    account = User.objects.filter(pk=user.pk)
    return {
        "Compte": list(account.values("email", "first_name", "last_name", "date_joined", "last_login", "is_active")),
        "Adresses électroniques": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "Profil": list(Profile.objects.filter(user=user).values()),
        "Groupes": list(user.groups.values("name")),
    }


def erase(user: User) -> None:
    """Delete the account with its sessions; addresses and rights go with it."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
    user.delete()
