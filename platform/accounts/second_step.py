"""The second step of signing in: offered to all, and asked of the staff where the site says so."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from qrcode.image.svg import SvgPathFillImage

from accounts.models import User


class SecondStepAdapter(DefaultMFAAdapter):
    """Allauth's second step, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Ce code n’est pas le bon. Il change toutes les 30 secondes : écrivez celui qui s’affiche "
        "maintenant.",
        "rate_limited": "Trop d’essais en peu de temps. Attendez cinq minutes, puis recommencez.",
        "cannot_delete_authenticator": "Le site demande cette vérification à qui entre dans l’administration : "
        "elle ne peut pas être arrêtée ici.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """On a ground of its own, white: on a dark page too, a telephone reads it."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not is_required_of(authenticator.user)


def _cipher() -> Fernet:
    """The secrets of telephones lie in the database and in its backups: without the site's own, they are noise."""
    return Fernet(urlsafe_b64encode(salted_hmac("accounts.second_step", "", algorithm="sha256").digest()))


def is_required_of(user: User) -> bool:
    """Whether this person must have it: who may enter the administration, where the site says so."""
    return bool(settings.STAFF_NEEDS_TOTP) and user.has_perm("wagtailadmin.access_admin")


def needs_second_step(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorator of the administration: without a second step, one is sent to set it up."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if isinstance(user, User) and is_required_of(user) and not has_second_step(user):
            return redirect("second_step_asked")
        return view(request, *args, **kwargs)

    return wrapped


def has_second_step(user: User) -> bool:
    """Whether a telephone's code is asked of them at each sign-in."""
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()
