"""The letters of joining: plain text, always the same for the same happening, so that sent twice they are one."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from accounts.joining import keys
from accounts.joining.admission import is_waiting
from accounts.models import Application, Invitation, User
from ui.letters import letter, whole_address

SUBJECTS = {
    "code": "Votre code pour {site}",
    "member": "Vous avez déjà un compte sur {site}",
    "already_waiting": "Votre inscription à {site} attend un accord",
    "waiting": "Votre inscription à {site} attend un accord",
    "accepted": "Votre compte sur {site} est ouvert",
    "refused": "Votre inscription à {site}",
    "unanswered": "Votre inscription à {site} est restée sans réponse",
    "invitation": "{who} vous invite sur {site}",
    "invited_member": "{who} vous invite sur {site}",
}


def about_application(application: Application, name: str, number: int) -> EmailMessage:
    """The letter of this name about an application. Who has an account already is told so instead of given a code."""
    if name == "code":
        name = _instead_of_code(application)
    context = {
        "application": application,
        "code": keys.code_of(application),
        "link": whole_address("joining_link", keys.link_token(application)),
    }
    return _letter(name, application.email, f"{application.key}.{number}", context)


def about_invitation(invitation: Invitation) -> EmailMessage:
    """The invitation itself; who is a member already is sent to the door."""
    known = User.objects.filter(email=invitation.email, is_active=True).exists()
    context = {
        "invitation": invitation,
        "who": invitation.invited_by.get_full_name(),
        "link": whole_address("invitation", keys.invitation_token(invitation)),
    }
    return _letter("invited_member" if known else "invitation", invitation.email, invitation.nonce, context)


def _instead_of_code(application: Application) -> str:
    if is_waiting(application.email):
        return "already_waiting"
    return "member" if User.objects.filter(email=application.email).exists() else "code"


def _letter(name: str, to: str, key: str, context: dict[str, Any]) -> EmailMessage:
    context |= {"sign_in": whole_address("account_login"), "new_password": whole_address("account_reset_password")}
    subject = SUBJECTS[name].format(site=settings.SITE_NAME, who=context.get("who", ""))
    return letter(f"emails/joining/{name}.txt", subject=subject, to=to, context=context, key=f"joining.{name}.{key}")
