"""What accounts keep about a person: the account itself, its addresses and rights, its open sessions."""

from collections.abc import Mapping, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Model

from accounts.models import Application, Invitation, Kept, Profile, User
from accounts.people.personal_data import profile_rows

models: Sequence[type[Model]] = (
    EmailAddress, Authenticator, SocialAccount, Application, Invitation, Profile, Kept, User.groups.through,
    User.user_permissions.through,
)  # fmt: skip


def export(user: User) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The account, its addresses and its groups."""
    account, asked = User.objects.filter(pk=user.pk), Application.objects.filter(user=user)
    return {
        "Compte": list(account.values("email", "first_name", "last_name", "date_joined", "last_login", "is_active")),
        "Adresses électroniques": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "Profil": profile_rows(user),
        "Pages gardées": list(Kept.objects.filter(person=user).values("kind", "key", "note", "kept_at")),
        "Autres moyens d’entrer": list(
            SocialAccount.objects.filter(user=user).values("provider", "uid", "date_joined")
        ),
        "Vérification en deux étapes": list(Authenticator.objects.filter(user=user).values("type", "created_at")),
        "Inscription": list(asked.values("email", "trade", "organisation", "basin__name", "asked_at", "state", "word")),
        "Inscriptions décidées": list(
            Application.objects.filter(decided_by=user).values("basin__name", "state", "word", "decided_at")
        ),
        "Invitations envoyées": list(user.invitations.values("email", "sent_at", "accepted_at", "revoked_at")),
        "Groupes": list(user.groups.values("name")),
    }


def erase(user: User) -> None:
    """Delete the account with its sessions; addresses and rights go with it."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
    # What was typed with this address by whoever never confirmed it, and invitations sent to it, hang on no account.
    Application.objects.filter(email__iexact=user.email).delete()
    Invitation.objects.filter(email__iexact=user.email).delete()
    user.delete()
