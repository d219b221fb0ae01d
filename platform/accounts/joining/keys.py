"""The codes and links that letters carry. They are drawn from the site's secret: the database holds none of them."""

import hashlib
import secrets
from datetime import timedelta

from django.core import signing
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import Application, Invitation

CODE_HOLDS = timedelta(minutes=20)
LINK_HOLDS = timedelta(days=3)
MOST_FAILURES = 5
"""Wrong codes, after which only another code helps."""
MOST_LETTERS = 4
_LINK = "accounts.joining.link"


def code_of(application: Application) -> str:
    """The six digits of its last letter."""
    drawn = salted_hmac("accounts.joining.code", f"{application.key}:{application.letters}", algorithm="sha256")
    return f"{int.from_bytes(drawn.digest(), 'big') % 1_000_000:06}"


def code_holds(application: Application) -> bool:
    """Whether a code can still be typed: not too old, and not too often mistaken."""
    return application.failures < MOST_FAILURES and timezone.now() - application.sent_at <= CODE_HOLDS


def is_code_of(application: Application, typed: str) -> bool:
    """Whether this is the code, however people space it."""
    digits = "".join(sign for sign in typed if sign.isdigit())
    return constant_time_compare(digits, code_of(application))


def link_token(application: Application) -> str:
    """What the letter's link ends with: good on any device."""
    return signing.dumps(application.key, salt=_LINK)


def key_of_link(token: str) -> str | None:
    """The application that a link was written for; None when it is too old or was altered on the way."""
    try:
        return str(signing.loads(token, salt=_LINK, max_age=LINK_HOLDS))
    except signing.BadSignature:
        return None


def invitation_token(invitation: Invitation) -> str:
    """What the invitation's link ends with: the same for the same letter, whoever writes it again."""
    return salted_hmac("accounts.joining.invitation", invitation.nonce, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def draw_anew(invitation: Invitation) -> None:
    """Give it another token; the one of its earlier letter opens nothing any more."""
    invitation.nonce = secrets.token_urlsafe(24)
    invitation.token_hash = hash_of(invitation_token(invitation))
