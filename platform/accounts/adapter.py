"""How allauth behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.joining.admission import is_waiting
from accounts.models import Application, User
from accounts.sign_in_link import token_for
from ui.letters import whole_address

TOO_MANY = "Trop d’essais en peu de temps. Attendez cinq minutes, puis recommencez."


class AccountAdapter(DefaultAccountAdapter):
    """Allauth signs in; accounts are made by `accounts.joining`, once an address is confirmed."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "L’adresse ou le mot de passe ne correspond à aucun compte. "
        "Vérifiez les deux, ou choisissez un nouveau mot de passe.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_code": "Ce code n’est pas le bon. Vérifiez les six chiffres du dernier message reçu.",
        "incorrect_password": "Ce n’est pas votre mot de passe.",
        "enter_current_password": "Ce n’est pas votre mot de passe actuel.",
        "duplicate_email": "C’est déjà l’adresse de votre compte.",
        "email_taken": "Un autre compte utilise cette adresse.",
    }

    def get_login_stages(self) -> list[str]:
        """An account exists once its address is confirmed, or vouched for by an administrator: no stage asks again."""
        return [stage for stage in super().get_login_stages() if not stage.endswith("VerificationStage")]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first visit first, for who signed up and was never welcomed."""
        if Application.objects.filter(user=request.user.pk, welcomed_at=None).exists():
            return reverse("welcome")
        return super().get_login_redirect_url(request)

    def get_email_verification_redirect_url(self, email_address: object) -> str:
        return f"{reverse('account')}?fait=adresse"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return f"{reverse('account')}?fait=mot-de-passe"

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return redirect("joining_waiting" if is_waiting(user.email) else "account_inactive")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sign-in letters also carry a link, for who reads them on the device they want to enter with."""
        if template_prefix == "account/email/login_code":
            user = User.objects.get_by_natural_key(email)
            context["link"] = whole_address("sign_in_by_link", token_for(user))
        elif template_prefix == "account/email/unknown_account":
            context["waiting"] = is_waiting(email)
        super().send_mail(template_prefix, email, context | {"SITE_NAME": settings.SITE_NAME})

    def format_email_subject(self, subject: str) -> str:
        return subject

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page one reaches says it already, and a message would set a cookie on a stranger."""
