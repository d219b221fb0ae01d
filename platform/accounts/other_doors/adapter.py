"""How allauth treats who comes by another door here, and what is said to whom it fails."""

import logging
from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.http import HttpRequest
from django.shortcuts import redirect, render
from requests import RequestException

from accounts.adapter import AccountAdapter
from accounts.other_doors.newcomers import confirmed_address, holder_of, remember
from accounts.other_doors.openid import Door

logger = logging.getLogger(__name__)


class OtherDoors(DefaultSocialAccountAdapter):
    """A door vouches for an address: it opens the account that confirmed it here, and never makes one by itself."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Door:
        return Door(request, app=self.get_app(request, provider=provider, client_id=client_id))

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Only with an address that both sides confirmed: else whoever wrote it first would share the account."""
        return EmailAddress.objects.filter(email=email.lower(), verified=True, user__is_active=True).exists()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Who has no account signs up as everyone does, with what the door said already written."""
        if sociallogin.is_existing:
            return
        if holder := holder_of(confirmed_address(sociallogin)):  # Open ones were found by their address already.
            raise ImmediateHttpResponse(AccountAdapter(request).respond_user_inactive(request, holder.user))
        remember(request, sociallogin, self.get_signup_form_initial_data(sociallogin))
        raise ImmediateHttpResponse(redirect("account_signup"))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """Say it plainly, except to who gave up, who knows."""
        if error == AuthError.CANCELLED:
            return
        reason, status = "answer", 403
        if isinstance(exception, RequestException):
            reason, status = "away", 503
        elif exception is None and "state" not in (extra_context or {}):
            reason, status = "lost", 400
        logger.warning("No sign-in through %s (%s): %.300s", provider, reason, exception or request.GET.get("error"))
        context = {"door": provider, "reason": reason}
        raise ImmediateHttpResponse(render(request, "socialaccount/authentication_error.html", context, status=status))
