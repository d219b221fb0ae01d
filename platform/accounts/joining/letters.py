"""The letters of joining: plain text, always the same for the same happening, so that sent twice they are one."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.joining import keys
from accounts.joining.admission import is_waiting
from accounts.models import Application, Invitation, User

SUBJECTS = {
    "code": "Votre code pour {site}",
    "member": "Vous avez déjà un compte sur {site}",
    "already_waiting": "Votre inscription à {site} attend un accord",
    "waiting": "Votre inscription à {site} attend un accord",
    "accepted": "Votre compte sur {site} est ouvert",
    "refused": "Votre inscription à {site}",
    "invitation": "{who} vous invite sur {site}",
    "invited_member": "{who} vous invite sur {site}",
}


def about_application(application: Application, letter: str, number: int) -> EmailMessage:
    """The letter of this name about an application. Who has an account already is told so instead of given a code."""
    if letter == "code":
        letter = _instead_of_code(application)
    context = {
        "application": application,
        "code": keys.code_of(application),
        "link": address("joining_link", keys.link_token(application)),
    }
    return _letter(letter, application.email, f"{application.key}.{number}", context)


def about_invitation(invitation: Invitation) -> EmailMessage:
    """The invitation itself; who is a member already is sent to the door."""
    known = User.objects.filter(email=invitation.email, is_active=True).exists()
    context = {
        "invitation": invitation,
        "who": invitation.invited_by.get_full_name(),
        "link": address("invitation", keys.invitation_token(invitation)),
    }
    return _letter("invited_member" if known else "invitation", invitation.email, invitation.nonce, context)


def address(name: str, *args: str) -> str:
    """The whole address of a page, for a letter."""
    return settings.BASE_URL + reverse(name, args=args)


def _instead_of_code(application: Application) -> str:
    if is_waiting(application.email):
        return "already_waiting"
    return "member" if User.objects.filter(email=application.email).exists() else "code"


def _letter(letter: str, to: str, key: str, context: dict[str, Any]) -> EmailMessage:
    context |= {
        "SITE_NAME": settings.SITE_NAME,
        "BASE_URL": settings.BASE_URL,
        "sign_in": address("account_login"),
        "new_password": address("account_reset_password"),
    }
    subject = SUBJECTS[letter].format(site=settings.SITE_NAME, who=context.get("who", ""))
    text = render_to_string(f"emails/joining/{letter}.txt", context).strip() + "\n"
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    headers = {"Message-ID": f"<joining.{letter}.{key}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(" ".join(subject.split()), text, to=[to], headers=headers)
