"""Signing in through another door, such as ProConnect or itsme: who may come in by it, and as whom."""

import json
from typing import Any

import jwt
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

PREFILLED = "joining.prefilled"
"""Where the session keeps what the other door said of somebody who has no account yet."""


class OtherDoors(DefaultSocialAccountAdapter):
    """A door vouches for an address: it opens the account that confirmed it here, and never makes one by itself."""

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Only with an address that both sides confirmed: else whoever wrote it first would share the account."""
        return EmailAddress.objects.filter(email=email.lower(), verified=True, user__is_active=True).exists()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Who has no account signs up as everyone does, with what the door said already written."""
        if not sociallogin.is_existing:
            said = self.get_signup_form_initial_data(sociallogin)
            request.session[PREFILLED] = {name: said[name] for name in ("email", "first_name", "last_name")}
            raise ImmediateHttpResponse(redirect("account_signup"))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: object) -> str:
        return reverse("account_email")

    def get_requests_session(self) -> Any:
        """ProConnect signs what it says of a person; read straight from it over TLS, the signature adds nothing."""
        session = super().get_requests_session()
        session.hooks["response"].append(_plain)
        return session


def other_doors(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and address of each door that is set up, for the sign-in page."""
    apps: list[dict[str, Any]] = settings.OIDC_APPS
    return [(app["name"], reverse("openid_connect_login", args=[app["provider_id"]])) for app in apps]


def _plain(response: Any, *args: Any, **kwargs: Any) -> Any:
    if response.headers.get("Content-Type", "").startswith("application/jwt"):
        said = jwt.decode(response.text, options={"verify_signature": False})
        response._content = json.dumps(said).encode()
        response.headers["Content-Type"] = "application/json"
    return response
